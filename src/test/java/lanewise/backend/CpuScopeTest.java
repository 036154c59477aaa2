package lanewise.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import lanewise.kernel.UnaryFunction;
import org.junit.jupiter.api.Test;

class CpuScopeTest {

    private final Backend backend = Device.cpu(1).backend();
    private final Scope scope = backend.scope();

    @Test
    void aReleasedBufferSaysSo() {
        Buffer floats = scope.floats(100);
        Buffer part = floats.slice(10, 20).slice(5, 5);
        IntBuffer ints = scope.ints(100);
        IntBuffer some = ints.slice(10, 20);
        backend.fill(part, 1);
        scope.release();
        assertEnded(() -> backend.fill(floats, 1));
        assertEnded(() -> backend.fill(part, 1));
        assertEnded(() -> backend.fill(floats.slice(0, 1), 1));
        assertEnded(() -> backend.download(ints, new int[100], 0));
        assertEnded(() -> backend.download(some, new int[20], 0));
        assertEnded(() -> backend.unary(UnaryFunction.RELU, 0, backend.heap().floats(100), floats));
    }

    private static void assertEnded(Runnable use) {
        String message = assertThrows(IllegalStateException.class, use::run).getMessage();
        assertEquals(
                "this tensor belongs to a training step that has ended; copy() what must outlive its step", message);
    }

    @Test
    void anEndedBufferStaysEndedWhenItsMemoryIsUsedAgain() {
        CpuBuffer first = (CpuBuffer) scope.floats(1000);
        float[] memory = first.array();
        scope.release();
        CpuBuffer second = (CpuBuffer) scope.floats(990);
        assertSame(memory, second.array());
        assertEnded(first::array);
        assertEquals(990, second.length());
        assertNotSame(memory, ((CpuBuffer) scope.floats(990)).array());
    }

    @Test
    void buffersOfOneStepDoNotOverlap() {
        for (int round = 0; round < 3; round++) {
            Buffer a = scope.floats(70);
            Buffer b = scope.floats(70);
            backend.fill(a, 1);
            backend.fill(b, 2);
            float[] numbers = new float[70];
            backend.download(a, numbers, 0);
            assertEquals(1, numbers[69]);
            scope.release();
        }
    }

    @Test
    void releasingTwiceIsReleasingOnce() {
        CpuBuffer first = (CpuBuffer) scope.floats(100);
        float[] memory = first.array();
        scope.release();
        scope.release();
        assertSame(memory, ((CpuBuffer) scope.floats(100)).array());
        assertNotSame(memory, ((CpuBuffer) scope.floats(100)).array());
    }

    @Test
    void capacitiesAreFourToEachPowerOfTwo() {
        assertEquals(64, CpuScope.capacity(0));
        assertEquals(64, CpuScope.capacity(64));
        assertEquals(80, CpuScope.capacity(65));
        assertEquals(128, CpuScope.capacity(113));
        assertEquals(1_000_000 / 131_072 * 131_072 + 131_072, CpuScope.capacity(1_000_000));
        for (int length = 65; length < 100_000; length++) {
            int capacity = CpuScope.capacity(length);
            assertTrue(capacity >= length && capacity <= length * 1.25, "length " + length + ", capacity " + capacity);
            int larger = CpuScope.capacity(length - 1) == capacity ? 0 : 1;
            assertEquals(CpuScope.sizeNumber(length - 1) + larger, CpuScope.sizeNumber(length), "length " + length);
            assertEquals(CpuScope.sizeNumber(length), CpuScope.sizeNumber(capacity), "length " + length);
        }
        assertEquals(Integer.MAX_VALUE - 8, CpuScope.capacity(Integer.MAX_VALUE - 8));
    }

    @Test
    void aRepeatedStepTakesNoNewArrays() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int step = -10; step < 100; step++) {
            if (step == 0) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            for (int length = 1; length < 100_000; length *= 3) {
                scope.floats(length + step % 2);
                scope.ints(length + step % 2);
            }
            scope.release();
        }
        long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / 100;
        // The buffers themselves are 22 objects; their arrays would be over a million bytes.
        assertTrue(bytes < 5_000, "a step allocates " + bytes + " bytes");
    }
}
