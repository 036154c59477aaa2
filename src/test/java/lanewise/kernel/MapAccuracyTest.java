package lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The transcendental functions over all floats, and where functions go wrong. */
@Tag("lane")
class MapAccuracyTest {

    /** A prime: every 2,003rd float, through all exponents and both signs. */
    private static final int STEP = 2003;

    private static final int BLOCK = 4096;
    private static final float INFINITY = Float.POSITIVE_INFINITY;
    private static final float NAN = Float.NaN;

    @TestFactory
    Stream<DynamicTest> errorsStayBelowTheDocumentedOnesOverTheWholeRange() {
        List<DynamicTest> tests = new ArrayList<>();
        for (MapCases.Function function : MapCases.FUNCTIONS) {
            tests.add(DynamicTest.dynamicTest(function.name(), () -> {
                double worst = 0;
                float at = 0;
                float[] x = new float[BLOCK];
                float[] y = new float[BLOCK];
                long bits = Integer.MIN_VALUE;
                while (bits <= Integer.MAX_VALUE) {
                    int n = 0;
                    for (; n < BLOCK && bits <= Integer.MAX_VALUE; bits += STEP) {
                        x[n++] = Float.intBitsToFloat((int) bits);
                    }
                    function.call().run(Kernels.MAP, n, x, 0, y, 0);
                    for (int i = 0; i < n; i++) {
                        double error = MapCases.ulps(y[i], function.exact().applyAsDouble(x[i]));
                        if (!(error <= worst)) {
                            worst = error;
                            at = x[i];
                        }
                    }
                }
                assertTrue(worst <= function.ulps(), worst + " units in the last place off at " + at);
            }));
        }
        return tests.stream();
    }

    @Test
    void theTwinsGiveTheSameBitsOverTheWholeRange() {
        MapKernels scalar = new ScalarMapKernels();
        float[] x = new float[1 << 16];
        float[] y = new float[x.length];
        float[] expected = new float[x.length];
        for (MapCases.Function function : MapCases.FUNCTIONS) {
            for (int block = 0; block < 8; block++) {
                for (int i = 0; i < x.length; i++) {
                    x[i] = Float.intBitsToFloat((i << 16) + block * 8191);
                }
                function.call().run(Kernels.MAP, x.length, x, 0, y, 0);
                function.call().run(scalar, x.length, x, 0, expected, 0);
                for (int i = 0; i < x.length; i++) {
                    float argument = x[i];
                    assertEquals(expected[i], y[i], () -> function.name() + " of " + argument);
                }
            }
        }
    }

    @Test
    void specialValues() {
        check(
                "exp", NAN, NAN, INFINITY, INFINITY, -INFINITY, 0f, 0f, 1f, -0f, 1f, 1e-40f, 1f, 89f, INFINITY, -104f,
                0f);
        check("exp", 88.7228f, 3.4027e38f, 88.72285f, INFINITY, -87.5f, 9.9823e-39f, -103.9f, 1e-45f, 1e30f, INFINITY);
        check("log", NAN, NAN, INFINITY, INFINITY, -INFINITY, NAN, 0f, -INFINITY, -0f, -INFINITY, -1f, NAN, 1f, 0f);
        check("log", -1e-45f, NAN, 1e-45f, -103.27893f, 1e-40f, -92.103f, Float.MIN_NORMAL, -87.33655f);
        check("sigmoid", NAN, NAN, INFINITY, 1f, -INFINITY, 0f, 0f, 0.5f, -0f, 0.5f, 200f, 1f, -200f, 0f, 1e-40f, 0.5f);
        check("sigmoid", -88f, 6.0546e-39f, -100f, 3.7835e-44f);
        check("tanh", NAN, NAN, INFINITY, 1f, -INFINITY, -1f, 0f, 0f, -0f, -0f, 1e-40f, 1e-40f, -1e-45f, -1e-45f);
        check("tanh", 100f, 1f, -100f, -1f, 9.1f, 1f);
        check("softplus", NAN, NAN, INFINITY, INFINITY, -INFINITY, 0f, 0f, 0.6931472f, -0f, 0.6931472f, 1e30f, 1e30f);
        check("softplus", -100f, 3.7835e-44f, -200f, 0f, 100f, 100f, 1e-40f, 0.6931472f);
    }

    /** Pairs of argument and result (to four digits), each in every lane of a vector and in a tail. */
    private static void check(String name, float... pairs) {
        for (MapCases.Function function : MapCases.FUNCTIONS) {
            for (int i = 0; function.name().equals(name) && i < pairs.length; i += 2) {
                float[] x = new float[37];
                Arrays.fill(x, pairs[i]);
                function.call().run(Kernels.MAP, x.length, x, 0, x, 0);
                for (float result : x) {
                    float expected = pairs[i + 1];
                    float tolerance =
                            Float.isInfinite(expected) ? 0f : Math.abs(expected) * 1e-4f + 3 * Float.MIN_VALUE;
                    boolean same = Float.compare(result, expected) == 0;
                    assertTrue(
                            same || Math.abs(result - expected) < tolerance,
                            name + " of " + pairs[i] + " is " + result + ", not " + expected);
                }
            }
        }
    }
}
