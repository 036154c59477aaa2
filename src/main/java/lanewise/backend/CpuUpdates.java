package lanewise.backend;

import static lanewise.backend.CpuBuffer.array;
import static lanewise.backend.CpuBuffer.offset;
import static lanewise.backend.CpuIntBuffer.array;
import static lanewise.backend.CpuIntBuffer.offset;

import lanewise.kernel.Kernels;
import lanewise.kernel.UpdateKernels;

/** Optimizer steps on the processor. */
final class CpuUpdates implements UpdateOperations {

    private final Sharing sharing;

    CpuUpdates(Sharing sharing) {
        this.sharing = sharing;
    }

    @Override
    public void sgd(
            float rate,
            float momentum,
            boolean nesterov,
            float coupledDecay,
            float keep,
            float scale,
            Buffer gradient,
            Buffer velocity,
            Buffer parameter) {
        sharing.elements(
                parameter.length(),
                (from, n) -> Kernels.UPDATE.sgd(
                        n,
                        rate,
                        momentum,
                        nesterov,
                        coupledDecay,
                        keep,
                        scale,
                        array(gradient),
                        offset(gradient) + from,
                        array(velocity),
                        offset(velocity) + from,
                        array(parameter),
                        offset(parameter) + from));
    }

    @Override
    public void adam(
            float step,
            float beta1,
            float beta2,
            float inverseRoot,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            Buffer gradient,
            Buffer mean,
            Buffer square,
            Buffer parameter) {
        sharing.elements(
                parameter.length(),
                (from, n) -> Kernels.UPDATE.adam(
                        n,
                        step,
                        beta1,
                        beta2,
                        inverseRoot,
                        epsilon,
                        coupledDecay,
                        keep,
                        scale,
                        array(gradient),
                        offset(gradient) + from,
                        array(mean),
                        offset(mean) + from,
                        array(square),
                        offset(square) + from,
                        array(parameter),
                        offset(parameter) + from));
    }

    @Override
    public void adamRows(
            int columns,
            IntBuffer ids,
            float step,
            float beta1,
            float beta2,
            float inverseRoot,
            float epsilon,
            float keep,
            Buffer gradientRows,
            Buffer mean,
            Buffer square,
            Buffer parameter) {
        sharing.units(
                ids.length(),
                columns,
                (from, to) -> Kernels.UPDATE.adamRows(
                        to - from,
                        columns,
                        step,
                        beta1,
                        beta2,
                        inverseRoot,
                        epsilon,
                        keep,
                        array(ids),
                        offset(ids) + from,
                        array(gradientRows),
                        offset(gradientRows) + from * columns,
                        array(mean),
                        offset(mean),
                        array(square),
                        offset(square),
                        array(parameter),
                        offset(parameter)));
    }

    @Override
    public void settleRows(
            int columns, IntBuffer ids, Buffer coefficients, Buffer mean, Buffer square, Buffer parameter) {
        sharing.units(
                ids.length(),
                columns,
                (from, to) -> Kernels.UPDATE.settleRows(
                        to - from,
                        columns,
                        array(ids),
                        offset(ids) + from,
                        array(coefficients),
                        offset(coefficients) + from * UpdateKernels.SETTLE_COEFFICIENTS,
                        array(mean),
                        offset(mean),
                        array(square),
                        offset(square),
                        array(parameter),
                        offset(parameter)));
    }

    @Override
    public void rmsProp(
            float rate,
            float alpha,
            float momentum,
            boolean centered,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            Buffer gradient,
            Buffer mean,
            Buffer square,
            Buffer velocity,
            Buffer parameter) {
        sharing.elements(
                parameter.length(),
                (from, n) -> Kernels.UPDATE.rmsProp(
                        n,
                        rate,
                        alpha,
                        momentum,
                        centered,
                        epsilon,
                        coupledDecay,
                        keep,
                        scale,
                        array(gradient),
                        offset(gradient) + from,
                        array(mean),
                        offset(mean) + from,
                        array(square),
                        offset(square) + from,
                        array(velocity),
                        offset(velocity) + from,
                        array(parameter),
                        offset(parameter) + from));
    }

    @Override
    public void adagrad(
            float rate,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            Buffer gradient,
            Buffer sum,
            Buffer parameter) {
        sharing.elements(
                parameter.length(),
                (from, n) -> Kernels.UPDATE.adagrad(
                        n,
                        rate,
                        epsilon,
                        coupledDecay,
                        keep,
                        scale,
                        array(gradient),
                        offset(gradient) + from,
                        array(sum),
                        offset(sum) + from,
                        array(parameter),
                        offset(parameter) + from));
    }

    @Override
    public void adagradRows(
            int columns, IntBuffer ids, float rate, float epsilon, Buffer gradientRows, Buffer sum, Buffer parameter) {
        sharing.units(ids.length(), columns, (from, to) -> {
            for (int i = from; i < to; i++) {
                int row = array(ids)[offset(ids) + i] * columns;
                Kernels.UPDATE.adagrad(
                        columns,
                        rate,
                        epsilon,
                        0,
                        1,
                        1,
                        array(gradientRows),
                        offset(gradientRows) + i * columns,
                        array(sum),
                        offset(sum) + row,
                        array(parameter),
                        offset(parameter) + row);
            }
        });
    }
}
