package lanewise.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;

/**
 * The inputs and outputs of one call of a kernel. Inputs are random and may not change; outputs hold NaN until they are
 * written; around each stand guards. Every failure names the kernel, the size and the seed.
 */
final class Sample {

    final int n;
    final Random random;
    private final String description;
    private final List<Range> ranges = new ArrayList<>();
    private final List<float[]> inputs = new ArrayList<>();

    Sample(String kernel, int n, long seed) {
        this.n = n;
        this.random = new Random(seed);
        this.description = kernel + ", n = " + n + ", seed " + seed;
    }

    /** Numbers in [-1, 1) that the kernel may only read. */
    Range in(int length) {
        return in(length, -1, 1);
    }

    Range in(int length, double low, double high) {
        Range range = out(length);
        for (int i = 0; i < length; i++) {
            range.set(i, (float) (low + (high - low) * random.nextDouble()));
        }
        return readOnly(range);
    }

    /** From now on no element of the range may change. */
    Range readOnly(Range range) {
        inputs.set(ranges.indexOf(range), range.array.clone());
        return range;
    }

    /** A range for results. */
    Range out(int length) {
        Range range = new Range(length, 1 + 2 * random.nextInt(9));
        ranges.add(range);
        inputs.add(new float[0]);
        return range;
    }

    /** Numbers that the kernel may change. */
    Range inOut(Range numbers) {
        Range range = out(numbers.length);
        System.arraycopy(numbers.array, numbers.offset, range.array, range.offset, numbers.length);
        return range;
    }

    int[] indices(int count, int limit) {
        int[] indices = new int[count];
        for (int i = 0; i < count; i++) {
            indices[i] = random.nextInt(limit);
        }
        return indices;
    }

    /** Checks that guards and inputs are as they were. */
    void finish() {
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            if (range.firstTrespass() != range.length) {
                fail("wrote element " + range.firstTrespass() + " of a range of " + range.length);
            }
            boolean input = inputs.get(i).length > 0;
            if (input && Arrays.mismatch(inputs.get(i), range.array) >= 0) {
                fail("changed its input " + i);
            }
        }
    }

    /** Checks a sum of so many terms, of which the sizes add up to {@code size}, against the sum in doubles. */
    void near(double actual, double expected, double terms, double size) {
        double bound = 4 * Math.sqrt(terms + 1) * 0x1p-24 * size + 4 * Float.MIN_VALUE;
        boolean same = Double.compare(actual, expected) == 0;
        if (!same && !(Math.abs(actual - expected) <= bound)) {
            fail("gave " + actual + ", not " + expected + " to within " + bound);
        }
    }

    /** Checks every bit; any NaN equals any other. */
    void same(float actual, float expected) {
        if (Float.floatToIntBits(actual) != Float.floatToIntBits(expected)) {
            fail("gave " + actual + ", not exactly " + expected);
        }
    }

    void same(Range actual, Range expected) {
        for (int i = 0; i < expected.length; i++) {
            same(actual.get(i), expected.get(i));
        }
    }

    void fail(String message) {
        Assertions.fail(description + ": " + message);
    }
}
