package lanewise.nn;

import java.util.Objects;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One forward pass: training, with its source of chance, or inference. There is no mode anywhere else, so any number of
 * threads may run inference on one model, each with its own input.
 */
public final class Pass {

    /** Sees what each layer returned, in the order of the pass. */
    public interface Observer {
        void seen(Model<?> layer, Tensor output);
    }

    private static final Pass INFERENCE = new Pass(null, null, Float.NaN);

    private final @Nullable Rng rng;
    private final @Nullable Observer observer;
    private final float batchNormMomentum;

    private Pass(@Nullable Rng rng, @Nullable Observer observer, float batchNormMomentum) {
        this.rng = rng;
        this.observer = observer;
        this.batchNormMomentum = batchNormMomentum;
    }

    /** Dropout is on, batch norm uses the batch and moves its running statistics, parameters are tracked. */
    public static Pass training(Rng rng) {
        return new Pass(rng, null, Float.NaN);
    }

    /** Dropout is off, batch norm uses its running statistics, nothing is recorded. */
    public static Pass inference() {
        return INFERENCE;
    }

    /** The same pass with someone watching: for summaries, statistics of activations, features of a middle layer. */
    public Pass observing(Observer watcher) {
        return new Pass(rng, watcher, batchNormMomentum);
    }

    /**
     * The same pass in which batch norms move their running statistics by this share of the batch's, whatever momentum is
     * theirs: for statistics that are to be the mean over many batches.
     */
    public Pass batchNormMomentum(float share) {
        return new Pass(rng, observer, share);
    }

    /** The share of the batch in the running statistics of a batch norm whose own is {@code momentum}. */
    float momentumOr(float momentum) {
        return Float.isNaN(batchNormMomentum) ? momentum : batchNormMomentum;
    }

    public boolean isTraining() {
        return rng != null;
    }

    /**
     * The source of chance of a training pass.
     *
     * @throws IllegalStateException in inference, where nothing is left to chance
     */
    public Rng rng() {
        if (rng == null) {
            throw new IllegalStateException("pass: inference has no source of chance");
        }
        return rng;
    }

    /** All of a parameter: tracked in training, unless it is frozen. */
    public Tensor value(Parameter parameter) {
        return isTraining() ? parameter.value() : parameter.value().detach();
    }

    /** Rows of a parameter: tracked in training, unless it is frozen. */
    public Tensor rows(Parameter parameter, IntTensor ids) {
        return isTraining() ? parameter.rows(ids) : parameter.value().detach().gather(ids);
    }

    /** Shows the output of a layer to the observer, if there is one, and returns it. */
    public Tensor observe(Model<?> layer, Tensor output) {
        if (observer != null) {
            observer.seen(layer, output);
        }
        return output;
    }

    /** Whether someone wants to see every layer, so that none may be fused with the next. */
    boolean isObserved() {
        return observer != null;
    }

    @Override
    public String toString() {
        return isTraining() ? "Pass.training(" + Objects.toString(rng) + ")" : "Pass.inference()";
    }
}
