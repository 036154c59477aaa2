package lanewise.bench;

import java.util.Arrays;
import java.util.List;
import lanewise.backend.Allocator;
import lanewise.backend.Backend;
import lanewise.backend.Buffer;
import lanewise.backend.Device;

/** W1: {@code C = A B} of row-major matrices, C overwritten, through {@link Backend#gemm} as a tensor's product calls it. */
final class MatrixProducts implements Workload {

    /** The form (B or A given as its transpose: nt, tn) and the sizes m x k x n. */
    private static final List<String> CONFIGS = Arrays.asList(
            "nn-32x32x32",
            "nn-64x64x64",
            "nn-128x128x128",
            "nn-256x256x256",
            "nn-512x512x512",
            "nn-1024x1024x1024",
            "nn-2048x2048x2048",
            "nn-128x1000x500",
            "nn-512x256x1024",
            "nn-64x500x2000",
            "nn-1x1024x512",
            "nt-512x512x512",
            "tn-512x512x512");

    /** Those that fill a card. */
    private static final List<String> LARGE_CONFIGS = Arrays.asList("nn-4096x4096x4096", "nn-8192x8192x8192");

    @Override
    public String name() {
        return "W1";
    }

    @Override
    public String summary() {
        return "products of matrices of 13 shapes, on a card of two more";
    }

    @Override
    public void run(Device device, Report report) {
        for (String config : CONFIGS) {
            run(config, device, report);
        }
        if (device.backend().asynchronous()) {
            for (String config : LARGE_CONFIGS) {
                run(config, device, report);
            }
        }
    }

    private void run(String config, Device device, Report report) {
        Product product = Product.of(config, device);
        product.compute();
        product.check();
        Timing timing = Timing.ofCalls(device, product::compute);
        report.figure(name(), config, "gflops", product.operations() / timing.median() * 1e-9);
        report.figure(name(), config, "gflops_best", product.operations() / timing.fastest() * 1e-9);
    }

    /** One product with its operands in place. */
    record Product(
            boolean transposeA,
            boolean transposeB,
            int m,
            int k,
            int n,
            Backend backend,
            Buffer a,
            Buffer b,
            Buffer c) {

        static Product of(String config, Device device) {
            String[] sizes = config.substring(3).split("x", -1);
            int m = Integer.parseInt(sizes[0]);
            int k = Integer.parseInt(sizes[1]);
            int n = Integer.parseInt(sizes[2]);
            Backend backend = device.backend();
            Allocator heap = backend.heap();
            Buffer a = heap.floats(m * k);
            Buffer b = heap.floats(k * n);
            backend.upload(Synthetic.floats(1, m * k), 0, a);
            backend.upload(Synthetic.floats(2, k * n), 0, b);
            return new Product(
                    config.startsWith("tn"), config.startsWith("nt"), m, k, n, backend, a, b, heap.floats(m * n));
        }

        void compute() {
            backend.gemm(transposeA, transposeB, m, n, k, 1, a, b, 0, c);
        }

        /** A multiplication and an addition count as two. */
        double operations() {
            return 2.0 * m * k * n;
        }

        /** Compares corners and middle of C with sums in doubles. */
        void check() {
            float[] left = numbers(a);
            float[] right = numbers(b);
            float[] result = numbers(c);
            for (int row : new int[] {0, m / 2, m - 1}) {
                for (int column : new int[] {0, n / 2, n - 1}) {
                    double sum = 0;
                    for (int p = 0; p < k; p++) {
                        sum += (double) left[transposeA ? p * m + row : row * k + p]
                                * right[transposeB ? column * k + p : p * n + column];
                    }
                    float found = result[row * n + column];
                    if (!(Math.abs(sum - found) <= 1e-3 * Math.sqrt(k))) {
                        throw new IllegalStateException(
                                "wrong product: element " + row + ", " + column + " is " + found + ", expected " + sum);
                    }
                }
            }
        }

        private float[] numbers(Buffer buffer) {
            float[] numbers = new float[buffer.length()];
            backend.download(buffer, numbers, 0);
            return numbers;
        }
    }
}
