package lanewise.kernel;

/**
 * Loops so plain that the compiler vectorises them by itself: a vector twin was measured to bring nothing (a lane more or
 * less is not worth a second version). Each element is computed alone, so any split of a range gives the same bits.
 * Results may overwrite an input of the same array and offset.
 */
public final class Elementwise {

    private Elementwise() {}

    /** {@code y = f(x)}; {@code parameter} is the slope of LEAKY_RELU and unused elsewhere. */
    public static void unary(UnaryFunction f, float parameter, int n, float[] x, int xOffset, float[] y, int yOffset) {
        switch (f) {
            case IDENTITY -> System.arraycopy(x, xOffset, y, yOffset, n);
            case RELU -> relu(n, x, xOffset, y, yOffset);
            case LEAKY_RELU -> leakyRelu(parameter, n, x, xOffset, y, yOffset);
            case EXP -> Kernels.MAP.exp(n, x, xOffset, y, yOffset);
            case LOG -> Kernels.MAP.log(n, x, xOffset, y, yOffset);
            case SIGMOID -> Kernels.MAP.sigmoid(n, x, xOffset, y, yOffset);
            case TANH -> Kernels.MAP.tanh(n, x, xOffset, y, yOffset);
            case SOFTPLUS -> Kernels.MAP.softplus(n, x, xOffset, y, yOffset);
            case SQUARE -> square(n, x, xOffset, y, yOffset);
            case SQRT -> sqrt(n, x, xOffset, y, yOffset);
            case ABS -> abs(n, x, xOffset, y, yOffset);
        }
    }

    private static void relu(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Math.max(x[xOffset + i], 0f);
        }
    }

    private static void leakyRelu(float slope, int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            float value = x[xOffset + i];
            y[yOffset + i] = Math.max(value, 0f) + slope * Math.min(value, 0f);
        }
    }

    private static void square(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = x[xOffset + i] * x[xOffset + i];
        }
    }

    private static void sqrt(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = (float) Math.sqrt(x[xOffset + i]);
        }
    }

    private static void abs(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Math.abs(x[xOffset + i]);
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
        switch (f) {
            case IDENTITY -> System.arraycopy(dy, dyOffset, dx, dxOffset, n);
            case RELU -> Derivatives.relu(n, y, yOffset, dy, dyOffset, dx, dxOffset);
            case LEAKY_RELU -> Derivatives.leakyRelu(parameter, n, y, yOffset, dy, dyOffset, dx, dxOffset);
            case EXP -> Derivatives.exp(n, y, yOffset, dy, dyOffset, dx, dxOffset);
            case LOG -> Derivatives.log(n, x, xOffset, dy, dyOffset, dx, dxOffset);
            case SIGMOID -> Derivatives.sigmoid(n, y, yOffset, dy, dyOffset, dx, dxOffset);
            case TANH -> Derivatives.tanh(n, y, yOffset, dy, dyOffset, dx, dxOffset);
            case SOFTPLUS -> Derivatives.softplus(n, x, xOffset, dy, dyOffset, dx, dxOffset);
            case SQUARE -> Derivatives.square(n, x, xOffset, dy, dyOffset, dx, dxOffset);
            case SQRT -> Derivatives.sqrt(n, y, yOffset, dy, dyOffset, dx, dxOffset);
            case ABS -> Derivatives.abs(n, x, xOffset, dy, dyOffset, dx, dxOffset);
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
                Arithmetic.both(f, length, a, aRow, b, bRow, out, outRow);
            } else if (aColumnStride == 1) {
                Arithmetic.right(f, length, a, aRow, b[bRow], out, outRow);
            } else if (bColumnStride == 1) {
                Arithmetic.left(f, length, a[aRow], b, bRow, out, outRow);
            } else {
                Arithmetic.none(f, length, a[aRow], b[bRow], out, outRow);
            }
        }
    }

    /** {@code y = scale * x + shift}. */
    public static void affine(int n, float scale, float shift, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = scale * x[xOffset + i] + shift;
        }
    }

    /** {@code y += x}. */
    public static void addTo(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] += x[xOffset + i];
        }
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
        for (int r = 0; r < rows; r++) {
            int row = zOffset + r * columns;
            if (f == UnaryFunction.RELU) {
                addRelu(columns, bias, biasOffset, z, row);
            } else {
                addTo(columns, bias, biasOffset, z, row);
            }
        }
        if (f != UnaryFunction.RELU && f != UnaryFunction.IDENTITY) {
            unary(f, parameter, rows * columns, z, zOffset, z, zOffset);
        }
    }

    private static void addRelu(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Math.max(y[yOffset + i] + x[xOffset + i], 0f);
        }
    }
}
