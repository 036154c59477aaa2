package lanewise.train;

import lanewise.tensor.Tensor;

/**
 * F-beta of the positive class over all rows (and labels): {@code (1 + b^2) p r / (b^2 p + r)} of precision p and recall r. Of
 * more than two classes the plain mean of the classes' own (macro). 0 where nothing is right.
 */
record FBeta<T>(double beta) implements Metric<T> {

    @Override
    public String name() {
        return beta == Math.rint(beta) ? "f" + (long) beta : "f" + beta;
    }

    @Override
    public Accumulator<T> start() {
        return new Accumulator<>() {
            private long[] right = new long[0];
            private long[] chosen = new long[0];
            private long[] present = new long[0];
            private boolean binary;

            @Override
            public void add(Tensor prediction, T target, int rows) {
                binary = ClassNumbers.isBinary(prediction, target);
                int classes = binary ? 2 : prediction.size(-1);
                if (right.length == 0) {
                    right = new long[classes];
                    chosen = new long[classes];
                    present = new long[classes];
                }
                int[] truth = ClassNumbers.of(target);
                int[] picked = binary ? ClassNumbers.positive(prediction, 0) : ClassNumbers.chosen(prediction);
                for (int i = 0; i < truth.length; i++) {
                    present[truth[i]]++;
                    chosen[picked[i]]++;
                    right[truth[i]] += truth[i] == picked[i] ? 1 : 0;
                }
            }

            @Override
            public double value() {
                if (right.length == 0) {
                    return Double.NaN;
                }
                if (binary) {
                    return score(1);
                }
                double sum = 0;
                for (int i = 0; i < right.length; i++) {
                    sum += score(i);
                }
                return sum / right.length;
            }

            private double score(int i) {
                double square = beta * beta;
                double denominator = square * present[i] + chosen[i];
                return denominator == 0 ? 0 : (1 + square) * right[i] / denominator;
            }
        };
    }
}
