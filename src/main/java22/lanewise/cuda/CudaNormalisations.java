package lanewise.cuda;

import lanewise.backend.Buffer;
import lanewise.backend.NormalisationOperations;

/** Normalises on a card. Sums over a batch are taken in parts, then over the parts. */
final class CudaNormalisations implements NormalisationOperations {

    private final Card card;
    private final Launcher launcher;

    CudaNormalisations(Card card) {
        this.card = card;
        launcher = card.launcher();
    }

    private static long parts(int rows) {
        return Kernel.parts(rows, Kernel.COLUMN_CHUNK);
    }

    private static long blocks(int rows, int columns) {
        return parts(rows) * Kernel.tiles(columns);
    }

    /** Two sums for each part and column. */
    private long partialSums(int rows, int columns) {
        return launcher.scratch(2 * parts(rows) * columns);
    }

    @Override
    public void columnStatistics(int rows, int columns, Buffer x, Buffer mean, Buffer variance) {
        synchronized (card) {
            long partial = partialSums(rows, columns);
            launcher.launch(Kernel.COLUMN_STATISTICS_1, blocks(rows, columns), rows, columns, x, partial);
            launcher.launch(Kernel.COLUMN_STATISTICS_2, Kernel.tiles(columns), rows, columns, partial, mean, variance);
        }
    }

    @Override
    public void batchNorm(
            int rows,
            int columns,
            float epsilon,
            Buffer x,
            Buffer mean,
            Buffer variance,
            Buffer weight,
            Buffer bias,
            Buffer y) {
        launcher.launch(
                Kernel.BATCH_NORM, blocks(rows, columns), rows, columns, epsilon, x, mean, variance, weight, bias, y);
    }

    @Override
    public void batchNormGradient(
            boolean frozen,
            int rows,
            int columns,
            float epsilon,
            Buffer x,
            Buffer mean,
            Buffer variance,
            Buffer weight,
            Buffer dy,
            Buffer dx,
            Buffer dWeight,
            Buffer dBias) {
        synchronized (card) {
            long partial = partialSums(rows, columns);
            long blocks = blocks(rows, columns);
            launcher.launch(Kernel.BATCH_NORM_GRADIENT_1, blocks, rows, columns, x, mean, dy, partial);
            launcher.launch(
                    Kernel.BATCH_NORM_GRADIENT_2,
                    Kernel.tiles(columns),
                    rows,
                    columns,
                    epsilon,
                    variance,
                    partial,
                    dWeight,
                    dBias);
            launcher.launch(
                    Kernel.BATCH_NORM_GRADIENT_3,
                    blocks,
                    frozen,
                    rows,
                    columns,
                    epsilon,
                    x,
                    mean,
                    variance,
                    weight,
                    dy,
                    dWeight,
                    dBias,
                    dx);
        }
    }

    @Override
    public void layerNorm(
            int rows,
            int columns,
            float epsilon,
            Buffer x,
            Buffer weight,
            Buffer bias,
            Buffer y,
            Buffer mean,
            Buffer inverseDeviation) {
        launcher.launch(Kernel.LAYER_NORM, rows, rows, columns, epsilon, x, weight, bias, y, mean, inverseDeviation);
    }

    @Override
    public void layerNormGradient(
            int rows,
            int columns,
            Buffer x,
            Buffer weight,
            Buffer mean,
            Buffer inverseDeviation,
            Buffer dy,
            Buffer dx,
            Buffer dWeight,
            Buffer dBias) {
        synchronized (card) {
            long partial = partialSums(rows, columns);
            launcher.launch(
                    Kernel.LAYER_NORM_GRADIENT_1,
                    blocks(rows, columns),
                    rows,
                    columns,
                    x,
                    mean,
                    inverseDeviation,
                    dy,
                    partial);
            launcher.launch(
                    Kernel.LAYER_NORM_GRADIENT_2, Kernel.tiles(columns), rows, columns, partial, dWeight, dBias);
            launcher.launch(
                    Kernel.LAYER_NORM_GRADIENT_3, rows, rows, columns, x, weight, mean, inverseDeviation, dy, dx);
        }
    }
}
