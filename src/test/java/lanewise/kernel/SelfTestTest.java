package lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The self-test passes on this machine and notices a kernel that is wrong in its last digits. */
@Tag("lane")
class SelfTestTest {

    private static final int LANES = 8;

    @Test
    void allKernelsPass() {
        List<SelfTest.Result> results = SelfTest.run(0.3);
        assertEquals(Kernels.VECTOR ? SelfTest.trials().size() : 0, results.size());
        for (SelfTest.Result result : results) {
            assertTrue(result.ok() && result.cases() >= 12, result.toString());
        }
    }

    /** A machine may refuse the vector kernels for want of a module or of speed, but never because they are wrong. */
    @Test
    void noVectorKernelIsRefusedAsWrong() {
        assertFalse(Kernels.REASON.contains("differs from its scalar twin"), Kernels.REASON);
        assertFalse(Kernels.REASON.contains("failed with"), Kernels.REASON);
    }

    @Test
    void theScalarKernelsPassAgainstThemselves() {
        assertNull(SelfTest.firstDifference(KernelFamilies.scalar(), LANES));
        for (SelfTest.Result result : SelfTest.run(KernelFamilies.scalar(), LANES, 0)) {
            assertEquals(0, result.worst(), result.toString());
        }
    }

    @Test
    void aWrongKernelIsNamed() {
        KernelFamilies right = KernelFamilies.scalar();
        ReduceKernels wrong = new ReduceKernels() {
            @Override
            public float sum(int n, float[] x, int xOffset) {
                return right.reduce().sum(n, x, xOffset) * (n > 30 ? 1.001f : 1f);
            }

            @Override
            public float sumOfSquares(int n, float[] x, int xOffset) {
                return right.reduce().sumOfSquares(n, x, xOffset);
            }

            @Override
            public float max(int n, float[] x, int xOffset) {
                return Float.NaN;
            }

            @Override
            public int argmax(int n, float[] x, int xOffset) {
                return right.reduce().argmax(n, x, xOffset);
            }
        };
        KernelFamilies broken = new KernelFamilies(
                right.matrix(),
                right.map(),
                right.element(),
                right.column(),
                wrong,
                right.rows(),
                right.update(),
                right.gates());
        assertEquals("ReduceKernels.sum", SelfTest.firstDifference(broken, LANES));
        for (SelfTest.Result result : SelfTest.run(broken, LANES, 0)) {
            boolean expected =
                    !result.name().equals("ReduceKernels.sum") && !result.name().equals("ReduceKernels.max");
            assertEquals(expected, result.ok(), result.toString());
        }
        assertFalse(new SelfTest.Result("none", 1, Double.NaN).ok());
    }
}
