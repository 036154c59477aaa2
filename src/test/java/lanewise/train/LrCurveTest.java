package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/**
 * The suggestions against fastai's definitions, in this program:
 *
 * <pre>
 * import numpy as np
 *
 * def valley(lrs, losses):
 *     n = len(losses); max_start = max_end = 0; lds = [1] * n
 *     for i in range(1, n):
 *         for j in range(0, i):
 *             if losses[i] < losses[j] and lds[i] < lds[j] + 1: lds[i] = lds[j] + 1
 *             if lds[max_end] < lds[i]: max_end = i; max_start = max_end - lds[max_end]
 *     s = (max_end - max_start) / 3
 *     return lrs[max_start + int(s) + int(s / 2)]
 *
 * def slide(lrs, losses, lr_diff=15, thresh=.005):
 *     g = np.gradient(losses); r = -1; l = r - lr_diff; best = lrs[l]
 *     while l >= -len(losses) and abs(g[r] - g[l]) > thresh:
 *         best = lrs[l]; r -= 1; l -= 1
 *     return best
 *
 * def minimum(lrs, losses): return lrs[np.argmin(losses)] / 10
 * def steep(lrs, losses): return lrs[np.argmin((losses[1:] - losses[:-1]) / (np.log(lrs[1:]) - np.log(lrs[:-1])))]
 *
 * def curve(n, at, noise):
 *     i = np.arange(n); lrs = 1e-7 * 1e8 ** (i / 100); x = np.log10(lrs)
 *     return lrs, 3 - 1.5 / (1 + np.exp(-3 * (x - at))) + np.exp(2.5 * (x - 0.3)) + noise * np.sin(7 * i)
 *
 * for n, at, noise in [(100, -3.5, 0), (94, -2, 0.02), (60, -4.5, 0.1)]:
 *     lrs, losses = (a[10:-5] for a in curve(n, at, noise))
 *     print(n, at, noise, *(f"{f(lrs, losses):.6e}" for f in (valley, slide, steep, minimum)))
 * </pre>
 */
class LrCurveTest {

    private static LrCurve curve(int n, double at, double noise) {
        double[] rates = new double[n];
        double[] losses = new double[n];
        for (int i = 0; i < n; i++) {
            rates[i] = 1e-7 * Math.pow(1e8, i / 100.0);
            double x = Math.log10(rates[i]);
            losses[i] = 3 - 1.5 / (1 + Math.exp(-3 * (x - at))) + Math.exp(2.5 * (x - 0.3)) + noise * Math.sin(7 * i);
        }
        return new LrCurve(rates, losses, 100);
    }

    private static void assertSuggestions(LrCurve curve, double... valleySlideSteepMinimum) {
        float[] actual = {curve.valley(), curve.slide(), curve.steep(), curve.minimum()};
        for (int i = 0; i < actual.length; i++) {
            assertEquals(1, actual[i] / valleySlideSteepMinimum[i], 1e-6, "suggestion " + i);
        }
    }

    @Test
    void fastaisSuggestions() {
        assertSuggestions(curve(100, -3.5, 0), 9.120108e-05, 9.120108e-05, 2.754229e-04, 2.290868e-03);
        assertSuggestions(curve(94, -2, 0.02), 3.019952e-03, 2.089296e-05, 1.318257e-02, 1.445440e-02);
        assertSuggestions(curve(60, -4.5, 0.1), 7.585776e-05, 8.317638e-06, 2.511886e-05, 1.000000e-04);
    }

    @Test
    void aShortCurveIsTakenWhole() {
        double[] rates = {1e-3, 1e-2, 1e-1, 1};
        LrCurve falling = new LrCurve(rates, new double[] {4, 3, 1, 9}, 100);
        assertEquals(1e-2f, falling.steep());
        assertEquals(1e-2f, falling.minimum());
        assertEquals(1e-3f, falling.valley(), "where fastai would wrap around to the last");
        assertEquals(1e-3f, falling.slide());
        LrCurve rising = new LrCurve(new double[] {1e-3, 1e-2}, new double[] {1, 2}, 100);
        assertEquals(1e-3f, rising.valley());
        assertArrayEquals(new double[] {1, 2}, rising.losses());
        assertArrayEquals(new double[] {1e-3, 1e-2}, rising.rates());
    }

    @Test
    void printsAPlot() {
        LrCurve curve = new LrCurve(new double[] {1e-3, 1e-2, 1e-1, 1}, new double[] {4, 3, 1, 12}, 100);
        String[] lines = curve.toString().split("\n", -1);
        assertEquals(15, lines.length);
        assertEquals("     12.00 |                                             *", lines[0]);
        assertEquals("     1.000 |                              *", lines[11]);
        assertEquals("      loss +------------------------------------------------------------", lines[12]);
        assertEquals("            1.0e-03                                              1.0e+00", lines[13]);
        assertEquals("valley 1.0e-03  slide 1.0e-03  steep 1.0e-02  minimum 1.0e-02", lines[14]);
        assertEquals(
                15,
                new LrCurve(new double[] {1, 2}, new double[] {3, 3}, 2)
                        .toString()
                        .split("\n", -1)
                        .length);
    }

    @Test
    void badArguments() {
        assertEquals(
                "learning-rate curve: it takes at least 2 steps, the loss was finite for 1; begin at a lower rate, or look"
                        + " for NaN in the rows",
                assertThrows(IllegalArgumentException.class, () -> new LrCurve(new double[1], new double[1], 100))
                        .getMessage());
        assertEquals(
                "learning-rate curve: there are 1 rates and 2 losses; there must be as many",
                assertThrows(IllegalArgumentException.class, () -> new LrCurve(new double[1], new double[2], 100))
                        .getMessage());
    }
}
