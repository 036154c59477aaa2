package lanewise.nn;

import java.math.BigDecimal;

/** Numbers as Python prints them, since the printed models of the lessons are Python's: 0.1, 1e-05, 0.0. */
final class Numbers {

    private Numbers() {}

    static String text(float number) {
        if (number == 0 || Float.isNaN(number) || Float.isInfinite(number)) {
            return Float.toString(number);
        }
        BigDecimal decimal = new BigDecimal(Float.toString(number)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = decimal.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = decimal.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        int size = Math.abs(exponent);
        return (number < 0 ? "-" : "") + mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }
}
