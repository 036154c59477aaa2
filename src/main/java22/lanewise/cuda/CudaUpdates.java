package lanewise.cuda;

import lanewise.backend.Buffer;
import lanewise.backend.IntBuffer;
import lanewise.backend.UpdateOperations;

/** Optimizer steps on a card. */
final class CudaUpdates implements UpdateOperations {

    private final Launcher launcher;

    CudaUpdates(Launcher launcher) {
        this.launcher = launcher;
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
        launcher.launch(
                Kernel.SGD,
                parameter.length(),
                parameter.length(),
                rate,
                momentum,
                nesterov,
                coupledDecay,
                keep,
                scale,
                gradient,
                velocity,
                parameter);
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
        launcher.launch(
                Kernel.ADAM,
                parameter.length(),
                parameter.length(),
                step,
                beta1,
                beta2,
                inverseRoot,
                epsilon,
                coupledDecay,
                keep,
                scale,
                gradient,
                mean,
                square,
                parameter);
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
        launcher.launch(
                Kernel.ADAM_ROWS,
                (long) ids.length() * columns,
                ids.length(),
                columns,
                ids,
                step,
                beta1,
                beta2,
                inverseRoot,
                epsilon,
                keep,
                gradientRows,
                mean,
                square,
                parameter);
    }

    @Override
    public void settleRows(
            int columns, IntBuffer ids, Buffer coefficients, Buffer mean, Buffer square, Buffer parameter) {
        launcher.launch(
                Kernel.SETTLE_ROWS,
                (long) ids.length() * columns,
                ids.length(),
                columns,
                ids,
                coefficients,
                mean,
                square,
                parameter);
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
        launcher.launch(
                Kernel.RMS_PROP,
                parameter.length(),
                parameter.length(),
                rate,
                alpha,
                momentum,
                centered,
                epsilon,
                coupledDecay,
                keep,
                scale,
                gradient,
                mean,
                square,
                velocity,
                parameter);
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
        launcher.launch(
                Kernel.ADAGRAD,
                parameter.length(),
                parameter.length(),
                rate,
                epsilon,
                coupledDecay,
                keep,
                scale,
                gradient,
                sum,
                parameter);
    }

    @Override
    public void adagradRows(
            int columns, IntBuffer ids, float rate, float epsilon, Buffer gradientRows, Buffer sum, Buffer parameter) {
        launcher.launch(
                Kernel.ADAGRAD_ROWS,
                (long) ids.length() * columns,
                ids.length(),
                columns,
                ids,
                rate,
                epsilon,
                gradientRows,
                sum,
                parameter);
    }
}
