package lanewise.train;

import java.util.Collections;
import java.util.List;
import lanewise.tensor.GradientSum;
import lanewise.tensor.Parameter;
import lanewise.tensor.StateDict;

/**
 * Takes a step only when so many rows have been seen, by the mean of their gradients: as if the batches were that large, but
 * for batch norm, which still sees them one by one. What is left at the end of an epoch counts in the next.
 */
public final class GradientAccumulation implements Callback {

    private final int rows;
    private GradientSum sum = GradientSum.empty();
    private int seen;
    private List<Parameter> parameters = Collections.emptyList();

    private GradientAccumulation(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("gradient accumulation: it takes at least 1 row, got " + rows);
        }
        this.rows = rows;
    }

    /** Steps of at least {@code count} rows. */
    public static GradientAccumulation rows(int count) {
        return new GradientAccumulation(count);
    }

    @Override
    public void beforeFit(Training training) {
        parameters = training.parameters().all();
        begin();
    }

    private void begin() {
        sum = GradientSum.empty();
        seen = 0;
    }

    @Override
    public void afterBackward(Training training) {
        sum.add(training.gradients(), parameters, training.batchRows());
        seen += training.batchRows();
        if (seen < rows) {
            training.cancelBatch();
        } else {
            training.gradients(sum.times(1f / seen));
            begin();
        }
    }

    @Override
    public void afterFit(Training training) {
        begin();
    }

    @Override
    public void saveState(StateDict to) {
        to.put("seen", (long) seen);
        sum.save(to.scope("sum"), parameters);
    }

    @Override
    public void loadState(StateDict from, Training training) {
        seen = (int) from.whole("seen");
        sum = GradientSum.load(from.scope("sum"), parameters);
    }
}
