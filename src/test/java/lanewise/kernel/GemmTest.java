package lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Products of matrices over the shapes, factors and forms that SBLAT3 (Dongarra et al., 1990) tries, and more. */
@Tag("lane")
class GemmTest {

    private static final long SEED = 20_260_219;
    private static final float[] ALPHAS = {0f, 1f, 0.7f};
    private static final float[] BETAS = {0f, 1f, 1.3f};
    private static final int[] SIZES = {0, 1, 2, 3, 7, 31, 64, 65};

    /** Shapes across the borders of the blocks, and thin ones. */
    private static final int[][] SHAPES = {
        {200, 33, 520}, {193, 70, 257}, {13, 2060, 5}, {3, 2060, 300}, {400, 2, 300}, {2, 300, 400}, {29, 1030, 258}
    };

    /** Matrices at odd offsets and with gaps between their rows, stored both ways. */
    private record Problem(int m, int n, int k, double[] a, double[] b, double[] products, double[] sizes) {

        static Problem of(int m, int n, int k, Random random) {
            double[] a = numbers(m * k, random);
            double[] b = numbers(k * n, random);
            double[] products = new double[m * n];
            double[] sizes = new double[m * n];
            for (int i = 0; i < m; i++) {
                for (int p = 0; p < k; p++) {
                    for (int j = 0; j < n; j++) {
                        double product = a[i * k + p] * b[p * n + j];
                        products[i * n + j] += product;
                        sizes[i * n + j] += Math.abs(product);
                    }
                }
            }
            return new Problem(m, n, k, a, b, products, sizes);
        }

        private static double[] numbers(int n, Random random) {
            double[] numbers = new double[n];
            for (int i = 0; i < n; i++) {
                numbers[i] = 2 * random.nextFloat() - 1;
            }
            return numbers;
        }

        Range storeA(boolean transposed) {
            return store(a, m, k, transposed);
        }

        Range storeB(boolean transposed) {
            return store(b, k, n, transposed);
        }

        static int ld(int rows, int columns, boolean transposed) {
            return (transposed ? rows : columns) + 3;
        }

        private static Range store(double[] x, int rows, int columns, boolean transposed) {
            int ld = ld(rows, columns, transposed);
            Range range = new Range((transposed ? columns : rows) * ld, 5);
            for (int r = 0; r < rows; r++) {
                for (int j = 0; j < columns; j++) {
                    range.set(transposed ? j * ld + r : r * ld + j, (float) x[r * columns + j]);
                }
            }
            return range;
        }

        /** Computes C on this thread, in so many parts as many threads would, backwards where there are several. */
        void run(MatrixProduct product, int form, float alpha, Range a, Range b, float beta, Range c, int threads) {
            boolean transposeA = (form & 1) != 0;
            boolean transposeB = (form & 2) != 0;
            product.begin(
                    transposeA,
                    transposeB,
                    m,
                    n,
                    k,
                    alpha,
                    a.array,
                    a.offset,
                    ld(m, k, transposeA),
                    b.array,
                    b.offset,
                    ld(k, n, transposeB),
                    beta,
                    c.array,
                    c.offset,
                    n + 3);
            for (int step = 0; step < product.steps(); step++) {
                int parts = product.parts(step, threads);
                for (int part = parts - 1; part >= 0; part--) {
                    product.run(step, part, parts, part % threads);
                }
            }
        }

        @Override
        public String toString() {
            return "m = " + m + ", n = " + n + ", k = " + k + ", seed " + SEED;
        }
    }

    @TestFactory
    Stream<DynamicTest> shapesFactorsAndForms() {
        List<DynamicTest> tests = new ArrayList<>();
        TwinTest.twins().forEach((twin, families) -> {
            tests.add(DynamicTest.dynamicTest(twin + ", small", () -> {
                Random random = new Random(SEED);
                MatrixProduct product = families.matrix().product();
                for (int m : SIZES) {
                    for (int n : SIZES) {
                        for (int k : SIZES) {
                            Problem problem = Problem.of(m, n, k, random);
                            for (int form = 0; form < 4; form++) {
                                for (float alpha : ALPHAS) {
                                    for (float beta : BETAS) {
                                        check(product, problem, form, alpha, beta);
                                    }
                                }
                            }
                        }
                    }
                }
            }));
            tests.add(DynamicTest.dynamicTest(twin + ", across blocks", () -> {
                Random random = new Random(SEED);
                MatrixProduct product = families.matrix().product();
                for (int[] shape : SHAPES) {
                    Problem problem = Problem.of(shape[0], shape[1], shape[2], random);
                    for (int form = 0; form < 4; form++) {
                        check(product, problem, form, 0.7f, 1.3f);
                        check(product, problem, form, 1f, 0f);
                    }
                }
            }));
        });
        return tests.stream();
    }

