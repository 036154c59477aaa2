package lanewise.cuda;

import lanewise.backend.AxisOperations;
import lanewise.backend.Buffer;
import lanewise.backend.IntBuffer;
import lanewise.backend.Reduction;

/** Reductions and softmax on a card. What is long is reduced in parts, and those again, as often as it takes. */
final class CudaAxes implements AxisOperations {

    private final Card card;
    private final Launcher launcher;

    CudaAxes(Card card) {
        this.card = card;
        launcher = card.launcher();
    }

    @Override
    public void reduce(Reduction reduction, int outer, int length, int inner, Buffer x, Buffer out) {
        if (out.length() == 0) {
            return;
        }
        int chunk = inner == 1 ? Kernel.ROW_CHUNK : Kernel.COLUMN_CHUNK;
        synchronized (card) {
            long parts = Kernel.parts(length, chunk);
            long[] places = {0, 0};
            if (parts > 1) {
                long first = parts * outer * inner;
                places[0] = launcher.scratch(first + Kernel.parts(parts, chunk) * outer * inner);
                places[1] = places[0] + first * Float.BYTES;
            }
            Reduction current = reduction;
            Object from = x;
            long left = length;
            for (int pass = 0; ; pass++) {
                Object to = parts == 1 ? out : places[pass & 1];
                if (inner == 1) {
                    launcher.launch(Kernel.REDUCE_ROWS, outer * parts, current, outer, (int) left, from, to);
                } else {
                    long blocks = outer * parts * Kernel.tiles(inner);
                    launcher.launch(Kernel.REDUCE_COLUMNS, blocks, current, outer, (int) left, inner, from, to);
                }
                if (parts == 1) {
                    return;
                }
                // The parts of a sum of squares are to be added up.
                current = reduction == Reduction.MAX ? Reduction.MAX : Reduction.SUM;
                from = to;
                left = parts;
                parts = Kernel.parts(parts, chunk);
            }
        }
    }

    @Override
    public void argmax(int outer, int length, int inner, Buffer x, IntBuffer out) {
        CudaIntBuffer index = launcher.own(out);
        index.host().overwritten(index.offset());
        if (inner == 1) {
            launcher.launch(Kernel.ARGMAX_ROWS, outer, outer, length, x, out);
        } else {
            launcher.launch(Kernel.ARGMAX_COLUMNS, (long) outer * inner, outer, length, inner, x, out);
        }
    }

    @Override
    public void maxGradient(int outer, int length, int inner, Buffer dy, IntBuffer index, Buffer dx) {
        long count = (long) outer * length * inner;
        launcher.launch(Kernel.MAX_GRADIENT, count, outer, length, inner, dy, index, dx);
    }

    @Override
    public void softmax(boolean logarithm, int rows, int columns, Buffer x, Buffer y) {
        launcher.launch(Kernel.SOFTMAX, rows, logarithm, rows, columns, x, y);
    }

    @Override
    public void softmaxGradient(boolean logarithm, int rows, int columns, Buffer y, Buffer dy, Buffer dx) {
        launcher.launch(Kernel.SOFTMAX_GRADIENT, rows, logarithm, rows, columns, y, dy, dx);
    }
}
