package lanewise.backend;

import static lanewise.backend.CpuBuffer.array;
import static lanewise.backend.CpuBuffer.offset;
import static lanewise.backend.CpuIntBuffer.array;
import static lanewise.backend.CpuIntBuffer.offset;

import lanewise.kernel.BinaryCrossEntropy;
import lanewise.kernel.CrossEntropy;

/** Losses on the processor. */
final class CpuLosses implements LossOperations {

    private final Sharing sharing;

    CpuLosses(Sharing sharing) {
        this.sharing = sharing;
    }

    @Override
    public void crossEntropy(
            int rows, int columns, Buffer logits, IntBuffer targets, Buffer losses, Buffer probabilities) {
        CpuIntBuffer.requireBelow(columns, targets, "crossEntropy", "class");
        sharing.units(
                rows,
                4L * columns,
                (from, to) -> CrossEntropy.forward(
                        to - from,
                        columns,
                        array(logits),
                        offset(logits) + from * columns,
                        array(targets),
                        offset(targets) + from,
                        array(losses),
                        offset(losses) + from,
                        array(probabilities),
                        offset(probabilities) + from * columns));
    }

    @Override
    public void crossEntropyGradient(
            int rows, int columns, Buffer probabilities, IntBuffer targets, float factor, Buffer dy, Buffer dx) {
        float scale = factor * array(dy)[offset(dy)];
        sharing.units(
                rows,
                columns,
                (from, to) -> CrossEntropy.gradient(
                        to - from,
                        columns,
                        array(probabilities),
                        offset(probabilities) + from * columns,
                        array(targets),
                        offset(targets) + from,
                        scale,
                        array(dx),
                        offset(dx) + from * columns));
    }

    @Override
    public void binaryCrossEntropy(Buffer logits, Buffer targets, Buffer losses) {
        sharing.elements(
                logits.length(),
                (from, n) -> BinaryCrossEntropy.forward(
                        n,
                        array(logits),
                        offset(logits) + from,
                        array(targets),
                        offset(targets) + from,
                        array(losses),
                        offset(losses) + from));
    }

    @Override
    public void binaryCrossEntropyGradient(Buffer logits, Buffer targets, float factor, Buffer dy, Buffer dx) {
        float scale = factor * array(dy)[offset(dy)];
        sharing.elements(
                logits.length(),
                (from, n) -> BinaryCrossEntropy.gradient(
                        n,
                        array(logits),
                        offset(logits) + from,
                        array(targets),
                        offset(targets) + from,
                        scale,
                        array(dx),
                        offset(dx) + from));
    }
}
