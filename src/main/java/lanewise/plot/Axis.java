package lanewise.plot;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where numbers lie between the two ends of an axis, linear or logarithmic, and the round ones among them. */
final class Axis {

    /** Sums and differences of smaller numbers don't overflow, and a logarithm's power of ten is a normal number. */
    private static final double LARGEST = 1e290;

    /** On less than this part of a decade a logarithmic axis has the ticks of a linear one. */
    private static final double NARROW = 0.7;

    private final boolean log;
    private final double low;
    private final double high;
    private final double[] ticks;
    private final double step;

    private Axis(boolean log, double low, double high, boolean whole) {
        this.log = log;
        this.low = low;
        this.high = high;
        double round = roundStep((high - low) / 5);
        this.step = log ? Math.max(1, Math.ceil((high - low) / 6)) : whole ? Math.max(1, round) : round;
        this.ticks = log && high - low < 2 ? withinDecades() : regular();
    }

    /**
     * An axis for these numbers.
     *
     * @param margin the share of the axis to leave free at both ends
     * @return null if none of the numbers has a place on an axis
     */
    static @Nullable Axis of(boolean log, double margin, Iterable<double[]> values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        boolean whole = true;
        for (double[] numbers : values) {
            for (double number : numbers) {
                if (isShown(log, number)) {
                    low = Math.min(low, number);
                    high = Math.max(high, number);
                    whole &= number == Math.rint(number);
                }
            }
        }
        if (low > high) {
            return null;
        }
        double from = log ? Math.log10(low) : low;
        double to = log ? Math.log10(high) : high;
        if (to - from <= 1e-9 * Math.max(Math.abs(from), Math.abs(to))) {
            double size = Math.abs(from);
            double half = log ? 0.5 : size < 1e-280 || (whole && size < 1e6) ? 1 : 0.1 * size;
            return new Axis(log, from - half, to + half, whole);
        }
        double free = margin * (to - from);
        return new Axis(log, from - free, to + free, whole);
    }

    private static boolean isShown(boolean log, double number) {
        return Math.abs(number) < LARGEST && (!log || number > 1 / LARGEST);
    }

    /** 0 at the low end and 1 at the high one; NaN for a number that has no place. */
    double at(double number) {
        if (!isShown(log, number)) {
            return Double.NaN;
        }
        return ((log ? Math.log10(number) : number) - low) / (high - low);
    }

    /** The numbers to name, ascending. */
    double[] ticks() {
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten: the first that is not below {@code least}. */
    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double digit = least / power;
        return (digit <= 1.0001 ? 1 : digit <= 2.0001 ? 2 : digit <= 5.0001 ? 5 : 10) * power;
    }

    private double[] regular() {
        double first = Math.ceil(low / step - 1e-9);
        int count = (int) Math.max(0, Math.floor(high / step + 1e-9) - first + 1);
        double[] found = new double[count];
        for (int i = 0; i < count; i++) {
            // adding 0 makes 0.0 of -0.0
            found[i] = log ? Math.pow(10, (first + i) * step) : (first + i) * step + 0.0;
        }
        return found;
    }

    /** 1, 2 and 5 of each decade. */
    private double[] withinDecades() {
        if (high - low < NARROW) {
            return new Axis(false, Math.pow(10, low), Math.pow(10, high), false).ticks;
        }
        double[] found = new double[16];
        int count = 0;
        for (int decade = (int) Math.floor(low); decade <= high; decade++) {
            for (int digit = 1; digit <= 5; digit += digit == 1 ? 1 : 3) {
                double place = decade + Math.log10(digit);
                if (place >= low - 1e-9 && place <= high + 1e-9 && count < found.length) {
                    found[count++] = digit * Math.pow(10, decade);
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** A tick's number, with the digits that tell it from its neighbours. */
    String label(double tick) {
        boolean decades = log && high - low >= NARROW;
        double apart = decades ? tick : log ? ticks[1] - ticks[0] : step;
        double size = decades ? tick : Math.max(Math.abs(ticks[0]), Math.abs(ticks[ticks.length - 1]));
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(apart) + 1e-9));
        if (size < 1e6 && decimals <= (decades ? 3 : 5)) {
            return String.format(Locale.ROOT, "%." + decimals + "f", tick);
        }
        int digits = (int) (Math.floor(Math.log10(size)) - Math.floor(Math.log10(apart) + 1e-9));
        return tick == 0 ? "0" : scientific(tick, Math.min(8, Math.max(0, digits)));
    }

    static String scientific(double number, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "e", number).replaceAll("e\\+?(-?)0*(\\d)", "e$1$2");
    }

    static String plain(double number, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", number);
        return text.replaceAll("\\.?0+$", "");
    }
}
