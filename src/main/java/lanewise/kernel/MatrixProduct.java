package lanewise.kernel;

/**
 * One product of matrices, {@code C = alpha * op(A) * op(B) + beta * C}, cut into steps and each step into parts. The parts
 * of a step may run at the same time on any threads; a step begins when the one before has ended. No bit of C depends on
 * the number of parts. A product keeps the memory of its packed panels, so it is made once and begun again and again.
 */
public final class MatrixProduct {

    /** How a product of this form and size is computed. */
    interface Paths {
        MatrixPath choose(MatrixProduct product);
    }

    private static final float[] NOTHING = {};

    private final Paths paths;

    boolean transposeA;
    boolean transposeB;
    int m;
    int n;
    int k;
    float alpha;
    float[] a = NOTHING;
    int aOffset;
    int lda;
    float[] b = NOTHING;
    int bOffset;
    int ldb;
    float beta;
    float[] c = NOTHING;
    int cOffset;
    int ldc;

    /** Memory of the paths, which they share out among themselves; it only grows. */
    float[] packedA = NOTHING;

    float[] packedB = NOTHING;
    float[] keptB = NOTHING;
    float[] edges = NOTHING;
    float[][] rows = {};

    /** Whether the packed copy of B is to last for the products that follow, and whether there is one. */
    boolean keepsB;

    boolean hasB;

    private MatrixPath path;

    MatrixProduct(Paths paths) {
        this.paths = paths;
        this.path = paths.choose(this);
    }

    /**
     * Sets the matrices: C is m x n, op(A) m x k and op(B) k x n, each an array, the offset of its first element and its
     * leading dimension (the distance between the starts of two rows). With {@code transposeA} the array holds A as k x m,
     * with {@code transposeB} B as n x k. When beta is 0, C is written without being read.
     */
    public void begin(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            float beta,
            float[] c,
            int cOffset,
            int ldc) {
        this.transposeA = transposeA;
        this.transposeB = transposeB;
        this.m = m;
        this.n = n;
        this.k = k;
        this.alpha = alpha;
        this.a = a;
        this.aOffset = aOffset;
        this.lda = lda;
        this.b = b;
        this.bOffset = bOffset;
        this.ldb = ldb;
        this.beta = beta;
        this.c = c;
        this.cOffset = cOffset;
        this.ldc = ldc;
        keepsB = false;
        hasB = false;
        path = paths.choose(this);
    }

    /** After {@link #begin}: what is packed of B is kept for the products that {@link #next} begins. */
    public void keepB() {
        keepsB = true;
    }

    /** After a product that ran: the next with the same B, which may not have changed, and leading dimensions. */
    public void next(int rows, float[] otherA, int otherAOffset, float otherBeta, float[] otherC, int otherCOffset) {
        hasB |= keepsB && path.packsB();
        m = rows;
        a = otherA;
        aOffset = otherAOffset;
        beta = otherBeta;
        c = otherC;
        cOffset = otherCOffset;
        path = paths.choose(this);
    }

    /** How many steps the product has, one after the other. */
    public int steps() {
        return path.steps(this);
    }

    /** How many parts a step is best cut into for so many threads; asked before the first of them runs. */
    public int parts(int step, int threads) {
        return path.parts(this, step, threads);
    }

    /** Runs one of so many parts of a step, by one of the threads it was cut for, numbered from 0. */
    public void run(int step, int part, int parts, int thread) {
        path.run(this, step, part, parts, thread);
    }

    /** Lets go of the matrices. */
    public void end() {
        a = NOTHING;
        b = NOTHING;
        c = NOTHING;
    }

    /** Runs all steps on this thread. */
    public void runAll() {
        int steps = steps();
        for (int step = 0; step < steps; step++) {
            int parts = parts(step, 1);
            for (int part = 0; part < parts; part++) {
                run(step, part, parts, 0);
            }
        }
    }

    /** An array of at least {@code length} floats, with room to grow: the given one if it will do. */
    static float[] grown(float[] array, long length) {
        if (length <= array.length) {
            return array;
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new OutOfMemoryError("matmul: " + length + " floats of packed panels do not fit an array");
        }
        return new float[(int) Math.min(Integer.MAX_VALUE - 8, length + length / 4)];
    }
}
