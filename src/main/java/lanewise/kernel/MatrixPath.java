package lanewise.kernel;

/** A way to compute a {@link MatrixProduct}, each of which has its own; {@code parts} prepares a step, whose parts change no state. */
interface MatrixPath {

    /** Parts of a step for each thread: whoever comes late finds less left to do. */
    int PARTS = 4;

    int steps(MatrixProduct product);

    int parts(MatrixProduct product, int step, int threads);

    /** Each thread has memory of its own, which is then in its caches; there are no more of them than parts. */
    void run(MatrixProduct product, int step, int part, int parts, int thread);

    /** Whether it leaves all of B packed in a product that keeps it. */
    default boolean packsB() {
        return false;
    }

    /** How many blocks of a size cover n. */
    static int blocks(int n, int size) {
        return (int) (((long) n + size - 1) / size);
    }

    /** Into how many parts to cut so many units. */
    static int parts(int units, int threads) {
        return threads == 1 ? 1 : Math.min(units, PARTS * threads);
    }
}
