package lanewise.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lanewise.backend.Device;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.ShapeException;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Makes every parameter of a model, gives it its name, and its initial or loaded values. A model built twice, once with
 * {@link #init} and once with {@link #load}, asks for the same names, so saving and loading need nothing else.
 */
public final class Parameters {

    private final Registry registry;
    private final String prefix;

    private Parameters(Registry registry, String prefix) {
        this.registry = registry;
        this.prefix = prefix;
    }

    /** New parameters whose initial values are drawn from {@code rng}, each from a stream of its own. */
    public static Parameters init(Rng rng) {
        return new Parameters(new Registry(rng, Collections.emptyMap()), "");
    }

    /** New parameters of a seed. */
    public static Parameters init(long seed) {
        return init(Rng.of(seed));
    }

    /** Parameters with saved values; {@link #requireAllUsed()} afterwards tells whether the model took them all. */
    public static Parameters load(Map<String, Tensor> values) {
        return new Parameters(new Registry(null, values), "");
    }

    /** The place for the parameters of a part: their names begin with {@code name} and a dot. */
    public Parameters scope(String name) {
        return new Parameters(registry, prefix + name + ".");
    }

    /**
     * A weight, trained by gradients.
     *
     * @throws IllegalArgumentException if there is one of this name already, or none among the loaded values
     * @throws ShapeException if the loaded values have another shape
     */
    public Parameter weight(String name, Init init, int... shape) {
        return make(name, init, Shape.of(shape), false);
    }

    /** A running statistic, saved with the weights but not trained by gradients. */
    public Parameter statistic(String name, float value, int... shape) {
        return make(name, Init.constant(value), Shape.of(shape), true);
    }

    private Parameter make(String name, Init init, Shape shape, boolean statistic) {
        String full = prefix + name;
        if (registry.made.containsKey(full)) {
            throw new IllegalArgumentException("parameter " + full + " exists already; give each part its own scope");
        }
        float[] values = registry.rng == null ? registry.loaded(full, shape) : init.values(shape, registry.rng.split());
        Parameter parameter =
                statistic ? Parameter.statistic(full, values, shape) : Parameter.weight(full, values, shape);
        parameter.to(registry.device);
        registry.made.put(full, parameter);
        return parameter;
    }

    /**
     * Moves all parameters to a device, those that are made later too: PyTorch's {@code module.to}. A model's inputs must
     * live where its parameters live. An optimizer is made afterwards; a learner moves the one it has.
     */
    public void to(Device device) {
        Device before = registry.device;
        try {
            registry.made.values().forEach(parameter -> parameter.to(device));
            registry.device = device;
        } catch (RuntimeException e) {
            // A card that has no memory for all of them has none of them.
            registry.made.values().forEach(parameter -> parameter.to(before));
            throw e;
        }
    }

    /** Where they live. */
    public Device device() {
        return registry.device;
    }

    /** All parameters of all scopes in the order in which they were made, running statistics too. */
    public List<Parameter> all() {
        return List.copyOf(registry.made.values());
    }

    /** Those an optimizer may change now. */
    public List<Parameter> trainable() {
        List<Parameter> trainable = new ArrayList<>();
        for (Parameter parameter : registry.made.values()) {
            if (parameter.isTrainable()) {
                trainable.add(parameter);
            }
        }
        return trainable;
    }

    /** The number of weights, as PyTorch counts them: without running statistics. */
    public long count() {
        return count(registry.made.values());
    }

    static long count(Iterable<Parameter> parameters) {
        long count = 0;
        for (Parameter parameter : parameters) {
            count += parameter.isStatistic() ? 0 : parameter.elements();
        }
        return count;
    }

    /** The current values by name, copied to the processor's memory: what {@link #load} takes. */
    public Map<String, Tensor> values() {
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (Parameter parameter : registry.made.values()) {
            values.put(
                    parameter.name(), Tensor.of(Device.cpu(), parameter.value().toArray(), parameter.shape()));
        }
        return values;
    }

    /**
     * Checks that the model asked for every loaded tensor.
     *
     * @throws IllegalArgumentException if some were left over: the weights belong to another model
     */
    public void requireAllUsed() {
        Set<String> left = new LinkedHashSet<>(registry.values.keySet());
        left.removeAll(registry.made.keySet());
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "the weights hold tensors that the model does not have: " + String.join(", ", left));
        }
    }

    private static final class Registry {
        private final @Nullable Rng rng;
        private final Map<String, Tensor> values;
        private final Map<String, Parameter> made = new LinkedHashMap<>();
        private Device device = Device.cpu();

        Registry(@Nullable Rng rng, Map<String, Tensor> values) {
            this.rng = rng;
            this.values = values;
        }

        float[] loaded(String name, Shape shape) {
            Tensor tensor = values.get(name);
            if (tensor == null) {
                throw new IllegalArgumentException("the weights hold no tensor " + name + "; they hold "
                        + (values.isEmpty() ? "none" : String.join(", ", values.keySet())));
            }
            if (!tensor.shape().equals(shape)) {
                throw new ShapeException(
                        "the weights hold " + name + " " + tensor.shape() + ", the model needs " + shape);
            }
            return tensor.toArray();
        }
    }
}
