package lanewise.train;

import lanewise.backend.Device;
import lanewise.nn.Parameters;
import lanewise.tensor.Parameter;

/** Says what a loss that is no number most likely comes from. */
final class NotFinite {

    /** A loss of squares overflows long before the weights do; those of a net that learns stay far below this. */
    private static final float RUNAWAY = 1e6f;

    private NotFinite() {}

    static boolean is(double loss) {
        return Double.isNaN(loss) || Double.isInfinite(loss);
    }

    /** The message about the loss of a batch that no step has been taken with. */
    static String ofBatch(RunningLoss.Expected found, Parameters parameters) {
        String where = where(found);
        if (found.first()) {
            return where + ", the first of the fit: look for NaN or infinite numbers in the inputs and targets,"
                    + " or in the weights of an earlier fit";
        }
        for (Parameter parameter : parameters.all()) {
            // A bad row has reached the running statistics already: they say nothing about the learning rate.
            float largest = parameter.isStatistic() ? 0 : largest(parameter);
            if (!(largest < RUNAWAY)) {
                String grown = largest < Float.POSITIVE_INFINITY ? "grown to " + largest : "overflowed";
                return where + ": the parameter " + parameter.name() + " has " + grown + "; the learning rate "
                        + found.rate() + " is probably too high, try a tenth of it or clip the gradients";
            }
        }
        return where
                + ", while all parameters are in bounds: look for NaN or infinite numbers in the rows of this batch,"
                + " or for a target outside what the loss allows; else the learning rate " + found.rate()
                + " is too high";
    }

    /** The message about the loss of a batch that was read when its step had been taken. */
    static String ofStep(RunningLoss.Expected found, Device device) {
        return where(found) + ", and the step that followed it has spoilt the parameters: the learning rate "
                + found.rate() + " is too high, or look for NaN or infinite numbers in the rows of this batch; on "
                + device.name() + " this shows a step late, on the cpu before the step is taken";
    }

    private static String where(RunningLoss.Expected found) {
        return "the loss is " + found.loss() + " in epoch " + found.epoch() + ", batch " + found.batch();
    }

    /** The message about the loss of a validation. */
    static String ofValidation(double loss, Training training) {
        return "the validation loss is " + loss + " after epoch " + training.epoch()
                + ", though the batches' losses were finite: the learning rate " + training.rate()
                + " is probably too high, or a validation row holds NaN or infinite numbers";
    }

    /** The largest magnitude among the elements; NaN if one is. */
    private static float largest(Parameter parameter) {
        float largest = 0;
        for (float element : parameter.value().toArray()) {
            largest = Math.max(largest, Math.abs(element));
        }
        return largest;
    }
}
