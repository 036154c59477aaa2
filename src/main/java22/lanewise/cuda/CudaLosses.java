package lanewise.cuda;

import lanewise.backend.Buffer;
import lanewise.backend.IntBuffer;
import lanewise.backend.LossOperations;

/** Losses on a card. The gradient of the mean is read where it lies. */
final class CudaLosses implements LossOperations {

    private final CudaBackend backend;
    private final Launcher launcher;

    CudaLosses(CudaBackend backend, Launcher launcher) {
        this.backend = backend;
        this.launcher = launcher;
    }

    @Override
    public void crossEntropy(
            int rows, int columns, Buffer logits, IntBuffer targets, Buffer losses, Buffer probabilities) {
        backend.requireBelow(columns, targets, "crossEntropy", "class");
        launcher.launch(Kernel.CROSS_ENTROPY, rows, rows, columns, logits, targets, losses, probabilities);
    }

    @Override
    public void crossEntropyGradient(
            int rows, int columns, Buffer probabilities, IntBuffer targets, float factor, Buffer dy, Buffer dx) {
        launcher.launch(
                Kernel.CROSS_ENTROPY_GRADIENT,
                (long) rows * columns,
                rows,
                columns,
                probabilities,
                targets,
                factor,
                dy,
                dx);
    }

    @Override
    public void binaryCrossEntropy(Buffer logits, Buffer targets, Buffer losses) {
        launcher.launch(Kernel.BINARY_CROSS_ENTROPY, logits.length(), logits.length(), logits, targets, losses);
    }

    @Override
    public void binaryCrossEntropyGradient(Buffer logits, Buffer targets, float factor, Buffer dy, Buffer dx) {
        launcher.launch(
                Kernel.BINARY_CROSS_ENTROPY_GRADIENT,
                logits.length(),
                logits.length(),
                logits,
                targets,
                factor,
                dy,
                dx);
    }
}
