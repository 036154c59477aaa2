package lanewise.kernel;

import java.util.Arrays;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015) of the columns of a matrix without gaps. A call computes the columns
 * {@code fromColumn} to {@code toColumn} (exclusive), whose bits do not depend on that range; parameters and statistics
 * of column j are at their offset plus j. With {@code s = 1 / sqrt(variance + epsilon)} and
 * {@code h = (x - mean) * s}, {@code y = h * weight + bias}.
 */
public final class BatchNorm {

    private BatchNorm() {}

    /** Mean and biased variance of each column, in two passes; x has leading dimension {@code ld}. */
    public static void statistics(
            int rows,
            int fromColumn,
            int toColumn,
            float[] x,
            int xOffset,
            int ld,
            float[] mean,
            int meanOffset,
            float[] variance,
            int varianceOffset) {
        int width = toColumn - fromColumn;
        int means = meanOffset + fromColumn;
        int variances = varianceOffset + fromColumn;
        Columns.sum(rows, fromColumn, toColumn, x, xOffset, ld, mean, meanOffset);
        Kernels.ELEMENT.scale(width, 1f / rows, mean, means, mean, means);
        if (rows > RowBlocks.ONE_BLOCK) {
            RowBlocks.sum(rows, width, variance, variances, (first, count, sums) -> {
                for (int r = first; r < first + count; r++) {
                    Kernels.COLUMN.addSquaredDistances(width, x, xOffset + r * ld + fromColumn, mean, means, sums, 0);
                }
            });
        } else {
            Arrays.fill(variance, variances, variances + width, 0f);
            for (int r = 0; r < rows; r++) {
                Kernels.COLUMN.addSquaredDistances(
                        width, x, xOffset + r * ld + fromColumn, mean, means, variance, variances);
            }
        }
        Kernels.ELEMENT.scale(width, 1f / rows, variance, variances, variance, variances);
    }

    /**
     * {@code y = (x - mean) / sqrt(variance + epsilon) * weight + bias}; y may overwrite x.
     *
     * @param scratch one number for each column of the matrix, of which those of the range are used
     */
    public static void forward(
            int rows,
            int columns,
            int fromColumn,
            int toColumn,
            float epsilon,
            float[] x,
            int xOffset,
            float[] mean,
            int meanOffset,
            float[] variance,
            int varianceOffset,
            float[] weight,
            int weightOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            float[] scratch,
            int scratchOffset) {
        int width = toColumn - fromColumn;
        int scales = scratchOffset + fromColumn;
        scale(
                width,
                epsilon,
                variance,
                varianceOffset + fromColumn,
                weight,
                weightOffset + fromColumn,
                scratch,
                scales);
        for (int r = 0; r < rows; r++) {
            int start = r * columns + fromColumn;
            Kernels.COLUMN.normalize(
                    width,
                    x,
                    xOffset + start,
                    mean,
                    meanOffset + fromColumn,
                    scratch,
                    scales,
                    bias,
                    biasOffset + fromColumn,
                    y,
                    yOffset + start);
        }
    }

    /** {@code weight / sqrt(variance + epsilon)}: once per column, not once per element. */
    private static void scale(
            int n,
            float epsilon,
            float[] variance,
            int varianceOffset,
            float[] weight,
            int weightOffset,
            float[] scale,
            int scaleOffset) {
        for (int j = 0; j < n; j++) {
            scale[scaleOffset + j] =
                    weight[weightOffset + j] / (float) Math.sqrt(variance[varianceOffset + j] + epsilon);
        }
    }

    /**
     * The gradients of {@link #forward}: {@code dWeight = sum(dy * h)}, {@code dBias = sum(dy)} over the rows, and
     * {@code dx = weight * s * (dy - dBias / rows - h * dWeight / rows)} where mean and variance are those of x; with
     * {@code frozen} they are constants and {@code dx = weight * s * dy}. dx may overwrite dy or x.
     *
     * @param scratch three numbers for each column of the matrix, of which those of the range are used
     */
    public static void gradient(
            boolean frozen,
            int rows,
            int columns,
            int fromColumn,
            int toColumn,
            float epsilon,
            float[] x,
            int xOffset,
            float[] mean,
            int meanOffset,
            float[] variance,
            int varianceOffset,
            float[] weight,
            int weightOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset,
            float[] dWeight,
            int dWeightOffset,
            float[] dBias,
            int dBiasOffset,
            float[] scratch,
            int scratchOffset) {
        int width = toColumn - fromColumn;
        int means = meanOffset + fromColumn;
        int dWeights = dWeightOffset + fromColumn;
        int dBiases = dBiasOffset + fromColumn;
        Columns.sum(rows, fromColumn, toColumn, dy, dyOffset, columns, dBias, dBiasOffset);
        if (rows > RowBlocks.ONE_BLOCK) {
            RowBlocks.sum(rows, width, dWeight, dWeights, (first, count, sums) -> {
                for (int r = first; r < first + count; r++) {
                    int start = r * columns + fromColumn;
                    Kernels.COLUMN.addProducts(width, x, xOffset + start, mean, means, dy, dyOffset + start, sums, 0);
                }
            });
        } else {
            Arrays.fill(dWeight, dWeights, dWeights + width, 0f);
            for (int r = 0; r < rows; r++) {
                int start = r * columns + fromColumn;
                Kernels.COLUMN.addProducts(
                        width, x, xOffset + start, mean, means, dy, dyOffset + start, dWeight, dWeights);
            }
        }
        int scales = scratchOffset + fromColumn;
        scale(
                width,
                epsilon,
                variance,
                varianceOffset + fromColumn,
                weight,
                weightOffset + fromColumn,
                scratch,
                scales);
        int slopes = scales + columns;
        int shifts = slopes + columns;
        for (int j = 0; j < width; j++) {
            float inverse = 1f / (float) Math.sqrt(variance[varianceOffset + fromColumn + j] + epsilon);
            dWeight[dWeights + j] *= inverse;
            scratch[slopes + j] = frozen ? 0f : dWeight[dWeights + j] * inverse / rows;
            scratch[shifts + j] = frozen ? 0f : dBias[dBiases + j] / rows;
        }
        for (int r = 0; r < rows; r++) {
            int start = r * columns + fromColumn;
            if (frozen) {
                Kernels.ELEMENT.times(width, scratch, scales, dy, dyOffset + start, dx, dxOffset + start);
            } else {
                Kernels.COLUMN.normalizeGradient(
                        width,
                        x,
                        xOffset + start,
                        mean,
                        means,
                        scratch,
                        scales,
                        scratch,
                        slopes,
                        scratch,
                        shifts,
                        dy,
                        dyOffset + start,
                        dx,
                        dxOffset + start);
            }
        }
    }
}
