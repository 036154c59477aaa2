package lanewise.train;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import lanewise.tensor.Tensor;

/** The mean of the batches' values weighted by their rows, and a function of it. */
record MeanMetric<T>(String name, ToDoubleBiFunction<Tensor, T> ofBatch, DoubleUnaryOperator atTheEnd)
        implements Metric<T> {

    @Override
    public Accumulator<T> start() {
        return new Accumulator<>() {
            private double sum;
            private long rows;

            @Override
            public void add(Tensor prediction, T target, int count) {
                sum += ofBatch.applyAsDouble(prediction, target) * count;
                rows += count;
            }

            @Override
            public double value() {
                return atTheEnd.applyAsDouble(sum / rows);
            }
        };
    }
}
