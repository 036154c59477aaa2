package lanewise.train;

import lanewise.tensor.Tensor;

/** A metric computed for each batch alone, then averaged without weights. */
record MeanOfBatches<T>(Metric<T> metric) implements Metric<T> {

    @Override
    public String name() {
        return metric.name();
    }

    @Override
    public Accumulator<T> start() {
        return new Accumulator<>() {
            private double sum;
            private int batches;

            @Override
            public void add(Tensor prediction, T target, int rows) {
                Accumulator<T> one = metric.start();
                one.add(prediction, target, rows);
                sum += one.value();
                batches++;
            }

            @Override
            public double value() {
                return sum / batches;
            }
        };
    }
}
