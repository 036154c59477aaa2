package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/**
 * The course's spreadsheet of gradient descent in doubles: a line through 29 points of {@code y = 2x + 30}, one point a
 * step, from a = b = 1.
 */
class SpreadsheetTest {

    private static final double[] X = {
        14, 86, 28, 51, 28, 29, 72, 62, 84, 15, 42, 62, 47, 35, 9, 38, 44, 99, 13, 21, 28, 20, 8, 64, 99, 70, 27, 17, 8
    };

    private static double error(double[] line, double x) {
        double difference = line[0] * x + line[1] - (2 * x + 30);
        return difference * difference;
    }

    private static double[] gradient(double[] line, double x) {
        double difference = 2 * (line[0] * x + line[1] - (2 * x + 30));
        return new double[] {x * difference, difference};
    }

    /** Steps from point {@code from} to {@code to}; returns the sum of the squared errors before each step. */
    private static double run(DoubleOracle oracle, double[] line, double rate, double momentum, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += error(line, X[i]);
            oracle.step(line, gradient(line, X[i]), rate, momentum);
        }
        return sum;
    }

    private static void assertLine(double a, double b, double[] line, double tolerance) {
        assertEquals(a, line[0], tolerance, "a");
        assertEquals(b, line[1], tolerance, "b");
    }

    @Test
    void finiteDifferences() {
        double[] line = {1, 1};
        assertEquals(1849, error(line, 14), 1e-9);
        assertEquals(-85.98999999, (error(new double[] {1, 1.01}, 14) - 1849) / 0.01, 1e-6);
        assertEquals(-1202.04, (error(new double[] {1.01, 1}, 14) - 1849) / 0.01, 1e-6);
        assertEquals(-1204, gradient(line, 14)[0], 1e-9);
        assertEquals(-86, gradient(line, 14)[1], 1e-9);
    }

    @Test
    void gradientDescent() {
        double[] line = {1, 1};
        DoubleOracle oracle = DoubleOracle.sgd(2, false, 0, false);
        double sum = run(oracle, line, 1e-4, 0, 0, 1);
        assertLine(1.1204, 1.0086, line, 1e-9);
        sum += run(oracle, line, 1e-4, 0, 1, 2);
        assertLine(2.9201564, 1.0295274, line, 1e-7);
        sum += run(oracle, line, 1e-4, 0, 2, 29);
        assertLine(2.613084491952597, 1.0715160204418617, line, 1e-9);
        assertEquals(150.75521153771854, Math.sqrt(sum), 1e-9);
        double[][] epochs = {
            {2.61187976, 1.12835977, 19.621176},
            {2.61067743, 1.18509183, 19.582621},
            {2.60947747, 1.24171240, 19.544141}
        };
        for (double[] epoch : epochs) {
            double squares = run(oracle, line, 1e-4, 0, 0, 29);
            assertLine(epoch[0], epoch[1], line, 1e-8);
            assertEquals(epoch[2], Math.sqrt(squares / 29), 1e-6);
        }
    }

    /** The spreadsheet's Adam has no bias correction and no eps, and begins with the moments of the epochs before. */
    @Test
    void adam() {
        double[] line = {1, 1};
        DoubleOracle.Moments moments = new DoubleOracle.Moments(2);
        moments.product1 = 0;
        moments.product2 = 0;
        moments.mean[0] = -636.962043136063;
        moments.mean[1] = -19.370509429769257;
        moments.square[0] = 27555653.2604823;
        moments.square[1] = 5489.999378391848;
        DoubleOracle oracle = DoubleOracle.adam(moments, 0.9, 0, 0, false);
        run(oracle, line, 1, 0.7, 0, 1);
        assertLine(1.1615923752588633, 1.5222168817019814, line, 1e-9);
        run(oracle, line, 1, 0.7, 1, 2);
        assertLine(1.956762413138724, 2.4406800624791023, line, 1e-9);
        run(oracle, line, 1, 0.7, 2, 29);
        assertLine(3.39424432669359, 9.124297983393513, line, 1e-9);
    }

    /** The spreadsheet's momentum, {@code v = 0.9 v + 0.1 g}, is PyTorch's at a tenth of the rate. */
    @Test
    void dampenedMomentum() {
        double[] line = {1, 1};
        double[] dampened = {1, 1};
        double[] velocity = new double[2];
        DoubleOracle oracle = DoubleOracle.sgd(2, false, 0, false);
        for (double x : X) {
            oracle.step(line, gradient(line, x), 1e-5, 0.9);
            double[] g = gradient(dampened, x);
            for (int i = 0; i < 2; i++) {
                velocity[i] = 0.9 * velocity[i] + 0.1 * g[i];
                dampened[i] -= 1e-4 * velocity[i];
            }
        }
        assertLine(dampened[0], dampened[1], line, 1e-9);
    }
}
