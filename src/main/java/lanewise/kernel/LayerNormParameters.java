package lanewise.kernel;

import java.util.Arrays;

/** The gradients of weight and bias of a layer norm, which run down the columns and not along the rows. */
public final class LayerNormParameters {

    private LayerNormParameters() {}

    /**
     * {@code dWeight[j]} is the sum over the rows of {@code dy * (x - mean) * inverseDeviation} and {@code dBias[j]} that of
     * dy, for the columns {@code fromColumn} to {@code toColumn} (exclusive), whose bits do not depend on that range.
     */
    public static void gradient(
            int rows,
            int columns,
            int fromColumn,
            int toColumn,
            float[] x,
            int xOffset,
            float[] mean,
            int meanOffset,
            float[] inverseDeviation,
            int inverseDeviationOffset,
            float[] dy,
            int dyOffset,
            float[] dWeight,
            int dWeightOffset,
            float[] dBias,
            int dBiasOffset) {
        Columns.sum(rows, fromColumn, toColumn, dy, dyOffset, columns, dBias, dBiasOffset);
        if (rows > RowBlocks.ONE_BLOCK) {
            RowBlocks.sum(rows, toColumn - fromColumn, dWeight, dWeightOffset + fromColumn, (first, count, sums) -> {
                for (int r = first; r < first + count; r++) {
                    int start = r * columns + fromColumn;
                    Kernels.COLUMN.addScaledProducts(
                            toColumn - fromColumn,
                            mean[meanOffset + r],
                            inverseDeviation[inverseDeviationOffset + r],
                            x,
                            xOffset + start,
                            dy,
                            dyOffset + start,
                            sums,
                            0);
                }
            });
        } else {
            Arrays.fill(dWeight, dWeightOffset + fromColumn, dWeightOffset + toColumn, 0f);
            for (int r = 0; r < rows; r++) {
                int start = r * columns + fromColumn;
                Kernels.COLUMN.addScaledProducts(
                        toColumn - fromColumn,
                        mean[meanOffset + r],
                        inverseDeviation[inverseDeviationOffset + r],
                        x,
                        xOffset + start,
                        dy,
                        dyOffset + start,
                        dWeight,
                        dWeightOffset + fromColumn);
            }
        }
    }
}
