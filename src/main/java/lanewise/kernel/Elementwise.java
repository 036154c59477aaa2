package lanewise.kernel;

import java.util.Arrays;

/**
 * Functions of each element: {@link ElementKernels}, {@link ColumnKernels} and {@link MapKernels} by name. Each element is
 * computed alone, so any split of a range gives the same bits. Results may overwrite an input of the same array and offset.
 */
public final class Elementwise {

    private Elementwise() {}

    /** {@code y = f(x)}; {@code parameter} is the slope of LEAKY_RELU and unused elsewhere. */
    public static void unary(UnaryFunction f, float parameter, int n, float[] x, int xOffset, float[] y, int yOffset) {
        ElementKernels element = FewNumbers.element(n);
        MapKernels map = FewNumbers.map(n);
        switch (f) {
            case IDENTITY -> System.arraycopy(x, xOffset, y, yOffset, n);
            case RELU -> element.relu(n, x, xOffset, y, yOffset);
            case LEAKY_RELU -> element.leakyRelu(n, parameter, x, xOffset, y, yOffset);
            case EXP -> map.exp(n, x, xOffset, y, yOffset);
            case LOG -> map.log(n, x, xOffset, y, yOffset);
            case SIGMOID -> map.sigmoid(n, x, xOffset, y, yOffset);
            case TANH -> map.tanh(n, x, xOffset, y, yOffset);
            case SOFTPLUS -> map.softplus(n, x, xOffset, y, yOffset);
            case SQUARE -> element.square(n, x, xOffset, y, yOffset);
            case SQRT -> element.sqrt(n, x, xOffset, y, yOffset);
            case ABS -> element.abs(n, x, xOffset, y, yOffset);
        }
    }

    /**
     * {@code dx = dy * f'(x)}. RELU, LEAKY_RELU (slope at least 0), SIGMOID, TANH, EXP, SQRT and IDENTITY read only y, so x
     * may be any array, y among them; LOG, SOFTPLUS, SQUARE and ABS read only x. Where f has a corner, at 0, the
     * derivative of RELU is 0, of LEAKY_RELU the slope and of ABS 0.
     */
    public static void unaryGradient(
            UnaryFunction f,
            float parameter,
            int n,
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset) {
        ElementKernels element = FewNumbers.element(n);
        switch (f) {
            case IDENTITY -> System.arraycopy(dy, dyOffset, dx, dxOffset, n);
            case RELU -> element.reluGradient(n, y, yOffset, dy, dyOffset, dx, dxOffset);
            case LEAKY_RELU -> element.leakyReluGradient(n, parameter, y, yOffset, dy, dyOffset, dx, dxOffset);
            case EXP -> element.times(n, y, yOffset, dy, dyOffset, dx, dxOffset);
            case LOG -> element.div(n, dy, dyOffset, x, xOffset, dx, dxOffset);
            case SIGMOID -> element.sigmoidGradient(n, y, yOffset, dy, dyOffset, dx, dxOffset);
            case TANH -> element.tanhGradient(n, y, yOffset, dy, dyOffset, dx, dxOffset);
            case SOFTPLUS -> softplusGradient(n, x, xOffset, dy, dyOffset, dx, dxOffset);
            case SQUARE -> element.squareGradient(n, x, xOffset, dy, dyOffset, dx, dxOffset);
            case SQRT -> element.sqrtGradient(n, y, yOffset, dy, dyOffset, dx, dxOffset);
            case ABS -> element.absGradient(n, x, xOffset, dy, dyOffset, dx, dxOffset);
        }
    }

    /**
     * {@code out = f(a, b)} over rows x columns, where out has no gaps. The strides say how an operand is laid out:
     * (columns, 1) in full, (0, 1) as one row, (1, 0) as one column, (0, 0) as one number; a column stride is 0 or 1.
     */
    public static void binary(
            BinaryFunction f,
            int rows,
            int columns,
            float[] a,
            int aOffset,
            int aRowStride,
            int aColumnStride,
            float[] b,
            int bOffset,
            int bRowStride,
            int bColumnStride,
            float[] out,
            int outOffset) {
        boolean aWhole = aRowStride == aColumnStride * columns;
        boolean bWhole = bRowStride == bColumnStride * columns;
        // Operands without gaps and single numbers make one long row.
        int count = aWhole && bWhole ? 1 : rows;
        int length = aWhole && bWhole ? rows * columns : columns;
        for (int r = 0; r < count; r++) {
            int aRow = aOffset + r * aRowStride;
            int bRow = bOffset + r * bRowStride;
            int outRow = outOffset + r * columns;
            if (aColumnStride == 1 && bColumnStride == 1) {
                both(f, length, a, aRow, b, bRow, out, outRow);
            } else if (aColumnStride == 1) {
                right(f, length, a, aRow, b[bRow], out, outRow);
            } else if (bColumnStride == 1) {
                left(f, length, a[aRow], b, bRow, out, outRow);
            } else {
                Arrays.fill(out, outRow, outRow + length, value(f, a[aRow], b[bRow]));
            }
        }
    }

