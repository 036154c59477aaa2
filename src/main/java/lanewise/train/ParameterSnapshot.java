package lanewise.train;

import java.util.ArrayList;
import java.util.List;
import lanewise.nn.Parameters;
import lanewise.tensor.Parameter;
import lanewise.tensor.StateDict;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** All parameters and running statistics as they are, and the optimizer that may put off changes of each. */
final class ParameterSnapshot {

    private final List<Kept> all = new ArrayList<>();

    private record Kept(Parameter parameter, Tensor values, Parameter.@Nullable Deferred deferred) {}

    private ParameterSnapshot() {}

    static ParameterSnapshot of(Parameters parameters) {
        return of(parameters, false);
    }

    /** Running statistics alone: what a forward pass changes. Nothing that an optimizer has put off is done for it. */
    static ParameterSnapshot ofStatistics(Parameters parameters) {
        return of(parameters, true);
    }

    private static ParameterSnapshot of(Parameters parameters, boolean statistics) {
        ParameterSnapshot snapshot = new ParameterSnapshot();
        for (Parameter parameter : parameters.all()) {
            if (parameter.isStatistic() || !statistics) {
                snapshot.all.add(new Kept(parameter, parameter.value().copy(), parameter.deferred()));
            }
        }
        return snapshot;
    }

    /** Notes the values by the parameters' names. */
    void save(StateDict to) {
        for (Kept kept : all) {
            to.put(kept.parameter.name(), kept.values.toArray());
        }
    }

    /**
     * Values that were noted by the parameters' names, to be put back under the optimizer that there will be.
     *
     * @throws TrainingException if they are not those of this model
     */
    static ParameterSnapshot load(Parameters parameters, StateDict from) {
        ParameterSnapshot snapshot = new ParameterSnapshot();
        for (Parameter parameter : parameters.all()) {
            float[] numbers = from.has(parameter.name()) ? from.floats(parameter.name()) : new float[0];
            if (numbers.length != parameter.elements()) {
                throw new TrainingException("the file has " + numbers.length + " numbers for the parameter " + parameter
                        + ", which takes " + parameter.elements() + ": it belongs to another model");
            }
            snapshot.all.add(new Kept(parameter, parameter.newTensor(numbers), null));
        }
        return snapshot;
    }

    /** Puts everything back, bit for bit. */
    void restore() {
        for (Kept kept : all) {
            restoreValues(kept);
            kept.parameter.defer(kept.deferred);
        }
    }

    /** Puts the values back, under the optimizer that there is now. */
    void restoreValues() {
        all.forEach(ParameterSnapshot::restoreValues);
    }

    private static void restoreValues(Kept kept) {
        kept.parameter.set(kept.values);
    }
}
