package lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
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

        /** Runs the kernel on rows {@code from} to {@code to} of C, with a workspace of just the length it asks for. */
        void run(
                MatrixKernels kernels, int form, float alpha, Range a, Range b, float beta, Range c, int from, int to) {
            boolean transposeA = (form & 1) != 0;
            boolean transposeB = (form & 2) != 0;
            float[] workspace = new float[kernels.workspace(transposeA, transposeB, m, n, k)];
            Arrays.fill(workspace, Float.NaN);
            kernels.gemm(
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
                    n + 3,
                    from,
                    to,
                    workspace);
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
                for (int m : SIZES) {
                    for (int n : SIZES) {
                        for (int k : SIZES) {
                            Problem problem = Problem.of(m, n, k, random);
                            for (int form = 0; form < 4; form++) {
                                for (float alpha : ALPHAS) {
                                    for (float beta : BETAS) {
                                        check(families.matrix(), problem, form, alpha, beta);
                                    }
                                }
                            }
                        }
                    }
                }
            }));
            tests.add(DynamicTest.dynamicTest(twin + ", across blocks", () -> {
                Random random = new Random(SEED);
                for (int[] shape : SHAPES) {
                    Problem problem = Problem.of(shape[0], shape[1], shape[2], random);
                    for (int form = 0; form < 4; form++) {
                        check(families.matrix(), problem, form, 0.7f, 1.3f);
                    }
                }
            }));
        });
        return tests.stream();
    }

    private static void check(MatrixKernels kernels, Problem problem, int form, float alpha, float beta) {
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
        problem.run(kernels, form, alpha, a, b, beta, c, 0, problem.m());
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

    /** Every range of rows of every form, in shapes that take every path: the bits are those of the whole product. */
    @TestFactory
    Stream<DynamicTest> aRowsBitsDoNotDependOnTheRowsOfTheCall() {
        int[][] shapes = {{30, 37, 70}, {30, 64, 7}, {4, 37, 70}, {3, 64, 30}, {30, 4, 70}, {30, 1, 70}, {210, 9, 5}};
        return TwinTest.twins().entrySet().stream()
                .map(twin -> DynamicTest.dynamicTest(twin.getKey(), () -> {
                    Random random = new Random(SEED);
                    for (int[] shape : shapes) {
                        Problem problem = Problem.of(shape[0], shape[1], shape[2], random);
                        for (int form = 0; form < 4; form++) {
                            checkEverySplit(twin.getValue().matrix(), problem, form);
                        }
                    }
                }));
    }

    private static void checkEverySplit(MatrixKernels kernels, Problem problem, int form) {
        int ldc = problem.n() + 3;
        Range a = problem.storeA((form & 1) != 0);
        Range b = problem.storeB((form & 2) != 0);
        Range before = new Range(problem.m() * ldc, 7);
        for (int i = 0; i < before.length; i++) {
            before.set(i, i % 13 - 6f);
        }
        Range whole = before.copy();
        problem.run(kernels, form, 0.7f, a, b, 1.3f, whole, 0, problem.m());
        int step = problem.m() > 100 ? 17 : 1;
        for (int from = 0; from < problem.m(); from += step) {
            for (int to = from; to <= problem.m(); to += step) {
                Range part = before.copy();
                problem.run(kernels, form, 0.7f, a, b, 1.3f, part, from, to);
                for (int i = 0; i < part.length; i++) {
                    boolean computed = i / ldc >= from && i / ldc < to;
                    float expected = computed ? whole.get(i) : before.get(i);
                    if (Float.floatToRawIntBits(part.get(i)) != Float.floatToRawIntBits(expected)) {
                        throw new AssertionError("rows " + from + " to " + to + ", element " + i + ": " + part.get(i)
                                + ", not " + expected + ": " + problem + ", form " + form);
                    }
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
                                    twin.getValue().matrix(),
                                    form,
                                    1f,
                                    problem.storeA((form & 1) != 0),
                                    problem.storeB((form & 2) != 0),
                                    0f,
                                    c,
                                    0,
                                    problem.m());
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