    private static void both(
            BinaryFunction f, int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        switch (f) {
            case PLUS -> Kernels.ELEMENT.plus(n, a, aOffset, b, bOffset, out, outOffset);
            case MINUS -> Kernels.ELEMENT.minus(n, a, aOffset, b, bOffset, out, outOffset);
            case TIMES -> Kernels.ELEMENT.times(n, a, aOffset, b, bOffset, out, outOffset);
            case DIV -> Kernels.ELEMENT.div(n, a, aOffset, b, bOffset, out, outOffset);
        }
    }

    /** The right operand is one number. */
    private static void right(BinaryFunction f, int n, float[] a, int aOffset, float b, float[] out, int outOffset) {
        switch (f) {
            case PLUS -> Kernels.ELEMENT.affine(n, 1f, b, a, aOffset, out, outOffset);
            case MINUS -> Kernels.ELEMENT.affine(n, 1f, -b, a, aOffset, out, outOffset);
            case TIMES -> Kernels.ELEMENT.scale(n, b, a, aOffset, out, outOffset);
            case DIV -> Kernels.ELEMENT.divBy(n, b, a, aOffset, out, outOffset);
        }
    }

    /** The left operand is one number. */
    private static void left(BinaryFunction f, int n, float a, float[] b, int bOffset, float[] out, int outOffset) {
        switch (f) {
            case PLUS -> Kernels.ELEMENT.affine(n, 1f, a, b, bOffset, out, outOffset);
            case MINUS -> Kernels.ELEMENT.affine(n, -1f, a, b, bOffset, out, outOffset);
            case TIMES -> Kernels.ELEMENT.scale(n, a, b, bOffset, out, outOffset);
            case DIV -> Kernels.ELEMENT.divOf(n, a, b, bOffset, out, outOffset);
        }
    }

    private static float value(BinaryFunction f, float a, float b) {
        return switch (f) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIV -> a / b;
        };
    }

    @SuppressWarnings("ReferenceEquality") // one array for both is what counts, not equal elements
    private static void softplusGradient(
            int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        if (dx != dy) {
            Kernels.MAP.sigmoid(n, x, xOffset, dx, dxOffset);
            Kernels.ELEMENT.times(n, dx, dxOffset, dy, dyOffset, dx, dxOffset);
            return;
        }
        for (int i = 0; i < n; i++) {
            dx[dxOffset + i] = dy[dyOffset + i] * Polynomials.sigmoid(x[xOffset + i]);
        }
    }

    /** {@code y = scale * x + shift}. */
    public static void affine(int n, float scale, float shift, float[] x, int xOffset, float[] y, int yOffset) {
        FewNumbers.element(n).affine(n, scale, shift, x, xOffset, y, yOffset);
    }

    /** {@code y += x}. */
    public static void addTo(int n, float[] x, int xOffset, float[] y, int yOffset) {
        Kernels.COLUMN.add(n, x, xOffset, y, yOffset);
    }

    /** {@code z = f(z + bias)} in place, where z is rows x columns without gaps and the bias is one row. */
    public static void biasActivation(
            int rows,
            int columns,
            UnaryFunction f,
            float parameter,
            float[] z,
            int zOffset,
            float[] bias,
            int biasOffset) {
        ColumnKernels column = FewNumbers.column(rows * columns);
        for (int r = 0; r < rows; r++) {
            int row = zOffset + r * columns;
            if (f == UnaryFunction.RELU) {
                column.addRelu(columns, bias, biasOffset, z, row);
            } else {
                column.add(columns, bias, biasOffset, z, row);
            }
        }
        if (f != UnaryFunction.RELU && f != UnaryFunction.IDENTITY) {
            unary(f, parameter, rows * columns, z, zOffset, z, zOffset);
        }
    }
}
