package lanewise.backend;

import static lanewise.backend.CpuBuffer.array;
import static lanewise.backend.CpuBuffer.offset;

import lanewise.kernel.BatchNorm;
import lanewise.kernel.Kernels;
import lanewise.kernel.LayerNormParameters;

/** Normalises on the processor: batches shared out by columns, rows by rows. */
final class CpuNormalisations implements NormalisationOperations {

    private final Sharing sharing;

    CpuNormalisations(Sharing sharing) {
        this.sharing = sharing;
    }

    @Override
    public void columnStatistics(int rows, int columns, Buffer x, Buffer mean, Buffer variance) {
        sharing.columns(
                rows,
                columns,
                (from, to) -> BatchNorm.statistics(
                        rows,
                        from,
                        to,
                        array(x),
                        offset(x),
                        columns,
                        array(mean),
                        offset(mean),
                        array(variance),
                        offset(variance)));
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
        // A single row needs no memory beside its own, which serving would have to allocate.
        Buffer scratch = rows == 1 && apart(x, y) ? y : y.allocator().floats(columns);
        sharing.columns(
                rows,
                columns,
                (from, to) -> BatchNorm.forward(
                        rows,
                        columns,
                        from,
                        to,
                        epsilon,
                        array(x),
                        offset(x),
                        array(mean),
                        offset(mean),
                        array(variance),
                        offset(variance),
                        array(weight),
                        offset(weight),
                        array(bias),
                        offset(bias),
                        array(y),
                        offset(y),
                        array(scratch),
                        offset(scratch)));
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
        Buffer scratch = dx.allocator().floats(3 * columns);
        sharing.columns(
                rows,
                columns,
                (from, to) -> BatchNorm.gradient(
                        frozen,
                        rows,
                        columns,
                        from,
                        to,
                        epsilon,
                        array(x),
                        offset(x),
                        array(mean),
                        offset(mean),
                        array(variance),
                        offset(variance),
                        array(weight),
                        offset(weight),
                        array(dy),
                        offset(dy),
                        array(dx),
                        offset(dx),
                        array(dWeight),
                        offset(dWeight),
                        array(dBias),
                        offset(dBias),
                        array(scratch),
                        offset(scratch)));
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
        sharing.units(
                rows,
                columns,
                (from, to) -> Kernels.ROWS.layerNorm(
                        to - from,
                        columns,
                        epsilon,
                        array(x),
                        offset(x) + from * columns,
                        array(weight),
                        offset(weight),
                        array(bias),
                        offset(bias),
                        array(y),
                        offset(y) + from * columns,
                        array(mean),
                        offset(mean) + from,
                        array(inverseDeviation),
                        offset(inverseDeviation) + from));
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
        sharing.units(
                rows,
                columns,
                (from, to) -> Kernels.ROWS.layerNormGradient(
                        to - from,
                        columns,
                        array(x),
                        offset(x) + from * columns,
                        array(weight),
                        offset(weight),
                        array(mean),
                        offset(mean) + from,
                        array(inverseDeviation),
                        offset(inverseDeviation) + from,
                        array(dy),
                        offset(dy) + from * columns,
                        array(dx),
                        offset(dx) + from * columns));
        sharing.columns(
                rows,
                columns,
                (from, to) -> LayerNormParameters.gradient(
                        rows,
                        columns,
                        from,
                        to,
                        array(x),
                        offset(x),
                        array(mean),
                        offset(mean),
                        array(inverseDeviation),
                        offset(inverseDeviation),
                        array(dy),
                        offset(dy),
                        array(dWeight),
                        offset(dWeight),
                        array(dBias),
                        offset(dBias)));
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the same memory
    private static boolean apart(Buffer x, Buffer y) {
        return array(x) != array(y);
    }
}
