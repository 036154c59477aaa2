package lanewise.train;

import lanewise.tensor.Tensor;

/** {@code 1 - sum (t - p)^2 / sum (t - mean(t))^2} over all rows: the share of the variance that is explained. */
final class RSquared implements Metric<Tensor> {

    @Override
    public String name() {
        return "r2";
    }

    @Override
    public Accumulator<Tensor> start() {
        return new Accumulator<>() {
            private long count;
            private double mean;
            private double spread;
            private double errors;

            @Override
            public void add(Tensor prediction, Tensor target, int rows) {
                float[] predictions = prediction.toArray();
                float[] targets = target.toArray();
                for (int i = 0; i < targets.length; i++) {
                    double error = (double) targets[i] - predictions[i];
                    errors += error * error;
                    // Welford's update: sums of squares of large numbers would cancel.
                    count++;
                    double step = targets[i] - mean;
                    mean += step / count;
                    spread += step * (targets[i] - mean);
                }
            }

            @Override
            public double value() {
                return count == 0 ? Double.NaN : 1 - errors / spread;
            }
        };
    }
}
