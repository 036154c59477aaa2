package lanewise.kernel;

/** Functions of rows, one row after the other; each row's bits depend on that row alone. */
final class ScalarRowKernels implements RowKernels {

    private final ScalarReduceKernels reduce = new ScalarReduceKernels();
    private final ScalarElementKernels element = new ScalarElementKernels();

    @Override
    public void softmax(int rows, int columns, float[] x, int xOffset, float[] y, int yOffset) {
        for (int r = 0; r < rows; r++) {
            int xRow = xOffset + r * columns;
            int yRow = yOffset + r * columns;
            float max = reduce.max(columns, x, xRow);
            for (int j = 0; j < columns; j++) {
                y[yRow + j] = Polynomials.exp(x[xRow + j] - max);
            }
            element.scale(columns, 1f / reduce.sum(columns, y, yRow), y, yRow, y, yRow);
        }
    }

    @Override
    public void logSoftmax(int rows, int columns, float[] x, int xOffset, float[] y, int yOffset) {
        for (int r = 0; r < rows; r++) {
            int xRow = xOffset + r * columns;
            int yRow = yOffset + r * columns;
            float max = reduce.max(columns, x, xRow);
            float logSum = Polynomials.log(sumOfExp(columns, x, xRow, max));
            for (int j = 0; j < columns; j++) {
                y[yRow + j] = x[xRow + j] - max - logSum;
            }
        }
    }

    private static float sumOfExp(int n, float[] x, int xOffset, float shift) {
        float even = 0f;
        float odd = 0f;
        int i = 0;
        for (; i + 1 < n; i += 2) {
            even += Polynomials.exp(x[xOffset + i] - shift);
            odd += Polynomials.exp(x[xOffset + i + 1] - shift);
        }
        return i < n ? even + odd + Polynomials.exp(x[xOffset + i] - shift) : even + odd;
    }

    @Override
    public void softmaxGradient(
            int rows, int columns, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int r = 0; r < rows; r++) {
            int start = r * columns;
            float dot = reduce.dot(columns, y, yOffset + start, dy, dyOffset + start);
            for (int j = start; j < start + columns; j++) {
                dx[dxOffset + j] = y[yOffset + j] * (dy[dyOffset + j] - dot);
            }
        }
    }

    @Override
    public void logSoftmaxGradient(
            int rows, int columns, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int r = 0; r < rows; r++) {
            int start = r * columns;
            float sum = reduce.sum(columns, dy, dyOffset + start);
            for (int j = start; j < start + columns; j++) {
                dx[dxOffset + j] = dy[dyOffset + j] - Polynomials.exp(y[yOffset + j]) * sum;
            }
        }
    }

    @Override
    public void dot(int rows, int columns, float[] x, int xOffset, float[] y, int yOffset, float[] out, int outOffset) {
        for (int r = 0; r < rows; r++) {
            out[outOffset + r] = reduce.dot(columns, x, xOffset + r * columns, y, yOffset + r * columns);
        }
    }

    @Override
    public void sum(int rows, int columns, float[] x, int xOffset, float[] out, int outOffset) {
        for (int r = 0; r < rows; r++) {
            out[outOffset + r] = reduce.sum(columns, x, xOffset + r * columns);
        }
    }

    @Override
    public void layerNorm(
            int rows,
            int columns,
            float epsilon,
            float[] x,
            int xOffset,
            float[] weight,
            int weightOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            float[] mean,
            int meanOffset,
            float[] inverseDeviation,
            int inverseDeviationOffset) {
        for (int r = 0; r < rows; r++) {
            int xRow = xOffset + r * columns;
            int yRow = yOffset + r * columns;
            float center = reduce.sum(columns, x, xRow) / columns;
            element.affine(columns, 1f, -center, x, xRow, y, yRow);
            float variance = reduce.sumOfSquares(columns, y, yRow) / columns;
            float inverse = 1f / (float) Math.sqrt(variance + epsilon);
            for (int j = 0; j < columns; j++) {
                y[yRow + j] = y[yRow + j] * inverse * weight[weightOffset + j] + bias[biasOffset + j];
            }
            mean[meanOffset + r] = center;
            inverseDeviation[inverseDeviationOffset + r] = inverse;
        }
    }

    @Override
    public void layerNormGradient(
            int rows,
            int columns,
            float[] x,
            int xOffset,
            float[] weight,
            int weightOffset,
            float[] mean,
            int meanOffset,
            float[] inverseDeviation,
            int inverseDeviationOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset) {
        for (int r = 0; r < rows; r++) {
            int start = r * columns;
            float center = mean[meanOffset + r];
            float inverse = inverseDeviation[inverseDeviationOffset + r];
            float sumG = 0f;
            float sumGh = 0f;
            for (int j = 0; j < columns; j++) {
                float g = dy[dyOffset + start + j] * weight[weightOffset + j];
                sumG += g;
                sumGh += g * ((x[xOffset + start + j] - center) * inverse);
            }
            float meanG = sumG / columns;
            float meanGh = sumGh / columns;
            for (int j = 0; j < columns; j++) {
                float g = dy[dyOffset + start + j] * weight[weightOffset + j];
                float h = (x[xOffset + start + j] - center) * inverse;
                dx[dxOffset + start + j] = inverse * (g - meanG - h * meanGh);
            }
        }
    }
}
