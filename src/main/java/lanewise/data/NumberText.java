package lanewise.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Numbers as text. Read are decimal numbers with a point and an optional exponent ({@code 15}, {@code -2.5},
 * {@code .5}, {@code 1e-3}), {@code inf} and {@code infinity} in any case, with white space around them; nothing else that
 * Java's own parser would take (hexadecimal, a trailing {@code d} or {@code f}).
 */
final class NumberText {

    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** Any integer of so many digits is exact in a double. */
    private static final int EXACT_DIGITS = 15;

    private static final int MAX_EXPONENT = 100_000;

    private NumberText() {}

    /** The number written in a range of ASCII or UTF-8 bytes; NaN if it is none. */
    static double parse(byte[] text, int from, int to) {
        int at = from;
        int end = to;
        while (at < end && (text[at] & 0xFF) <= ' ') {
            at++;
        }
        while (end > at && (text[end - 1] & 0xFF) <= ' ') {
            end--;
        }
        int begin = at;
        boolean negative = false;
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            negative = text[at++] == '-';
        }
        long mantissa = 0;
        int digits = 0;
        int significant = 0;
        int decimals = 0;
        boolean point = false;
        for (; at < end; at++) {
            byte c = text[at];
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                digits++;
                if (significant > 0 || c != '0') {
                    significant++;
                }
                if (significant <= EXACT_DIGITS) {
                    mantissa = 10 * mantissa + (c - '0');
                }
                if (point) {
                    decimals++;
                }
            } else {
                break;
            }
        }
        if (digits == 0) {
            return infinity(text, begin, end);
        }
        int exponent = 0;
        if (at < end) {
            if (text[at] != 'e' && text[at] != 'E') {
                return Double.NaN;
            }
            at++;
            boolean negativeExponent = false;
            if (at < end && (text[at] == '-' || text[at] == '+')) {
                negativeExponent = text[at++] == '-';
            }
            if (at == end) {
                return Double.NaN;
            }
            for (; at < end; at++) {
                byte c = text[at];
                if (c < '0' || c > '9') {
                    return Double.NaN;
                }
                exponent = Math.min(MAX_EXPONENT, 10 * exponent + (c - '0'));
            }
            exponent = negativeExponent ? -exponent : exponent;
        }
        int power = exponent - decimals;
        if (significant <= EXACT_DIGITS && Math.abs(power) < POWERS.length) {
            // Both operands are exact, so the one rounding gives the nearest double (Clinger 1990).
            double magnitude = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
            return negative ? -magnitude : magnitude;
        }
        return Double.parseDouble(new String(text, begin, end - begin, StandardCharsets.US_ASCII));
    }

    private static double infinity(byte[] text, int begin, int end) {
        int length = end - begin;
        if (length < 3 || length > 9) {
            return Double.NaN;
        }
        String word = new String(text, begin, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return switch (word) {
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    /**
     * Whether a text that reads as a number is rather a code: an integer with leading zeros ({@code 007}) or of more than 15
     * digits, which different codes might share as a double.
     */
    static boolean isCode(byte[] text, int from, int to) {
        int at = from;
        int end = to;
        while (at < end && ((text[at] & 0xFF) <= ' ' || text[at] == '-' || text[at] == '+')) {
            at++;
        }
        while (end > at && (text[end - 1] & 0xFF) <= ' ') {
            end--;
        }
        if (end - at >= 2 && text[at] == '0' && text[at + 1] >= '0' && text[at + 1] <= '9') {
            return true;
        }
        if (end - at <= EXACT_DIGITS) {
            return false;
        }
        for (; at < end; at++) {
            if (text[at] < '0' || text[at] > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * The shortest text of at most 17 digits that reads back as the same number. Integers have no point. Not
     * {@link Double#toString(double)}, whose digits changed with JDK 19.
     */
    static String format(double value) {
        if (Math.abs(value) < 1e15 && value == Math.rint(value)) {
            return Long.toString((long) value);
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact;
        for (int digits = EXACT_DIGITS; digits <= 17; digits++) {
            rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                break;
            }
        }
        double magnitude = Math.abs(value);
        BigDecimal shortest = rounded.stripTrailingZeros();
        return magnitude >= 1e-4 && magnitude < 1e21 ? shortest.toPlainString() : shortest.toString();
    }
}
