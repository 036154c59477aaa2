package lanewise.train;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import lanewise.backend.Scope;
import lanewise.optim.Optimizer;

/**
 * Steps at rates that grow by equal factors, until the loss has diverged: the learning-rate range test (Smith, 2017) as
 * fastai runs it.
 */
final class RateSweep {

    /** The sweep ends where the smoothed loss is so many times the best. */
    private static final double DIVERGED = 4;

    private static final double FORGET = 0.98;

    private final double startLr;
    private final double endLr;
    private final int steps;

    RateSweep(float startLr, float endLr, int steps) {
        if (!(startLr > 0 && startLr < endLr) || Float.isInfinite(endLr)) {
            throw new IllegalArgumentException(
                    "findLr: the rates must grow from above 0, got " + startLr + " to " + endLr);
        }
        if (steps < 2) {
            throw new IllegalArgumentException("findLr: it takes at least 2 steps, got " + steps);
        }
        this.startLr = startLr;
        this.endLr = endLr;
        this.steps = steps;
    }

    /** @param stop asked before each step, whether to end */
    <B, T> LrCurve run(TrainingBatches<B, T> batches, Optimizer optimizer, Scope scope, BooleanSupplier stop) {
        double[] rates = new double[steps];
        double[] losses = new double[steps];
        int[] order = batches.order();
        double mean = 0;
        double best = Double.POSITIVE_INFINITY;
        int done = 0;
        while (done < steps && !stop.getAsBoolean()) {
            int batch = done % batches.count();
            if (batch == 0 && done > 0) {
                order = batches.order();
            }
            float rate = (float) (startLr * Math.pow(endLr / startLr, (double) done / steps));
            optimizer.rate(rate);
            double loss = step(batches, batch, order, optimizer, scope);
            if (NotFinite.is(loss)) {
                break;
            }
            mean = FORGET * mean + (1 - FORGET) * loss;
            rates[done] = rate;
            losses[done] = mean / (1 - Math.pow(FORGET, done + 1));
            best = Math.min(best, losses[done]);
            done++;
            if (losses[done - 1] > DIVERGED * best) {
                break;
            }
        }
        if (done < 2 && stop.getAsBoolean()) {
            throw new IllegalStateException("findLr: it was ended after " + done + " steps, before there was a curve");
        }
        return new LrCurve(Arrays.copyOf(rates, done), Arrays.copyOf(losses, done), steps);
    }

    private static <B, T> double step(
            TrainingBatches<B, T> batches, int batch, int[] order, Optimizer optimizer, Scope scope) {
        Output<T> output = batches.run(batch, order, scope);
        float loss = output.loss().item();
        if (!NotFinite.is(loss)) {
            optimizer.step(output.loss().backward());
        }
        scope.release();
        return loss;
    }
}
