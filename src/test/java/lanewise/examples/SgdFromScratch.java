package lanewise.examples;

import lanewise.nn.Init;
import lanewise.nn.Parameters;
import lanewise.optim.Sgd;
import lanewise.tensor.Rng;
import lanewise.tensor.Tensor;

/**
 * Gradient descent in the three ways of the lesson: the slope measured by a small step, the slope worked out by hand, the
 * slope by autograd. The first two follow the course's spreadsheet point by point, in doubles; the third fits the lesson's
 * line to ten thousand points at once.
 */
final class SgdFromScratch {

    private SgdFromScratch() {}

    /** The line {@code y = a x + b}. */
    record Line(double a, double b) {

        double error(double x, double y) {
            double difference = a * x + b - y;
            return difference * difference;
        }

        /** A step against the slope. */
        Line step(double slopeA, double slopeB, double lr) {
            return new Line(a - lr * slopeA, b - lr * slopeB);
        }
    }

    /** How the error at a point changes with each number, by a step of {@code h}. */
    static Line finiteDifference(Line line, double x, double y, double h) {
        double error = line.error(x, y);
        return new Line(
                (new Line(line.a + h, line.b).error(x, y) - error) / h,
                (new Line(line.a, line.b + h).error(x, y) - error) / h);
    }

    /** The same by hand: {@code de/db = 2 (a x + b - y)}, {@code de/da = x de/db}. */
    static Line gradient(Line line, double x, double y) {
        double slopeB = 2 * (line.a * x + line.b - y);
        return new Line(x * slopeB, slopeB);
    }

    /** One step for each point in turn. */
    static Line epoch(Line start, double[] x, double[] y, double lr) {
        Line line = start;
        for (int i = 0; i < x.length; i++) {
            Line slope = gradient(line, x[i], y[i]);
            line = line.step(slope.a, slope.b, lr);
        }
        return line;
    }

    /** {@code y = 3 x + 8} with noise of deviation 0.3, found by autograd and all points at once; the loss at the end. */
    static double autograd(int points, int steps, float lr) {
        Rng rng = Rng.of(1);
        Tensor x = Tensor.uniform(rng, 0, 1, points);
        Tensor y = x.times(3).plus(8).plus(Tensor.normal(rng, 0, 0.3f, points));
        Parameters parameters = Parameters.init(2);
        var a = parameters.weight("a", Init.normal(0, 1), 1);
        var b = parameters.weight("b", Init.normal(0, 1), 1);
        var sgd = Sgd.lr(lr).on(parameters);
        float loss = Float.NaN;
        for (int step = 0; step < steps; step++) {
            Tensor prediction = x.times(a.value()).plus(b.value());
            Tensor error = prediction.minus(y).square().mean();
            sgd.step(error.backward());
            loss = error.item();
        }
        return loss;
    }
}
