package lanewise.kernel;

/**
 * Which kernels a call on a few numbers uses: the scalar ones, without looking at {@link Kernels}. To load the vector twins
 * and to check them takes longer than all else that a process does until its first prediction; a small net that is asked
 * one row at a time never needs them and would gain nothing. It depends on the sizes alone, so equal calls give equal bits.
 */
public final class FewNumbers {

    /**
     * A call on so many elements gains less than a microsecond by the vector twins, and a net that makes one such call in a
     * step, as for its output, waits for long until they are compiled: until then every vector is put on the heap.
     */
    private static final int ELEMENTS = 256;

    /** The same for the multiplications of a product. */
    private static final int MULTIPLICATIONS = 512;

    private static final ElementKernels ELEMENT = new ScalarElementKernels();
    private static final ColumnKernels COLUMN = new ScalarColumnKernels();
    private static final MapKernels MAP = new ScalarMapKernels();

    private FewNumbers() {}

    static ElementKernels element(int n) {
        return n <= ELEMENTS ? ELEMENT : Kernels.ELEMENT;
    }

    /** For rows that have so many elements together. */
    static ColumnKernels column(int n) {
        return n <= ELEMENTS ? COLUMN : Kernels.COLUMN;
    }

    static MapKernels map(int n) {
        return n <= ELEMENTS ? MAP : Kernels.MAP;
    }

    /** Whether {@link #gemm} is the way to a product of these sizes. */
    public static boolean suits(int m, int n, int k) {
        return (long) m * n * k <= MULTIPLICATIONS;
    }

    /** {@code C = alpha * op(A) * op(B) + beta * C} without gaps; when beta is 0, C is written without being read. */
    public static void gemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            float beta,
            float[] c,
            int cOffset) {
        int depth = alpha == 0 ? 0 : k; // NaN in A or B is then not seen, as everywhere
        int aRow = transposeA ? 1 : k;
        int aStep = transposeA ? m : 1;
        int bColumn = transposeB ? k : 1;
        int bStep = transposeB ? 1 : n;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int left = aOffset + i * aRow;
                int right = bOffset + j * bColumn;
                float sum = 0;
                for (int p = 0; p < depth; p++) {
                    sum += a[left] * b[right];
                    left += aStep;
                    right += bStep;
                }
                int at = cOffset + i * n + j;
                c[at] = beta == 0 ? alpha * sum : alpha * sum + beta * c[at];
            }
        }
    }
}
