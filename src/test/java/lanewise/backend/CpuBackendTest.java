package lanewise.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import lanewise.kernel.Kernels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lane")
class CpuBackendTest {

    private static Buffer buffer(Backend backend, float... values) {
        Buffer buffer = backend.heap().floats(values.length);
        backend.upload(values, 0, buffer);
        return buffer;
    }

    private static float[] random(int count, long seed) {
        float[] values = new float[count];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble() - 0.5f;
        }
        return values;
    }

    private static float[] numbers(Buffer buffer) {
        float[] numbers = new float[buffer.length()];
        buffer.allocator().backend().download(buffer, numbers, 0);
        return numbers;
    }

    @Test
    void devicesDescribeThemselves() {
        assertEquals("cpu, 1 thread, " + Kernels.REASON, Device.cpu(1).describe());
        assertEquals("cpu, 3 threads, " + Kernels.REASON, Device.cpu(3).toString());
        assertSame(Device.cpu(), Device.cpu());
        IllegalArgumentException none = assertThrows(IllegalArgumentException.class, () -> Device.cpu(0));
        assertEquals("cpu: the number of threads must be at least 1, got 0", none.getMessage());
    }

    @Test
    void largeOperationsRunOnTheThreadsOfTheirDevice() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Backend backend = Device.cpu(2).backend();
        Buffer x = buffer(backend, random(1 << 20, 1));
        Buffer out = backend.heap().floats(1);
        for (int i = 0; i < 20; i++) {
            backend.axes().reduce(Reduction.SUM, 1, 1 << 20, 1, x, out);
        }
        Set<String> names = new HashSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread)) {
                names.add(thread.getName());
            }
        }
        assertTrue(names.contains("lanewise-worker-1"), "new threads: " + names);
    }

    @Test
    void buffersAreSlicedWithoutACopy() {
        Backend backend = Device.cpu().backend();
        Buffer whole = buffer(backend, 1, 2, 3, 4, 5, 6);
        Buffer part = whole.slice(1, 4).slice(1, 2);
        backend.fill(part, 9);
        assertArrayEquals(new float[] {1, 2, 9, 9, 5, 6}, numbers(whole));
        backend.copy(part, whole.slice(4, 2));
        backend.axpby(2, part, -1, whole.slice(0, 2));
        assertArrayEquals(new float[] {17, 16, 9, 9, 9, 9}, numbers(whole));
    }

    @Test
    void idsAreNumberedInOrderOfFirstUse() {
        SplittableRandom random = new SplittableRandom(3);
        for (int count : new int[] {0, 1, 2, 5, 100, 3000}) {
            int[] ids = random.ints(count, 0, Math.max(1, count / 2))
                    .map(id -> id * 64)
                    .toArray();
            Backend backend = Device.cpu().backend();
            IntBuffer in = backend.heap().ints(count);
            backend.upload(ids, 0, in);
            IntBuffer numbers = backend.heap().ints(count);
            IntBuffer distinct = backend.heap().ints(count);
            int used = backend.rows().number(in, numbers, distinct);
            int[] order = numbers(distinct.slice(0, used));
            assertArrayEquals(Arrays.stream(ids).distinct().toArray(), order, "seed 3, " + count + " ids");
            int[] found =
                    Arrays.stream(numbers(numbers)).map(number -> order[number]).toArray();
            assertArrayEquals(ids, found, "seed 3, " + count + " ids");
        }
    }

    private static int[] numbers(IntBuffer buffer) {
        int[] numbers = new int[buffer.length()];
        buffer.allocator().backend().download(buffer, numbers, 0);
        return numbers;
    }

    @Test
    void sumsOfManyStretches() {
        float[] values = random(100_003, 4);
        double sum = 0;
        double squares = 0;
        double sizes = 0;
        float max = 0;
        for (float value : values) {
            sum += value;
            sizes += Math.abs(value);
            squares += (double) value * value;
            max = Math.max(max, value);
        }
        Backend backend = Device.cpu(2).backend();
        Buffer x = buffer(backend, values);
        double bound = 4 * Math.sqrt(values.length + 1) * 0x1p-24;
        assertEquals(sum, reduce(backend, Reduction.SUM, x), bound * sizes, "seed 4");
        assertEquals(squares, reduce(backend, Reduction.SUM_OF_SQUARES, x), bound * squares, "seed 4");
        assertEquals(max, reduce(backend, Reduction.MAX, x), "seed 4");
    }

    private static float reduce(Backend backend, Reduction reduction, Buffer x) {
        Buffer out = backend.heap().floats(1);
        backend.axes().reduce(reduction, 1, x.length(), 1, x, out);
        return numbers(out)[0];
    }

    @Test
    void optimizerStepsDoNotDependOnTheNumberOfThreads() {
        int count = 100_003;
        float[][] expected = optimizerSteps(Device.cpu(1).backend(), count);
        for (int threads : new int[] {2, 4}) {
            assertArrayEquals(expected, optimizerSteps(Device.cpu(threads).backend(), count), threads + " threads");
        }
    }

    private static float[][] optimizerSteps(Backend backend, int count) {
        Buffer gradient = buffer(backend, random(count, 5));
        Buffer velocity = buffer(backend, random(count, 6));
        Buffer square = buffer(backend, new float[count]);
        Buffer parameter = buffer(backend, random(count, 7));
        for (int i = 0; i < 3; i++) {
            backend.updates().sgd(0.1f, 0.9f, true, 0.01f, 0.999f, 0.7f, gradient, velocity, parameter);
            backend.updates()
                    .adam(0.1f, 0.9f, 0.999f, 1.5f, 1e-8f, 0.01f, 0.999f, 0.7f, gradient, velocity, square, parameter);
        }
        return new float[][] {numbers(velocity), numbers(square), numbers(parameter)};
    }

    @Test
    void threadsMayShareADevice() throws InterruptedException {
        Backend backend = Device.cpu(2).backend();
        int n = 90;
        Buffer a = buffer(backend, random(n * n, 8));
        Buffer b = buffer(backend, random(n * n, 9));
        float[] expected = product(backend, n, a, b);
        float[][] found = new float[4][];
        Thread[] callers = new Thread[found.length];
        for (int c = 0; c < callers.length; c++) {
            int caller = c;
            callers[c] = new Thread(() -> {
                for (int i = 0; i < 20; i++) {
                    found[caller] = product(backend, n, a, b);
                }
            });
            callers[c].start();
        }
        for (int c = 0; c < callers.length; c++) {
            callers[c].join();
            assertArrayEquals(expected, found[c]);
        }
    }

    private static float[] product(Backend backend, int n, Buffer a, Buffer b) {
        Buffer c = backend.heap().floats(n * n);
        backend.gemm(true, false, n, n, n, 1, a, b, 0, c);
        return numbers(c);
    }

    /** Whatever was kept of it: also where the products have few rows, and columns that fill no panel. */
    @Test
    void aFactorGivesTheBitsOfSeparateProducts() {
        int[][] sizes = {{3, 2}, {40, 40}, {95, 300}, {256, 700}};
        for (int threads : new int[] {1, 3}) {
            Backend backend = Device.cpu(threads).backend();
            for (int[] size : sizes) {
                int n = size[0];
                int k = size[1];
                Buffer b = buffer(backend, random(n * k, 3));
                for (boolean transpose : new boolean[] {false, true}) {
                    for (int uses : new int[] {1, 6}) {
                        try (Factor factor = backend.factor(transpose, n, k, b, uses)) {
                            for (int rows : new int[] {64, 1, 64, 30, 13, 65}) {
                                Buffer a = buffer(backend, random(rows * k, 4 + rows));
                                float beta = rows % 2;
                                Buffer expected = buffer(backend, random(rows * n, 5));
                                backend.gemm(false, transpose, rows, n, k, 1, a, b, beta, expected);
                                Buffer actual = buffer(backend, random(rows * n, 5));
                                factor.multiply(rows, a, beta, actual);
                                assertArrayEquals(
                                        numbers(expected),
                                        numbers(actual),
                                        rows + "x" + k + "x" + n + ", transposed " + transpose + ", threads "
                                                + threads);
                            }
                        }
                    }
                }
            }
        }
    }
}
