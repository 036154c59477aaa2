package lanewise.train;

import java.util.ArrayList;
import java.util.List;
import lanewise.plot.Plot;

/**
 * The rows with the biggest losses among all that are offered, for a report: the rest is forgotten at once. NaN is the
 * biggest loss; of equal ones the earlier row is kept.
 */
public final class TopLosses {

    private final double[] losses;
    private final List<List<String>> rows = new ArrayList<>();

    private TopLosses(int most) {
        losses = new double[most];
    }

    /** To keep so many. */
    public static TopLosses most(int count) {
        return new TopLosses(count);
    }

    /** Whether a loss is among the biggest so far: then {@link #add} its row. */
    public boolean wants(double loss) {
        return rows.size() < losses.length || Double.compare(loss, losses[losses.length - 1]) > 0;
    }

    /** Keeps a row, and leaves out the smallest loss of one too many. */
    public void add(double loss, List<String> cells) {
        int at = rows.size();
        if (at == losses.length) {
            at--;
            rows.remove(at);
        }
        for (; at > 0 && Double.compare(loss, losses[at - 1]) > 0; at--) {
            losses[at] = losses[at - 1];
        }
        losses[at] = loss;
        List<String> row = new ArrayList<>(cells);
        row.add(0, Plot.number(loss));
        rows.add(at, row);
    }

    /** The cells of the rows kept, each after its loss, the biggest loss first. */
    public List<List<String>> rows() {
        return rows;
    }
}
