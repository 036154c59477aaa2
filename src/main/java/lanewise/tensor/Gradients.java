package lanewise.tensor;

import java.util.Collection;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Tensor#backward()} found: a gradient for each parameter and tracked tensor the loss was computed from.
 * Inside a training step they live as long as the step; {@link Tensor#copy()} what must outlive it.
 */
public final class Gradients {

    /** By leaf: a {@link Tensor} or a {@link RowGradient}. Never iterated, since its order is not the same every run. */
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
        double sum = 0;
        for (Parameter parameter : parameters) {
            Tensor values = values(parameter);
            if (values != null) {
                sum += values.sumOfSquares().item();
            }
        }
        return (float) Math.sqrt(sum);
    }

    /**
     * Scales the gradients of these parameters so that their {@link #norm} is at most {@code limit}, as PyTorch's
     * {@code clip_grad_norm_} does.
     *
     * @return the norm before
     */
    public float clipNorm(Collection<Parameter> parameters, float limit) {
        float norm = norm(parameters);
        float factor = limit / (norm + 1e-6f);
        if (factor < 1) {
            for (Parameter parameter : parameters) {
                leaves.computeIfPresent(parameter.leaf(), (leaf, gradient) -> scaled(gradient, factor));
            }
        }
        return norm;
    }

    /** Not in place: the gradients of two parameters may be one tensor, as those of the two sides of a sum are. */
    private static Object scaled(Object gradient, float factor) {
        if (gradient instanceof RowGradient some) {
            return new RowGradient(some.ids(), some.rows().times(factor));
        }
        return ((Tensor) gradient).times(factor);
    }

    /** The numbers that are not known to be zero, or null without a gradient. */
    private @Nullable Tensor values(Parameter parameter) {
        RowGradient some = rows(parameter);
        return some != null ? some.rows() : (Tensor) leaves.get(parameter.leaf());
    }
}
