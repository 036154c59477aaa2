package lanewise.tensor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import lanewise.backend.Reduction;
import lanewise.kernel.BinaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Tensor#backward()} found: a gradient for each parameter and tracked tensor the loss was computed from.
 * Inside a training step they live as long as the step; {@link Tensor#copy()} what must outlive it.
 */
public final class Gradients {

    /**
     * By leaf: a {@link Tensor} or a {@link RowGradient}, in memory that no other gradient shares. Never iterated, since its
     * order is not the same every run.
     */
    private final IdentityHashMap<Tensor, Object> leaves;

    Gradients(IdentityHashMap<Tensor, Object> leaves) {
        this.leaves = leaves;
    }

    /** Whether the loss depends on it. */
    public boolean contains(Parameter parameter) {
        return leaves.containsKey(parameter.leaf());
    }

    /**
     * The gradient, in the shape of the parameter. That of an embedding is filled out with zeros: see {@link #rows}.
     *
     * @throws IllegalArgumentException if the loss does not depend on the parameter
     */
    public Tensor of(Parameter parameter) {
        return dense(parameter.leaf(), "parameter " + parameter.name());
    }

    /** The gradient with respect to a tensor made by {@link Tensor#tracked()}. */
    public Tensor of(Tensor tracked) {
        return dense(tracked, "this tensor");
    }

    private Tensor dense(Tensor leaf, String what) {
        Object gradient = leaves.get(leaf);
        if (gradient instanceof Tensor all) {
            return all;
        }
        if (gradient instanceof RowGradient some) {
            Tensor all = Tensor.full(some.rows().allocator(), 0, leaf.shape());
            some.addTo(all);
            return all;
        }
        throw new IllegalArgumentException("gradients: there is none of " + what + ": the loss does not depend on it,"
                + " or it is frozen, a statistic, or a tensor that was computed and not made by tracked()");
    }

    /** The gradient as rows if the parameter was only read by rows, as an embedding is; else null. */
    public @Nullable RowGradient rows(Parameter parameter) {
        return leaves.get(parameter.leaf()) instanceof RowGradient some ? some : null;
    }

    /** The root of the sum of the squares of all gradients of these parameters. */
    public float norm(Collection<Parameter> parameters) {
        return norm(values(parameters));
    }

    private static float norm(List<Tensor> values) {
        if (values.isEmpty()) {
            return 0;
        }
        // Read all at once: a device is waited for but once.
        double sum = 0;
        for (float squares : sumsOfSquares(values).toArray()) {
            sum += squares;
        }
        return (float) Math.sqrt(sum);
    }

    private static Tensor sumsOfSquares(List<Tensor> values) {
        Tensor sums = Tensor.empty(values.get(0).allocator(), Shape.of(values.size()));
        for (int i = 0; i < values.size(); i++) {
            Tensor x = values.get(i);
            x.backend()
                    .axes()
                    .reduce(
                            Reduction.SUM_OF_SQUARES,
                            1,
                            x.elements(),
                            1,
                            x.buffer(),
                            sums.buffer().slice(i, 1));
        }
        return sums;
    }

    /**
     * Scales the gradients of these parameters, in place, so that their {@link #norm} is at most {@code limit}, as PyTorch's
     * {@code clip_grad_norm_} does.
     *
     * @return the norm before
     */
    public float clipNorm(Collection<Parameter> parameters, float limit) {
        List<Tensor> values = values(parameters);
        float norm = norm(values);
        float factor = clipFactor(norm, limit);
        if (factor < 1) {
            for (Tensor x : values) {
                x.backend().affine(factor, 0, x.buffer(), x.buffer());
            }
        }
        return norm;
    }

    /**
     * {@link #clipNorm} for whoever need not know the norm, and is about to go over all gradients anyway. Where a device scales
     * them by itself, one that is not a number makes all of them so.
     *
     * @return what the gradients are yet to be multiplied by; 1 on a device that one would wait for to know it: that scales
     *     them by itself, in place
     */
    public float clip(Collection<Parameter> parameters, float limit) {
        List<Tensor> values = values(parameters);
        if (values.isEmpty() || !values.get(0).backend().asynchronous()) {
            return clipFactor(norm(values), limit);
        }
        Tensor norm = sumsOfSquares(values).sum().sqrt();
        // The larger of norm and limit, so that a factor of 1 is 1.
        Tensor larger = norm.plus(1e-6f - limit).relu().plus(limit);
        Tensor factor = Tensor.full(norm.allocator(), limit, larger.shape()).div(larger);
        for (Tensor x : values) {
            x.backend()
                    .binary(BinaryFunction.TIMES, 1, x.elements(), x.buffer(), 0, 1, factor.buffer(), 0, 0, x.buffer());
        }
        return 1;
    }

    /** What gradients of this {@link #norm} are to be multiplied by so that it is at most {@code limit}; 1 if it is. */
    private static float clipFactor(float norm, float limit) {
        // Not the minimum, which would be NaN: a gradient that is not a number stays as it is.
        float factor = limit / (norm + 1e-6f);
        return factor < 1 ? factor : 1;
    }

    /** The numbers of each gradient that are not known to be zero. */
    private List<Tensor> values(Collection<Parameter> parameters) {
        List<Tensor> values = new ArrayList<>(parameters.size());
        for (Parameter parameter : parameters) {
            Object gradient = leaves.get(parameter.leaf());
            if (gradient != null) {
                values.add(gradient instanceof RowGradient some ? some.rows() : (Tensor) gradient);
            }
        }
        return values;
    }
}
