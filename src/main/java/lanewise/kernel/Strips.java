package lanewise.kernel;

/**
 * The rows of a matrix cut into strips as high as register tiles: high ones first, then low ones. The last may reach below
 * the matrix; two low ones stand in for a high one where that leaves fewer rows below it.
 */
final class Strips {

    private final int high;
    private final int low;
    private int highCount;
    private int count;

    Strips(int high, int low) {
        this.high = high;
        this.low = low;
    }

    /** Cuts a matrix of so many rows. */
    void cut(int rows) {
        int whole = rows / high;
        int rest = rows - whole * high;
        if (rest == 0) {
            highCount = whole;
            count = whole;
        } else if (rest > low) {
            highCount = whole + 1;
            count = whole + 1;
        } else if (whole > 0 && rest + high <= 2 * low) {
            highCount = whole - 1;
            count = whole + 1;
        } else {
            highCount = whole;
            count = whole + 1;
        }
    }

    int count() {
        return count;
    }

    /** The row at which a strip, or the end of the last one, begins. */
    int start(int strip) {
        return strip <= highCount ? strip * high : highCount * high + (strip - highCount) * low;
    }

    /** How many strips, at most {@code most}, are high and begin at a row no further down than {@code last}. */
    int highUpTo(int last, int most) {
        return last < 0 ? 0 : Math.min(Math.min(highCount, most), last / high + 1);
    }

    int height(int strip) {
        return strip < highCount ? high : low;
    }
}
