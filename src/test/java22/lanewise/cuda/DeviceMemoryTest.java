package lanewise.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import lanewise.backend.Buffer;
import lanewise.backend.OutOfDeviceMemoryException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Few large allocations, cut into blocks that come back. */
class DeviceMemoryTest {

    private static final int MEGABYTE = 1 << 20;

    private final Stub stub = Stub.with("memory:" + 64 * MEGABYTE);
    private final CudaBackend backend = Stub.open();
    private final DeviceMemory memory = backend.card().memory();
    private final long opened = stub.count("cuMemAlloc_v2");

    @AfterEach
    void close() {
        backend.card().close();
        stub.nothingIsLeft();
    }

    @Test
    void blocksShareAnAllocationAndAreJoinedWhenTheyComeBack() {
        synchronized (backend.card()) {
            backend.card().enter();
            List<Block> blocks = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                blocks.add(memory.take(100L * i));
            }
            assertEquals(opened + 1, stub.count("cuMemAlloc_v2"));
            blocks.sort((a, b) -> Long.compare(a.address, b.address));
            for (int i = 1; i < blocks.size(); i++) {
                Block before = blocks.get(i - 1);
                assertTrue(before.address + before.bytes <= blocks.get(i).address, "blocks overlap");
                assertEquals(0, blocks.get(i).address % 256);
            }
            long first = blocks.get(0).address;
            Collections.shuffle(blocks, new Random(1));
            blocks.forEach(memory::giveBack);
            assertEquals(0, memory.usedBytes());
            Block all = memory.take(memory.heldBytes());
            assertEquals(first, all.address, "all of the allocation in one piece again");
            assertThrows(IllegalStateException.class, () -> {
                memory.giveBack(all);
                memory.giveBack(all);
            });
            assertEquals(opened + 1, stub.count("cuMemAlloc_v2"));
        }
    }

    @Test
    void anyOrderOfTakingAndGivingBackKeepsBlocksApart() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        List<Block> taken = new ArrayList<>();
        synchronized (backend.card()) {
            backend.card().enter();
            for (int i = 0; i < 20_000; i++) {
                if (taken.isEmpty() || (taken.size() < 60 && random.nextInt(5) < 3)) {
                    Block block = memory.take(1 + random.nextInt(300_000));
                    for (Block other : taken) {
                        assertTrue(
                                block.address + block.bytes <= other.address
                                        || other.address + other.bytes <= block.address,
                                "overlap at " + i + ", seed " + seed);
                    }
                    taken.add(block);
                } else {
                    memory.giveBack(taken.remove(random.nextInt(taken.size())));
                }
            }
            assertEquals(taken.stream().mapToLong(block -> block.bytes).sum(), memory.usedBytes());
            taken.forEach(memory::giveBack);
        }
        assertEquals(memory.heldBytes(), stub.count("live"));
    }

    @Test
    void memoryOfTensorsThatNobodyUsesComesBack() {
        fillTheCardEightTimes();
    }

    private void fillTheCardEightTimes() {
        // Each is a fifth of the card, and only the collector knows that all but one are garbage.
        for (int i = 0; i < 40; i++) {
            Buffer numbers = backend.heap().floats(3 * MEGABYTE);
            backend.fill(numbers, i);
            float[] read = new float[1];
            backend.download(numbers.slice(17, 1), read, 0);
            assertArrayEquals(new float[] {i}, read);
        }
    }

    @Test
    void anInterruptedThreadGetsMemoryToo() {
        Thread.currentThread().interrupt();
        try {
            fillTheCardEightTimes();
        } finally {
            assertTrue(Thread.interrupted(), "the interrupt is still to be seen");
        }
    }

    /** It may wake up on another thread of the system, for which no context is current. */
    @Test
    void aVirtualThreadGetsMemoryToo() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    fillTheCardEightTimes();
                } catch (RuntimeException | Error e) {
                    thrown.set(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(null, thrown.get());
    }

    /** Else the arguments of a launch, or what one leaves for the next, would become another thread's. */
    @Test
    void whileItWaitsForTheCollectorNobodyElseHasTheCard() throws InterruptedException {
        AtomicBoolean inTheMiddle = new AtomicBoolean();
        AtomicBoolean entered = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        Thread other = new Thread(() -> {
            while (!done.get()) {
                synchronized (backend.card()) {
                    entered.compareAndSet(false, inTheMiddle.get());
                }
            }
        });
        other.start();
        synchronized (backend.card()) {
            backend.card().enter();
            inTheMiddle.set(true);
            assertThrows(OutOfDeviceMemoryException.class, () -> memory.take(65L * MEGABYTE));
            inTheMiddle.set(false);
        }
        done.set(true);
        other.join();
        assertFalse(entered.get());
    }

    @Test
    void whatIsTooMuchIsNamed() {
        Buffer kept = backend.heap().floats(5 * MEGABYTE);
        OutOfDeviceMemoryException e = assertThrows(
                OutOfDeviceMemoryException.class, () -> backend.heap().floats(12 * MEGABYTE));
        assertEquals(48L * MEGABYTE, e.askedBytes());
        assertTrue(e.freeBytes() < 48L * MEGABYTE, String.valueOf(e.freeBytes()));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith("cuda:0 is out of memory: 48.0 MB were asked for, "), message);
        assertTrue(message.contains(" of 64.0 MB are free, "), message);
        backend.fill(kept, 2);
        float[] read = new float[1];
        backend.download(kept.slice(9, 1), read, 0);
        assertArrayEquals(new float[] {2}, read, "what was there before is still there");
    }

    @Test
    void whatIsCachedIsGivenUpForSomethingLarger() {
        synchronized (backend.card()) {
            backend.card().enter();
            Block small = memory.take(MEGABYTE);
            memory.giveBack(small);
            long freed = stub.count("cuMemFree_v2");
            Block large = memory.take(60L * MEGABYTE);
            assertEquals(60L * MEGABYTE, memory.heldBytes());
            assertEquals(freed + 1, stub.count("cuMemFree_v2"));
            memory.giveBack(large);
        }
    }

    @Test
    void anAllocationThatFailsOnceIsTriedSmaller() {
        stub.configure("memory:" + 64 * MEGABYTE + ";cuMemAlloc_v2=2@1");
        Buffer numbers = backend.heap().floats(1000);
        backend.fill(numbers, 1);
        assertEquals(2, stub.count("cuMemAlloc_v2"));
        assertNotEquals(0, memory.heldBytes());
    }

    /** The driver and cuBLAS take memory of their own; who asks for a smaller batch then need not know how. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "cuLaunchKernel=2, cuLaunchKernel affine",
        "cublasSgemm_v2=3, cublasSgemm",
        "cublasSgemv_v2=3, cublasSgemv",
        "cuMemAllocHost_v2=2, cuMemAllocHost of 2097152 bytes",
    })
    void whatElseNeedsMemoryIsNamed(String setting, String what) {
        Buffer x = backend.heap().floats(4);
        stub.configure("memory:" + 64 * MEGABYTE + ";" + setting);
        OutOfDeviceMemoryException e = assertThrows(OutOfDeviceMemoryException.class, () -> {
            backend.affine(1, 2, x, x);
            backend.gemm(false, false, 2, 2, 2, 1, x, x, 0, x);
            backend.gemm(false, false, 2, 1, 2, 1, x, x, 0, x);
            backend.upload(new float[4], 0, x);
        });
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith("cuda:0 is out of memory: " + what + "; "), message);
        assertTrue(message.contains(" of 64.0 MB are free, 16.0 MB are held here"), message);
        assertEquals(0, e.askedBytes());
    }
}
