package lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which kernels a call uses depends on its size. */
@Tag("lane")
class FewNumbersTest {

    @Test
    void fewNumbersGoToTheScalarKernels() {
        assertTrue(FewNumbers.element(256) instanceof ScalarElementKernels);
        assertTrue(FewNumbers.column(256) instanceof ScalarColumnKernels);
        assertTrue(FewNumbers.map(256) instanceof ScalarMapKernels);
    }

    @Test
    void moreGoToTheChosenOnes() {
        assertSame(Kernels.ELEMENT, FewNumbers.element(257));
        assertSame(Kernels.COLUMN, FewNumbers.column(257));
        assertSame(Kernels.MAP, FewNumbers.map(257));
    }

    @Test
    void withAlphaZeroTheOperandsAreNotSeen() {
        float[] nan = {Float.NaN};
        float[] c = {3};
        FewNumbers.gemm(false, false, 1, 1, 1, 0, nan, 0, nan, 0, 2, c, 0);
        assertEquals(6, c[0]);
    }
}
