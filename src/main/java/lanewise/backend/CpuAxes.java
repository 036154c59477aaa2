package lanewise.backend;

import static lanewise.backend.CpuBuffer.array;
import static lanewise.backend.CpuBuffer.offset;
import static lanewise.backend.CpuIntBuffer.array;
import static lanewise.backend.CpuIntBuffer.offset;

import java.util.Arrays;
import lanewise.kernel.Columns;
import lanewise.kernel.Kernels;

/** Reductions and softmax on the processor, in stretches that do not depend on the number of threads. */
final class CpuAxes implements AxisOperations {

    /** A sum over everything adds up sums of stretches of this length. */
    private static final int STRETCH = 8192;

    private final Sharing sharing;

    CpuAxes(Sharing sharing) {
        this.sharing = sharing;
    }

    @Override
    public void reduce(Reduction reduction, int outer, int length, int inner, Buffer x, Buffer out) {
        if (out.length() == 0) {
            return;
        }
        if (inner > 1) {
            for (int o = 0; o < outer; o++) {
                reduceColumns(reduction, length, inner, x, o * length * inner, out, o * inner);
            }
        } else if (outer == 1) {
            array(out)[offset(out)] = reduceAll(reduction, length, x);
        } else {
            float[] sums = array(out);
            sharing.units(outer, length, (from, to) -> {
                for (int o = from; o < to; o++) {
                    sums[offset(out) + o] = reduce(reduction, length, array(x), offset(x) + o * length);
                }
            });
        }
    }

    private static float reduce(Reduction reduction, int n, float[] x, int offset) {
        if (reduction == Reduction.MAX) {
            return Kernels.REDUCE.max(n, x, offset);
        }
        return reduction == Reduction.SUM
                ? Kernels.REDUCE.sum(n, x, offset)
                : Kernels.REDUCE.sumOfSquares(n, x, offset);
    }

    private void reduceColumns(
            Reduction reduction, int rows, int columns, Buffer x, int xFrom, Buffer out, int outFrom) {
        int xOffset = offset(x) + xFrom;
        int outOffset = offset(out) + outFrom;
        sharing.columns(rows, columns, (from, to) -> {
            if (reduction == Reduction.MAX) {
                Columns.max(rows, from, to, array(x), xOffset, columns, array(out), outOffset);
            } else if (reduction == Reduction.SUM) {
                Columns.sum(rows, from, to, array(x), xOffset, columns, array(out), outOffset);
            } else {
                Columns.sumOfSquares(rows, from, to, array(x), xOffset, columns, array(out), outOffset);
            }
        });
    }

    /** Over stretches of fixed length, their results put together in order: the same bits for any number of threads. */
    private float reduceAll(Reduction reduction, int n, Buffer x) {
        int stretches = (n + STRETCH - 1) / STRETCH;
        if (stretches <= 1) {
            return reduce(reduction, n, array(x), offset(x));
        }
        float[] parts = new float[stretches];
        sharing.units(stretches, STRETCH, (from, to) -> {
            for (int s = from; s < to; s++) {
                int start = s * STRETCH;
                parts[s] = reduce(reduction, Math.min(STRETCH, n - start), array(x), offset(x) + start);
            }
        });
        if (reduction == Reduction.MAX) {
            return Kernels.REDUCE.max(stretches, parts, 0);
        }
        double sum = 0;
        for (float part : parts) {
            sum += part;
        }
        return (float) sum;
    }

    @Override
    public void argmax(int outer, int length, int inner, Buffer x, IntBuffer out) {
        for (int o = 0; o < outer; o++) {
            int xOffset = offset(x) + o * length * inner;
            int outOffset = offset(out) + o * inner;
            if (inner == 1) {
                array(out)[outOffset] = Kernels.REDUCE.argmax(length, array(x), xOffset);
            } else {
                Columns.argmax(length, 0, inner, array(x), xOffset, inner, array(out), outOffset);
            }
        }
    }

    @Override
    public void maxGradient(int outer, int length, int inner, Buffer dy, IntBuffer index, Buffer dx) {
        float[] to = array(dx);
        Arrays.fill(to, offset(dx), offset(dx) + dx.length(), 0f);
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                int at = o * inner + i;
                int row = o * length + array(index)[offset(index) + at];
                to[offset(dx) + row * inner + i] = array(dy)[offset(dy) + at];
            }
        }
    }

    @Override
    public void softmax(boolean logarithm, int rows, int columns, Buffer x, Buffer y) {
        sharing.units(rows, 4L * columns, (from, to) -> {
            int xOffset = offset(x) + from * columns;
            int yOffset = offset(y) + from * columns;
            if (logarithm) {
                Kernels.ROWS.logSoftmax(to - from, columns, array(x), xOffset, array(y), yOffset);
            } else {
                Kernels.ROWS.softmax(to - from, columns, array(x), xOffset, array(y), yOffset);
            }
        });
    }

    @Override
    public void softmaxGradient(boolean logarithm, int rows, int columns, Buffer y, Buffer dy, Buffer dx) {
        sharing.units(rows, 4L * columns, (from, to) -> {
            int yOffset = offset(y) + from * columns;
            int dyOffset = offset(dy) + from * columns;
            int dxOffset = offset(dx) + from * columns;
            if (logarithm) {
                Kernels.ROWS.logSoftmaxGradient(
                        to - from, columns, array(y), yOffset, array(dy), dyOffset, array(dx), dxOffset);
            } else {
                Kernels.ROWS.softmaxGradient(
                        to - from, columns, array(y), yOffset, array(dy), dyOffset, array(dx), dxOffset);
            }
        });
    }
}
