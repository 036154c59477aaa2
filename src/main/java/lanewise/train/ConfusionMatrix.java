package lanewise.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import lanewise.plot.MatrixPlot;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** How often rows of each class were taken for each. Immutable; prints itself with a line for each true class. */
public final class ConfusionMatrix {

    private static final int MOST_SHOWN = 20;

    private final List<String> classes;
    private final long[][] counts;

    private ConfusionMatrix(List<String> classes, long[][] counts) {
        this.classes = classes;
        this.counts = counts;
    }

    /** No row yet. */
    public static ConfusionMatrix empty(List<String> classes) {
        return new ConfusionMatrix(List.copyOf(classes), new long[classes.size()][classes.size()]);
    }

    /**
     * With the rows of a batch.
     *
     * @param logits [rows, classes], or of two classes [rows], the logit of the second
     * @param targets [rows], class numbers: an {@link lanewise.tensor.IntTensor} or a {@link Tensor}
     */
    public ConfusionMatrix plus(Tensor logits, Object targets) {
        int[] right = ClassNumbers.of(targets);
        int[] chosen = ClassNumbers.chosen(logits);
        long[][] sums = new long[counts.length][];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = counts[i].clone();
        }
        for (int i = 0; i < right.length; i++) {
            sums[right[i]][chosen[i]]++;
        }
        return new ConfusionMatrix(classes, sums);
    }

    /** The classes, in the order of their numbers. */
    public List<String> classes() {
        return classes;
    }

    /** How many rows of class {@code truth} were taken for class {@code chosen}. */
    public long count(int truth, int chosen) {
        return counts[truth][chosen];
    }

    /** The share of rows that were taken for what they are; NaN without any. */
    public double accuracy() {
        long right = 0;
        long all = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
            all += Arrays.stream(counts[i]).sum();
        }
        return all == 0 ? Double.NaN : (double) right / all;
    }

    /** Of the rows that were taken for a class, the share that are of it; NaN if none was. */
    public double precision(int chosen) {
        long taken = 0;
        for (long[] row : counts) {
            taken += row[chosen];
        }
        return taken == 0 ? Double.NaN : (double) counts[chosen][chosen] / taken;
    }

    /** Of the rows of a class, the share that were taken for it; NaN if there are none. */
    public double recall(int truth) {
        long all = rows(truth);
        return all == 0 ? Double.NaN : (double) counts[truth][truth] / all;
    }

    /**
     * The most frequent wrong choices, the most frequent first, equally frequent ones in the order of classes: the class that
     * rows have, the class they were taken for, and how many.
     */
    public List<List<String>> mostConfused(int count) {
        List<List<String>> rows = new ArrayList<>();
        long[] left = new long[counts.length * counts.length];
        for (int i = 0; i < left.length; i++) {
            int truth = i / counts.length;
            int chosen = i % counts.length;
            left[i] = truth == chosen ? 0 : counts[truth][chosen];
        }
        for (int at = largest(left); at >= 0 && rows.size() < count; at = largest(left)) {
            String howOften = Long.toString(left[at]);
            rows.add(List.of(classes.get(at / counts.length), classes.get(at % counts.length), howOften));
            left[at] = 0;
        }
        return rows;
    }

    /** The place of the first of the largest numbers; -1 if none is above 0. */
    private static int largest(long[] numbers) {
        int best = -1;
        long most = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] > most) {
                best = i;
                most = numbers[i];
            }
        }
        return best;
    }

    /** The matrix of the classes that most rows have, in the order of classes: of 20 at most, the others are left out. */
    public MatrixPlot plot() {
        List<Integer> shown = new ArrayList<>();
        long[] left = new long[counts.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = 1 + rows(i);
        }
        for (int at = largest(left); at >= 0 && shown.size() < MOST_SHOWN; at = largest(left)) {
            shown.add(at);
            left[at] = 0;
        }
        Collections.sort(shown);
        List<String> names = new ArrayList<>();
        double[][] values = new double[shown.size()][shown.size()];
        for (int i = 0; i < values.length; i++) {
            names.add(classes.get(shown.get(i)));
            for (int j = 0; j < values.length; j++) {
                values[i][j] = counts[shown.get(i)][shown.get(j)];
            }
        }
        boolean all = values.length == counts.length;
        String title =
                all ? "Confusion matrix" : "Confusion matrix, " + values.length + " of " + counts.length + " classes";
        return MatrixPlot.of(title, "actual", "predicted", names, values);
    }

    private long rows(int truth) {
        return Arrays.stream(counts[truth]).sum();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfusionMatrix that
                && that.classes.equals(classes)
                && Arrays.deepEquals(that.counts, counts);
    }

    @Override
    public int hashCode() {
        return 31 * classes.hashCode() + Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        int width = 10;
        for (String name : classes) {
            width = Math.max(width, name.length());
        }
        String cell = " %" + width + "s";
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s", "true\\chosen"));
        for (String name : classes) {
            text.append(String.format(Locale.ROOT, cell, name));
        }
        for (int i = 0; i < counts.length; i++) {
            text.append(String.format(Locale.ROOT, "%n%-" + width + "s", classes.get(i)));
            for (long count : counts[i]) {
                text.append(String.format(Locale.ROOT, cell, count));
            }
        }
        return text.toString();
    }
}
