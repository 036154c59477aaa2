package lanewise.train;

import java.util.Arrays;
import lanewise.tensor.Tensor;

/**
 * The area under the receiver operating characteristic over all rows: the probability that a positive row has a larger logit
 * than a negative one, equal ones counted half (Mann and Whitney's U). NaN while one of the two is absent.
 */
final class AreaUnderCurve<T> implements Metric<T> {

    @Override
    public String name() {
        return "auc";
    }

    @Override
    public Accumulator<T> start() {
        return new Accumulator<>() {
            private long[] keys = new long[1024];
            private int count;

            @Override
            public void add(Tensor prediction, T target, int rows) {
                float[] logits = prediction.toArray();
                int[] classes = ClassNumbers.of(target);
                if (logits.length != classes.length) {
                    throw new IllegalArgumentException("auc: " + prediction.shape() + " logits for " + classes.length
                            + " targets; it needs one logit for each, so two classes");
                }
                if (count + logits.length > keys.length) {
                    keys = Arrays.copyOf(keys, Math.max(2 * keys.length, count + logits.length));
                }
                for (int i = 0; i < logits.length; i++) {
                    keys[count++] = (long) order(logits[i]) << 1 | classes[i];
                }
            }

            @Override
            public double value() {
                long[] sorted = Arrays.copyOf(keys, count);
                Arrays.sort(sorted);
                return area(sorted);
            }
        };
    }

    /** An int that sorts as the float does; the two zeros are one number. */
    private static int order(float logit) {
        int bits = Float.floatToIntBits(logit + 0f);
        return bits < 0 ? Integer.MIN_VALUE - bits : bits;
    }

    private static double area(long[] sorted) {
        double above = 0;
        long negatives = 0;
        long positives = 0;
        for (int from = 0; from < sorted.length; ) {
            int to = from;
            long positive = 0;
            while (to < sorted.length && sorted[to] >> 1 == sorted[from] >> 1) {
                positive += sorted[to++] & 1;
            }
            long negative = to - from - positive;
            above += positive * (negatives + negative / 2.0);
            negatives += negative;
            positives += positive;
            from = to;
        }
        return above / ((double) positives * negatives);
    }
}
