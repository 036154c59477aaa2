package lanewise.bench;

import lanewise.kernel.Kernels;

/**
 * Which kernels a benchmark is about: the vector ones, unless {@code -Dlanewise.bench.kernels=scalar} says otherwise. A
 * figure of other kernels under that name would be worse than none.
 */
public final class ExpectedKernels {

    private static final String PROPERTY = "lanewise.bench.kernels";

    private ExpectedKernels() {}

    /**
     * Fails if others run.
     *
     * @throws IllegalStateException if other kernels run than expected, or the property is neither vector nor scalar
     */
    public static void require() {
        String expected = System.getProperty(PROPERTY, "vector");
        if (!expected.equals("vector") && !expected.equals("scalar")) {
            throw new IllegalStateException("-D" + PROPERTY + "=" + expected + ": vector or scalar would be right");
        }
        if (Kernels.VECTOR != expected.equals("vector")) {
            throw new IllegalStateException(
                    "expected " + expected + " kernels (-D" + PROPERTY + "), but this JVM runs " + Kernels.REASON);
        }
    }
}
