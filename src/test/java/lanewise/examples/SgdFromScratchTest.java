package lanewise.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lanewise.examples.SgdFromScratch.Line;
import org.junit.jupiter.api.Test;

/** The figures of the course's spreadsheet and of its notebook. */
class SgdFromScratchTest {

    private static final double[] X = {
        14, 86, 28, 51, 28, 29, 72, 62, 84, 15, 42, 62, 47, 35, 9, 38, 44, 99, 13, 21, 28, 20, 8, 64, 99, 70, 27, 17, 8
    };

    private static double[] y() {
        double[] y = new double[X.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = 2 * X[i] + 30;
        }
        return y;
    }

    @Test
    void finiteDifferences() {
        Line start = new Line(1, 1);
        double[] y = y();
        assertEquals(1849, start.error(X[0], y[0]), 1e-9);
        Line slope = SgdFromScratch.finiteDifference(start, X[0], y[0], 0.01);
        assertEquals(-1202.04, slope.a(), 1e-9);
        assertEquals(-85.99, slope.b(), 1e-7);
        Line exact = SgdFromScratch.gradient(start, X[0], y[0]);
        assertEquals(new Line(-1204, -86), exact);
    }

    @Test
    void stochasticGradientDescent() {
        double[] y = y();
        Line line = new Line(1, 1);
        Line first = SgdFromScratch.gradient(line, X[0], y[0]);
        Line second = line.step(first.a(), first.b(), 1e-4);
        assertEquals(1.1204, second.a(), 1e-9);
        assertEquals(1.0086, second.b(), 1e-9);
        line = SgdFromScratch.epoch(line, X, y, 1e-4);
        assertEquals(2.613084491952597, line.a(), 1e-9);
        assertEquals(1.0715160204418617, line.b(), 1e-9);
        double[][] epochs = {{2.61187976, 1.12835977}, {2.61067743, 1.18509183}, {2.60947747, 1.24171240}};
        for (double[] expected : epochs) {
            line = SgdFromScratch.epoch(line, X, y, 1e-4);
            assertEquals(expected[0], line.a(), 1e-8);
            assertEquals(expected[1], line.b(), 1e-8);
        }
    }

    /** The lesson's points have a noise of variance 0.09, and that is what the loss comes down to. */
    @Test
    void autograd() {
        double loss = SgdFromScratch.autograd(10_000, 2_000, 0.05f);
        assertEquals(0.09, loss, 0.003);
    }
}
