package lanewise.optim;

import java.util.Arrays;
import lanewise.kernel.UpdateKernels;
import lanewise.tensor.InPlace;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.StateDict;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows Adam brings up to date only when they are read: which step touched each row last, and what the steps
 * since then come to. A step costs as much as the rows of the batch, whatever the size of the table. Reading settles, so
 * the methods exclude each other: several threads may read at once.
 */
final class DeferredRows implements Parameter.Deferred {

    private static final int CHUNK = 4096;
    private static final int COEFFICIENTS = UpdateKernels.SETTLE_COEFFICIENTS;

    /**
     * A mean that has decayed to less than this is as good as zero, to a float with any gradient at all added to it; the
     * subnormal numbers it would go through cost fifty times the time.
     */
    private static final double NO_MEAN = 1e-15;

    /** Steps are kept until there is one for so many rows; then all rows are settled, at the cost of so many a step. */
    private static final int ROWS_PER_STEP = 8;

    private static final int LEAST_STEPS = 512;

    private final Parameter parameter;
    private final Tensor mean;
    private final Tensor square;
    private final double epsilon;
    private final int[] touched;
    private final DeferredSteps steps;
    private final int[] stale = new int[CHUNK];
    private final float[] coefficients = new float[CHUNK * COEFFICIENTS];
    private int count;
    private boolean pending;

    /** Of the device that computed the last step. */
    private @Nullable IntTensor last;

    DeferredRows(Parameter parameter, Tensor mean, Tensor square, double epsilon) {
        this.parameter = parameter;
        this.mean = mean;
        this.square = square;
        this.epsilon = epsilon;
        this.touched = new int[parameter.shape().size(0)];
        this.steps = new DeferredSteps(Math.max(LEAST_STEPS, touched.length / ROWS_PER_STEP));
    }

    synchronized void save(StateDict to) {
        to.put("touched", touched.clone());
        to.put("pending", pending ? 1L : 0L);
        steps.save(to);
    }

    /** Whether {@link #save} has noted anything there. */
    static boolean isIn(StateDict from) {
        return from.has("touched");
    }

    synchronized void load(StateDict from) {
        int[] noted = from.ints("touched");
        System.arraycopy(noted, 0, touched, 0, touched.length);
        pending = from.whole("pending") == 1;
        last = null;
        steps.load(from);
    }

    /** Notes a step that has just been done on the rows {@code ids} alone; they had been settled before. */
    synchronized void done(IntTensor ids, double size, double beta1, double beta2, double inverseRoot, double keep) {
        steps.add(size, beta1, beta2, inverseRoot, keep);
        for (int row : ids.toArray()) {
            touched[row] = steps.steps();
        }
        last = ids;
        pending = true;
        if (steps.isFull()) {
            settle();
        }
    }

    /** Notes a step on all rows, which had been settled before. */
    synchronized void doneOnAll(double inverseRoot) {
        steps.restart(inverseRoot);
    }

    @Override
    public synchronized void settle(IntTensor rows) {
        if (pending) {
            for (int row : rows.toArray()) {
                // A row that is not there is the gather's to refuse.
                if (row >= 0 && row < touched.length) {
                    settle(row, rows);
                }
            }
            flush(rows);
        }
    }

    @Override
    public synchronized void settle() {
        if (pending) {
            for (int row = 0; row < touched.length; row++) {
                settle(row, last);
            }
            flush(last);
            Arrays.fill(touched, 0);
            steps.restart();
            pending = false;
        }
    }

    private void settle(int row, @Nullable IntTensor like) {
        int step = touched[row];
        if (step == steps.steps()) {
            return;
        }
        touched[row] = steps.steps();
        stale[count] = row;
        int at = COEFFICIENTS * count;
        coefficients[at] = (float) steps.keep(step);
        coefficients[at + 1] = (float) steps.shift(step, epsilon);
        coefficients[at + 2] = (float) steps.first(step);
        coefficients[at + 3] = (float) steps.second(step, epsilon);
        double meanDecay = steps.meanDecay(step);
        coefficients[at + 4] = meanDecay < NO_MEAN ? 0f : (float) meanDecay;
        coefficients[at + 5] = (float) steps.squareDecay(step);
        count++;
        if (count == CHUNK) {
            flush(like);
        }
    }

    private void flush(@Nullable IntTensor like) {
        if (count > 0) {
            InPlace.settleRows(parameter, count, stale, coefficients, mean, square, like);
            count = 0;
        }
    }
}