    private static void check(MatrixProduct product, Problem problem, int form, float alpha, float beta) {
        int ldc = problem.n() + 3;
        Range a = problem.storeA((form & 1) != 0);
        Range b = problem.storeB((form & 2) != 0);
        Range c = new Range(problem.m() * ldc, 7); // All NaN: with a beta of 0 none may be read.
        for (int i = 0; beta != 0f && i < problem.m(); i++) {
            for (int j = 0; j < problem.n(); j++) {
                c.set(i * ldc + j, (i * 7 + j * 3) % 11 - 5f);
            }
        }
        Range before = c.copy();
        problem.run(product, form, alpha, a, b, beta, c, 1);
        double factor = 4 * Math.sqrt(problem.k() + 3.0) * 0x1p-24;
        for (int i = 0; i < problem.m(); i++) {
            for (int j = 0; j < ldc; j++) {
                float actual = c.get(i * ldc + j);
                if (j >= problem.n()) {
                    assertEquals(
                            Float.floatToRawIntBits(before.get(i * ldc + j)),
                            Float.floatToRawIntBits(actual),
                            () -> "written between the rows: " + problem);
                    continue;
                }
                double old = beta == 0f ? 0 : beta * (double) before.get(i * ldc + j);
                double expected = alpha * problem.products()[i * problem.n() + j] + old;
                double bound = factor * (alpha * problem.sizes()[i * problem.n() + j] + Math.abs(old));
                if (!(Math.abs(actual - expected) <= bound)) {
                    throw new AssertionError(
                            "C[" + i + ", " + j + "] is " + actual + ", not " + expected + " to within " + bound + ": "
                                    + problem + ", form " + form + ", alpha " + alpha + ", beta " + beta);
                }
            }
        }
        assertEquals(c.length, c.firstTrespass(), () -> "written outside C: " + problem);
    }

    /** However many parts a product is cut into, and whatever the product computed before, the bits are the same. */
    @TestFactory
    Stream<DynamicTest> bitsDoNotDependOnTheParts() {
        int[][] shapes = {
            {30, 37, 70},
            {30, 64, 7},
            {4, 37, 70},
            {3, 164, 30},
            {30, 4, 70},
            {30, 1, 70},
            {210, 9, 5},
            {1, 300, 70},
            {90, 700, 20},
            {400, 800, 20},
            {100, 1100, 300},
            {1100, 40, 300}
        };
        return TwinTest.twins().entrySet().stream()
                .map(twin -> DynamicTest.dynamicTest(twin.getKey(), () -> {
                    Random random = new Random(SEED);
                    MatrixProduct product = twin.getValue().matrix().product();
                    for (int[] shape : shapes) {
                        Problem problem = Problem.of(shape[0], shape[1], shape[2], random);
                        for (int form = 0; form < 4; form++) {
                            for (float factor : new float[] {0f, 1f, 1.3f}) {
                                checkEveryNumberOfThreads(product, problem, form, factor);
                            }
                        }
                    }
                }));
    }

    private static void checkEveryNumberOfThreads(MatrixProduct product, Problem problem, int form, float beta) {
        int ldc = problem.n() + 3;
        float alpha = beta == 0f ? 1f : 0.7f;
        Range a = problem.storeA((form & 1) != 0);
        Range b = problem.storeB((form & 2) != 0);
        Range before = new Range(problem.m() * ldc, 7);
        for (int i = 0; i < before.length; i++) {
            before.set(i, i % 13 - 6f);
        }
        Range expected = before.copy();
        problem.run(product, form, alpha, a, b, beta, expected, 1);
        for (int threads : new int[] {2, 3, 4, 16}) {
            Range actual = before.copy();
            problem.run(product, form, alpha, a, b, beta, actual, threads);
            for (int i = 0; i < actual.length; i++) {
                if (Float.floatToRawIntBits(actual.get(i)) != Float.floatToRawIntBits(expected.get(i))) {
                    throw new AssertionError("with " + threads + " threads element " + i + " is " + actual.get(i)
                            + ", not " + expected.get(i) + ": " + problem + ", form " + form);
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> notANumberAndInfinityComeThrough() {
        return TwinTest.twins().entrySet().stream()
                .map(twin -> DynamicTest.dynamicTest(twin.getKey(), () -> {
                    for (int[] shape : new int[][] {{17, 35, 40}, {2, 35, 40}, {17, 2, 40}}) {
                        Problem problem = Problem.of(shape[0], shape[1], shape[2], new Random(SEED));
                        for (int form = 0; form < 4; form++) {
                            problem.a()[1 * problem.k() + 2] = Double.NaN;
                            problem.a()[0 * problem.k() + 2] =
                                    0; // Times an infinity: not a number, and no reason to skip it.
                            problem.b()[2 * problem.n() + 1] = Double.POSITIVE_INFINITY;
                            Range c = new Range(problem.m() * (problem.n() + 3), 7);
                            problem.run(
                                    twin.getValue().matrix().product(),
                                    form,
                                    1f,
                                    problem.storeA((form & 1) != 0),
                                    problem.storeB((form & 2) != 0),
                                    0f,
                                    c,
                                    1);
                            for (int i = 0; i < problem.m(); i++) {
                                for (int j = 0; j < problem.n(); j++) {
                                    float value = c.get(i * (problem.n() + 3) + j);
                                    boolean nan = i == 1 || (i == 0 && j == 1);
                                    String where = i + ", " + j + ": " + problem + ", form " + form;
                                    assertEquals(nan, Float.isNaN(value), where);
                                    assertTrue(nan || j != 1 || i == 0 || Float.isInfinite(value), where);
                                }
                            }
                        }
                    }
                }));
    }
}
