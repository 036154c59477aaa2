package lanewise.kernel;

import java.util.Arrays;

/** The four operations on one row whose operands are rows or single numbers; a loop each, so that each is vectorised. */
final class Arithmetic {

    private Arithmetic() {}

    /** Both operands are rows. */
    static void both(
            BinaryFunction f, int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        switch (f) {
            case PLUS -> plus(n, a, aOffset, b, bOffset, out, outOffset);
            case MINUS -> minus(n, a, aOffset, b, bOffset, out, outOffset);
            case TIMES -> times(n, a, aOffset, b, bOffset, out, outOffset);
            case DIV -> div(n, a, aOffset, b, bOffset, out, outOffset);
        }
    }

    /** The right operand is one number. */
    static void right(BinaryFunction f, int n, float[] a, int aOffset, float b, float[] out, int outOffset) {
        switch (f) {
            case PLUS -> plus(n, b, a, aOffset, out, outOffset);
            case MINUS -> plus(n, -b, a, aOffset, out, outOffset);
            case TIMES -> times(n, b, a, aOffset, out, outOffset);
            case DIV -> divBy(n, a, aOffset, b, out, outOffset);
        }
    }

    /** The left operand is one number. */
    static void left(BinaryFunction f, int n, float a, float[] b, int bOffset, float[] out, int outOffset) {
        switch (f) {
            case PLUS -> plus(n, a, b, bOffset, out, outOffset);
            case MINUS -> minusFrom(n, a, b, bOffset, out, outOffset);
            case TIMES -> times(n, a, b, bOffset, out, outOffset);
            case DIV -> divOf(n, a, b, bOffset, out, outOffset);
        }
    }

    /** Both operands are single numbers. */
    static void none(BinaryFunction f, int n, float a, float b, float[] out, int outOffset) {
        float value = switch (f) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIV -> a / b;
        };
        Arrays.fill(out, outOffset, outOffset + n, value);
    }

    private static void plus(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = a[aOffset + i] + b[bOffset + i];
        }
    }

    private static void minus(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = a[aOffset + i] - b[bOffset + i];
        }
    }

    private static void times(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = a[aOffset + i] * b[bOffset + i];
        }
    }

    private static void div(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = a[aOffset + i] / b[bOffset + i];
        }
    }

    private static void plus(int n, float a, float[] b, int bOffset, float[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = a + b[bOffset + i];
        }
    }

    private static void times(int n, float a, float[] b, int bOffset, float[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = a * b[bOffset + i];
        }
    }

    private static void minusFrom(int n, float a, float[] b, int bOffset, float[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = a - b[bOffset + i];
        }
    }

    private static void divOf(int n, float a, float[] b, int bOffset, float[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = a / b[bOffset + i];
        }
    }

    private static void divBy(int n, float[] a, int aOffset, float b, float[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = a[aOffset + i] / b;
        }
    }
}
