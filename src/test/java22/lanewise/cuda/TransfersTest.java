package lanewise.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.backend.Buffer;
import lanewise.backend.Device;
import lanewise.backend.DeviceMismatchException;
import lanewise.backend.Download;
import lanewise.backend.IntBuffer;
import lanewise.backend.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers arrive whole and in order, although nothing waits: the stub does what is queued on a stream as late as it may, so
 * what relies on luck fails here.
 */
class TransfersTest {

    private final Stub stub = Stub.with("");
    private final CudaBackend backend = Stub.open();

    @AfterEach
    void close() {
        backend.card().close();
        stub.nothingIsLeft();
    }

    private static float[] numbers(int length, int seed) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) ((i * 2654435761L + seed * 40503L) % 10007);
        }
        return numbers;
    }

    private float[] read(Buffer buffer) {
        float[] numbers = new float[buffer.length() + 2];
        backend.download(buffer, numbers, 1);
        assertEquals(0, numbers[0]);
        assertEquals(0, numbers[numbers.length - 1]);
        return Arrays.copyOfRange(numbers, 1, numbers.length - 1);
    }

    @Test
    void anyLengthGoesUpAndComesDown() {
        Scope scope = backend.scope();
        for (int length : new int[] {0, 1, 2, 63, 64, 65, 1000, 524_288, 524_289, 3_000_001}) {
            float[] expected = numbers(length, length);
            float[] shifted = new float[length + 3];
            System.arraycopy(expected, 0, shifted, 3, length);
            for (Buffer buffer : List.of(backend.heap().floats(length), scope.floats(length))) {
                backend.upload(shifted, 3, buffer);
                assertArrayEquals(expected, read(buffer), length + " numbers");
            }
        }
    }

    @Test
    void whatIsUploadedMayChangeAtOnce() {
        float[] source = new float[1];
        List<Buffer> buffers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            source[0] = i;
            Buffer buffer = backend.heap().floats(1);
            backend.upload(source, 0, buffer);
            buffers.add(buffer);
        }
        for (int i = 0; i < 500; i++) {
            assertArrayEquals(new float[] {i}, read(buffers.get(i)));
        }
    }

    /** Steps whose batches are uploaded while those before are still being computed, and whose losses are read later. */
    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "streams:uploads-first"})
    void batchesOfManyStepsDoNotMix(String settings) {
        stub.configure(settings);
        Scope scope = backend.scope();
        Buffer sum = backend.heap().floats(50_000);
        backend.fill(sum, 0);
        float[] expected = new float[50_000];
        List<Download> losses = new ArrayList<>();
        List<Float> expectedLosses = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            int length = 50_000 - 100 * (step % 7);
            float[] batch = numbers(length, step);
            Buffer x = scope.floats(length);
            backend.upload(batch, 0, x);
            Buffer twice = scope.floats(length);
            backend.affine(2, 1, x, twice);
            backend.axpby(1, twice, 1, sum.slice(0, length));
            backend.fill(x.slice(0, 1), -step);
            losses.add(backend.startDownload(x.slice(0, 1)));
            expectedLosses.add((float) -step);
            for (int i = 0; i < length; i++) {
                expected[i] += 2 * batch[i] + 1;
            }
            scope.release();
            int earlier = step - 9;
            if (earlier >= 0) {
                assertEquals(expectedLosses.get(earlier), losses.get(earlier).await()[0]);
            }
        }
        assertArrayEquals(expected, read(sum));
    }

    @Test
    void aDownloadIsAwaitedOnce() {
        Buffer x = backend.heap().floats(1);
        backend.fill(x, 7);
        Download download = backend.startDownload(x);
        assertArrayEquals(new float[] {7}, download.await());
        assertThrows(IllegalStateException.class, download::await);
    }

    /** There are places for some; that of one which nobody will await comes back with the collector. */
    @Test
    void downloadsThatNobodyAwaitsLeaveRoomForOthers() throws InterruptedException {
        Buffer x = backend.heap().floats(1);
        for (int i = 0; i < 100; i++) {
            backend.fill(x, i);
            backend.startDownload(x);
        }
        boolean waits = true;
        for (int i = 0; waits && i < 400; i++) {
            System.gc();
            Thread.sleep(5);
            backend.fill(x, -i);
            long before = stub.count("cuStreamSynchronize");
            Download last = backend.startDownload(x);
            waits = stub.count("cuStreamSynchronize") > before;
            assertArrayEquals(new float[] {-i}, last.await());
        }
        assertFalse(waits, "no place came back");
    }

    @Test
    void whatIsUploadedAgainComesBehindItsReaders() {
        Buffer x = backend.scope().floats(1);
        Buffer y = backend.heap().floats(3);
        for (int i = 0; i < 3; i++) {
            backend.upload(new float[] {i}, 0, x);
            backend.copy(x, y.slice(i, 1));
        }
        assertArrayEquals(new float[] {0, 1, 2}, read(y));
    }

    @Test
    void uploadsDoNotWaitForTheStepBefore() {
        Scope scope = backend.scope();
        for (int step = 0; step < 6; step++) {
            Buffer x = scope.floats(1000);
            backend.upload(new float[1000], 0, x);
            backend.affine(2, 1, x, x);
            scope.release();
        }
        stub.configure("");
        Buffer x = scope.floats(1000);
        backend.upload(new float[1000], 0, x);
        assertEquals(1, stub.count("cuStreamWaitEvent"), "the copy waits for the step before the last");
        assertEquals(0, stub.count("cuEventRecord"), "and for nothing younger");
        backend.affine(2, 1, x, x);
        assertEquals(2, stub.count("cuStreamWaitEvent"), "what computes waits for the copy");
        assertEquals(0, stub.count("cuStreamSynchronize") + stub.count("cuEventSynchronize"), "the host for nothing");
    }

    @Test
    void memoryThatIsNewToAStepMayStillBeComputedOn() {
        backend.fill(backend.heap().floats(9), 1);
        stub.configure("");
        backend.upload(new float[9], 0, backend.scope().floats(9));
        assertEquals(1, stub.count("cuEventRecord"), "what has been queued");
        assertEquals(1, stub.count("cuStreamWaitEvent"), "comes before the copy");
    }

    @Test
    void manyDownloadsMayBeUnderWay() {
        List<Download> downloads = new ArrayList<>();
        Buffer x = backend.heap().floats(3);
        for (int i = 0; i < 200; i++) {
            backend.fill(x, i);
            downloads.add(backend.startDownload(x));
        }
        for (int i = 199; i >= 0; i--) {
            assertArrayEquals(new float[] {i, i, i}, downloads.get(i).await());
        }
        float[] many = numbers(1000, 1);
        Buffer larger = backend.heap().floats(1000);
        backend.upload(many, 0, larger);
        assertArrayEquals(many, backend.startDownload(larger).await());
        assertArrayEquals(
                new float[0], backend.startDownload(larger.slice(5, 0)).await());
    }

    @Test
    void whatTheHostUploadedItNeedNotAskFor() {
        IntBuffer ids = backend.heap().ints(5);
        stub.configure("");
        backend.upload(new int[] {3, 1, 4}, 0, ids.slice(0, 3));
        backend.upload(new int[] {1, 5}, 0, ids.slice(3, 2));
        int[] read = new int[3];
        backend.download(ids.slice(2, 3), read, 0);
        assertArrayEquals(new int[] {4, 1, 5}, read);
        assertEquals(0, stub.count("bytes:down"));
        Buffer table = backend.heap().floats(2);
        backend.upload(new float[] {1, 2}, 0, table);
        backend.axes().argmax(1, 2, 1, table, ids.slice(3, 1));
        backend.download(ids.slice(2, 3), read, 0);
        assertArrayEquals(new int[] {4, 1, 5}, read, "the greater is number 1");
        assertEquals(12, stub.count("bytes:down"), "what the device wrote must be read");
        backend.upload(new int[] {9, 9, 9, 9}, 0, ids.slice(0, 4));
        backend.download(ids.slice(0, 3), read, 0);
        assertArrayEquals(new int[] {9, 9, 9}, read);
    }

    @Test
    void rowsThatAreNotThereAreNamed() {
        IntBuffer ids = backend.heap().ints(3);
        backend.upload(new int[] {0, 2, 1}, 0, ids);
        Buffer table = backend.heap().floats(4);
        Buffer out = backend.heap().floats(6);
        IndexOutOfBoundsException e = assertThrows(
                IndexOutOfBoundsException.class, () -> backend.rows().gather(2, 2, table, ids, out));
        assertEquals("gather: row 2 at position 1 does not lie between 0 and 1", e.getMessage());
        e = assertThrows(
                IndexOutOfBoundsException.class,
                () -> backend.losses().crossEntropy(3, 2, out, ids, table.slice(0, 3), out));
        assertEquals("crossEntropy: class 2 at position 1 does not lie between 0 and 1", e.getMessage());
    }

    @Test
    void aBufferIsOfNoUseAfterItsStep() {
        Scope scope = backend.scope();
        Buffer x = scope.floats(4);
        Buffer slice = x.slice(1, 2);
        backend.fill(x, 1);
        scope.release();
        for (Buffer released : List.of(x, slice)) {
            IllegalStateException e =
                    assertThrows(IllegalStateException.class, () -> backend.affine(1, 1, released, released));
            assertEquals(Scope.RELEASED, e.getMessage());
            assertThrows(IllegalStateException.class, () -> backend.upload(new float[4], 0, released));
            assertThrows(IllegalStateException.class, () -> backend.download(released, new float[4], 0));
        }
        Buffer unused = scope.floats(4);
        scope.release();
        assertThrows(IllegalStateException.class, () -> backend.fill(unused, 1));
    }

    @Test
    void buffersOfOtherDevicesAreRefused() {
        Buffer foreign = Device.cpu().backend().heap().floats(2);
        Buffer own = backend.heap().floats(2);
        DeviceMismatchException e = assertThrows(DeviceMismatchException.class, () -> backend.copy(foreign, own));
        assertTrue(String.valueOf(e.getMessage()).contains("cuda:0 and cpu"), e.getMessage());
        assertThrows(DeviceMismatchException.class, () -> backend.affine(1, 1, foreign, own));
        assertThrows(DeviceMismatchException.class, () -> backend.gemm(false, false, 1, 1, 1, 1, own, foreign, 0, own));
    }

    @Test
    void severalThreadsMayUseIt() throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int seed = t;
            Thread thread = new Thread(() -> {
                try {
                    for (int i = 0; i < 20; i++) {
                        float[] expected = numbers(5000, seed);
                        Buffer x = backend.heap().floats(5000);
                        backend.upload(expected, 0, x);
                        backend.affine(1, seed, x, x);
                        float[] read = new float[5000];
                        backend.download(x, read, 0);
                        for (int j = 0; j < 5000; j++) {
                            assertEquals(expected[j] + seed, read[j]);
                        }
                    }
                } catch (Throwable e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures);
    }
}
