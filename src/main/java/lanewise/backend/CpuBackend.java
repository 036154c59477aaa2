package lanewise.backend;

import static lanewise.backend.CpuBuffer.array;
import static lanewise.backend.CpuBuffer.offset;
import static lanewise.backend.CpuIntBuffer.array;
import static lanewise.backend.CpuIntBuffer.offset;

import java.util.Arrays;
import lanewise.kernel.BatchNorm;
import lanewise.kernel.BinaryCrossEntropy;
import lanewise.kernel.BinaryFunction;
import lanewise.kernel.Columns;
import lanewise.kernel.CrossEntropy;
import lanewise.kernel.Dropout;
import lanewise.kernel.Elementwise;
import lanewise.kernel.Kernels;
import lanewise.kernel.LayerNormParameters;
import lanewise.kernel.RowTable;
import lanewise.kernel.UnaryFunction;
import lanewise.kernel.UpdateKernels;
import org.jspecify.annotations.Nullable;

/** The processor: unwraps buffers to arrays and shares the output of a kernel out over the threads. */
final class CpuBackend implements Backend {

    /** What an element of a recurrent cell costs, in elements touched: its gates are several, and exponentials. */
    private static final long WORK_PER_GATE = 32;

    /** A sum over everything adds up sums of stretches of this length. */
    private static final int STRETCH = 8192;

    private final CpuHeap heap = new CpuHeap(this);
    private final RowIndex rowIndex = new RowIndex();
    private final Sharing sharing;
    private final Products products;

    CpuBackend(int threads) {
        sharing = new Sharing(threads);
        products = new Products(sharing);
    }

    @Override
    public Allocator heap() {
        return heap;
    }

    @Override
    public Scope scope() {
        return new CpuScope(this);
    }

    @Override
    public String describe() {
        int threads = sharing.threads();
        return "cpu, " + threads + (threads == 1 ? " thread, " : " threads, ") + Kernels.REASON;
    }

    // Moving numbers

    @Override
    public void upload(float[] source, int sourceOffset, Buffer target) {
        System.arraycopy(source, sourceOffset, array(target), offset(target), target.length());
    }

    @Override
    public void upload(int[] source, int sourceOffset, IntBuffer target) {
        System.arraycopy(source, sourceOffset, array(target), offset(target), target.length());
    }

    @Override
    public void download(Buffer source, float[] target, int targetOffset) {
        System.arraycopy(array(source), offset(source), target, targetOffset, source.length());
    }

    @Override
    public void download(IntBuffer source, int[] target, int targetOffset) {
        System.arraycopy(array(source), offset(source), target, targetOffset, source.length());
    }

    @Override
    public void fill(Buffer target, float value) {
        Arrays.fill(array(target), offset(target), offset(target) + target.length(), value);
    }

    @Override
    public void copy(Buffer source, Buffer target) {
        System.arraycopy(array(source), offset(source), array(target), offset(target), source.length());
    }

    @Override
    public void copyRectangle(int rows, int columns, Buffer source, int sourceStride, Buffer target, int targetStride) {
        RowTable.copyRectangle(
                rows,
                columns,
                array(source),
                offset(source),
                sourceStride,
                array(target),
                offset(target),
                targetStride);
    }

    @Override
    public void transpose(int rows, int columns, Buffer x, Buffer y) {
        RowTable.transpose(rows, columns, array(x), offset(x), array(y), offset(y));
    }

    @Override
    public void gather(int rows, int columns, Buffer table, IntBuffer ids, Buffer out) {
        CpuIntBuffer.requireBelow(rows, ids, "gather", "row");
        sharing.units(
                ids.length(),
                columns,
                (from, to) -> RowTable.gather(
                        to - from,
                        columns,
                        array(table),
                        offset(table),
                        array(ids),
                        offset(ids) + from,
                        array(out),
                        offset(out) + from * columns));
    }

    @Override
    public void scatterAdd(int columns, IntBuffer ids, Buffer rows, Buffer table) {
        RowTable.scatterAdd(
                ids.length(), columns, array(ids), offset(ids), array(rows), offset(rows), array(table), offset(table));
    }

    @Override
    public void scatterAddScaled(int columns, IntBuffer ids, Buffer factors, Buffer rows, Buffer table) {
        RowTable.scatterAddScaled(
                ids.length(),
                columns,
                array(ids),
                offset(ids),
                array(factors),
                offset(factors),
                array(rows),
                offset(rows),
                array(table),
                offset(table));
    }

    @Override
    public int number(IntBuffer ids, IntBuffer numbers, IntBuffer distinct) {
        return rowIndex.number(
                ids.length(),
                array(ids),
                offset(ids),
                array(numbers),
                offset(numbers),
                array(distinct),
                offset(distinct));
    }

    // Element by element

    @Override
    public void unary(UnaryFunction f, float parameter, Buffer x, Buffer y) {
        sharing.elements(
                x.length(),
                (from, n) ->
                        Elementwise.unary(f, parameter, n, array(x), offset(x) + from, array(y), offset(y) + from));
    }

    @Override
    public void unaryGradient(UnaryFunction f, float parameter, Buffer x, Buffer y, Buffer dy, Buffer dx) {
        sharing.elements(
                dy.length(),
                (from, n) -> Elementwise.unaryGradient(
                        f,
                        parameter,
                        n,
                        array(x),
                        offset(x) + from,
                        array(y),
                        offset(y) + from,
                        array(dy),
                        offset(dy) + from,
                        array(dx),
                        offset(dx) + from));
    }

    @Override
    public void affine(float scale, float shift, Buffer x, Buffer y) {
        sharing.elements(
                x.length(),
                (from, n) ->
                        Elementwise.affine(n, scale, shift, array(x), offset(x) + from, array(y), offset(y) + from));
    }

    @Override
    public void axpby(float alpha, Buffer x, float beta, Buffer y) {
        if (beta != 1) {
            affine(beta, 0, y, y);
        }
        sharing.elements(
                x.length(),
                (from, n) -> Kernels.MATRIX.axpy(n, alpha, array(x), offset(x) + from, array(y), offset(y) + from));
    }

    @Override
    public void binary(
            BinaryFunction f,
            int rows,
            int columns,
            Buffer a,
            int aRowStride,
            int aColumnStride,
            Buffer b,
            int bRowStride,
            int bColumnStride,
            Buffer out) {
        // Equal shapes come as a single row, which is then shared out along its columns.
        if (rows == 1) {
            sharing.elements(
                    columns,
                    (from, n) -> Elementwise.binary(
                            f,
                            1,
                            n,
                            array(a),
                            offset(a) + from * aColumnStride,
                            aRowStride,
                            aColumnStride,
                            array(b),
                            offset(b) + from * bColumnStride,
                            bRowStride,
                            bColumnStride,
                            array(out),
                            offset(out) + from));
            return;
        }
        sharing.units(
                rows,
                columns,
                (from, to) -> Elementwise.binary(
                        f,
                        to - from,
                        columns,
                        array(a),
                        offset(a) + from * aRowStride,
                        aRowStride,
                        aColumnStride,
                        array(b),
                        offset(b) + from * bRowStride,
                        bRowStride,
                        bColumnStride,
                        array(out),
                        offset(out) + from * columns));
    }

    @Override
    public void dropout(float p, long key, long first, Buffer x, Buffer y) {
        sharing.elements(
                x.length(),
                (from, n) ->
                        Dropout.apply(n, p, key, first + from, array(x), offset(x) + from, array(y), offset(y) + from));
    }

    // Along an axis

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
        return switch (reduction) {
            case SUM -> Kernels.REDUCE.sum(n, x, offset);
            case SUM_OF_SQUARES -> Kernels.REDUCE.sumOfSquares(n, x, offset);
            case MAX -> Kernels.REDUCE.max(n, x, offset);
        };
    }

    private void reduceColumns(
            Reduction reduction, int rows, int columns, Buffer x, int xFrom, Buffer out, int outFrom) {
        int xOffset = offset(x) + xFrom;
        int outOffset = offset(out) + outFrom;
        sharing.columns(rows, columns, (from, to) -> {
            switch (reduction) {
                case SUM -> Columns.sum(rows, from, to, array(x), xOffset, columns, array(out), outOffset);
                case SUM_OF_SQUARES ->
                    Columns.sumOfSquares(rows, from, to, array(x), xOffset, columns, array(out), outOffset);
                case MAX -> Columns.max(rows, from, to, array(x), xOffset, columns, array(out), outOffset);
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
        fill(dx, 0);
        float[] to = array(dx);
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                int at = o * inner + i;
                int row = o * length + array(index)[offset(index) + at];
                to[offset(dx) + row * inner + i] = array(dy)[offset(dy) + at];
            }
        }
    }

    @Override
    public void rowDot(int rows, int columns, Buffer x, Buffer y, Buffer out) {
        sharing.units(
                rows,
                columns,
                (from, to) -> Kernels.ROWS.dot(
                        to - from,
                        columns,
                        array(x),
                        offset(x) + from * columns,
                        array(y),
                        offset(y) + from * columns,
                        array(out),
                        offset(out) + from));
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

    // Layers

    @Override
    public void gemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float alpha,
            Buffer a,
            Buffer b,
            float beta,
            Buffer c) {
        products.gemm(transposeA, transposeB, m, n, k, alpha, a, b, beta, c);
    }

    @Override
    public Factor factor(boolean transposeB, int n, int k, Buffer b, int uses) {
        return new KeptFactor(products, transposeB, n, k, b, uses > 1);
    }

    @Override
    public void biasActivation(int rows, int columns, UnaryFunction f, float parameter, Buffer bias, Buffer z) {
        if (rows == 1) { // Not worth a lambda, whose first use in a process takes milliseconds.
            Elementwise.biasActivation(1, columns, f, parameter, array(z), offset(z), array(bias), offset(bias));
            return;
        }
        sharing.units(
                rows,
                columns,
                (from, to) -> Elementwise.biasActivation(
                        to - from,
                        columns,
                        f,
                        parameter,
                        array(z),
                        offset(z) + from * columns,
                        array(bias),
                        offset(bias)));
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

    // Recurrent cells

    /** Rows that are all under way, or all ended, at a time step. */
    private interface Rows {
        void run(boolean active, int from, int to);
    }

    /** Shares the sequences of a batch out, in runs that are alike. */
    private void shareSequences(int rows, long workPerRow, @Nullable IntBuffer lengths, int time, Rows part) {
        if (lengths == null) {
            sharing.units(rows, workPerRow, (from, to) -> part.run(true, from, to));
            return;
        }
        int[] length = array(lengths);
        int start = offset(lengths);
        sharing.units(rows, workPerRow, (from, to) -> {
            int first = from;
            while (first < to) {
                boolean active = length[start + first] > time;
                int next = first + 1;
                while (next < to && length[start + next] > time == active) {
                    next++;
                }
                part.run(active, first, next);
                first = next;
            }
        });
    }

    private static void copyRows(int from, int to, int columns, Buffer source, Buffer target) {
        System.arraycopy(
                array(source),
                offset(source) + from * columns,
                array(target),
                offset(target) + from * columns,
                (to - from) * columns);
    }

    private static void addRows(int from, int to, int columns, Buffer x, Buffer sum) {
        Kernels.MATRIX.axpy(
                (to - from) * columns,
                1,
                array(x),
                offset(x) + from * columns,
                array(sum),
                offset(sum) + from * columns);
    }

    private static void fillRows(int from, int to, int columns, Buffer target) {
        Arrays.fill(array(target), offset(target) + from * columns, offset(target) + to * columns, 0f);
    }

    @Override
    public void rnn(
            boolean relu,
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer bias,
            Buffer z,
            Buffer before,
            Buffer h) {
        shareSequences(rows, WORK_PER_GATE * columns, lengths, time, (active, from, to) -> {
            if (active) {
                Kernels.GATES.rnn(
                        relu,
                        to - from,
                        columns,
                        array(bias),
                        offset(bias),
                        array(z),
                        offset(z) + from * columns,
                        array(h),
                        offset(h) + from * columns);
            } else {
                copyRows(from, to, columns, before, h);
            }
        });
    }

    @Override
    public void rnnGradient(
            boolean relu,
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer h,
            Buffer dh,
            Buffer carry,
            Buffer dz) {
        shareSequences(rows, WORK_PER_GATE * columns, lengths, time, (active, from, to) -> {
            if (active) {
                Kernels.GATES.rnnGradient(
                        relu,
                        to - from,
                        columns,
                        array(h),
                        offset(h) + from * columns,
                        array(dh),
                        offset(dh) + from * columns,
                        array(carry),
                        offset(carry) + from * columns,
                        array(dz),
                        offset(dz) + from * columns);
                fillRows(from, to, columns, carry);
            } else {
                addRows(from, to, columns, dh, carry);
                fillRows(from, to, columns, dz);
            }
        });
    }

    @Override
    public void gru(
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer bias,
            Buffer gates,
            Buffer hidden,
            Buffer before,
            Buffer h) {
        shareSequences(rows, WORK_PER_GATE * columns, lengths, time, (active, from, to) -> {
            if (active) {
                Kernels.GATES.gru(
                        to - from,
                        columns,
                        array(bias),
                        offset(bias),
                        array(gates),
                        offset(gates) + from * 3 * columns,
                        array(hidden),
                        offset(hidden) + from * 3 * columns,
                        array(before),
                        offset(before) + from * columns,
                        array(h),
                        offset(h) + from * columns);
            } else {
                copyRows(from, to, columns, before, h);
            }
        });
    }

    @Override
    public void gruGradient(
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer gates,
            Buffer hidden,
            Buffer before,
            Buffer dh,
            Buffer carry,
            Buffer dGates,
            Buffer dHidden) {
        shareSequences(rows, WORK_PER_GATE * columns, lengths, time, (active, from, to) -> {
            if (active) {
                Kernels.GATES.gruGradient(
                        to - from,
                        columns,
                        array(gates),
                        offset(gates) + from * 3 * columns,
                        array(hidden),
                        offset(hidden) + from * 3 * columns,
                        array(before),
                        offset(before) + from * columns,
                        array(dh),
                        offset(dh) + from * columns,
                        array(carry),
                        offset(carry) + from * columns,
                        array(dGates),
                        offset(dGates) + from * 3 * columns,
                        array(dHidden),
                        offset(dHidden) + from * 3 * columns);
            } else {
                addRows(from, to, columns, dh, carry);
                fillRows(from, to, 3 * columns, dGates);
                fillRows(from, to, 3 * columns, dHidden);
            }
        });
    }

    @Override
    public void lstm(
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer bias,
            Buffer gates,
            Buffer hBefore,
            Buffer cBefore,
            Buffer h,
            Buffer c,
            Buffer tanh) {
        shareSequences(rows, WORK_PER_GATE * columns, lengths, time, (active, from, to) -> {
            if (active) {
                Kernels.GATES.lstm(
                        to - from,
                        columns,
                        array(bias),
                        offset(bias),
                        array(gates),
                        offset(gates) + from * 4 * columns,
                        array(cBefore),
                        offset(cBefore) + from * columns,
                        array(c),
                        offset(c) + from * columns,
                        array(tanh),
                        offset(tanh) + from * columns,
                        array(h),
                        offset(h) + from * columns);
            } else {
                copyRows(from, to, columns, hBefore, h);
                copyRows(from, to, columns, cBefore, c);
            }
        });
    }

    @Override
    public void lstmGradient(
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer gates,
            Buffer cBefore,
            Buffer tanh,
            Buffer dh,
            Buffer carry,
            Buffer dc,
            Buffer dz) {
        shareSequences(rows, WORK_PER_GATE * columns, lengths, time, (active, from, to) -> {
            if (active) {
                Kernels.GATES.lstmGradient(
                        to - from,
                        columns,
                        array(gates),
                        offset(gates) + from * 4 * columns,
                        array(cBefore),
                        offset(cBefore) + from * columns,
                        array(tanh),
                        offset(tanh) + from * columns,
                        array(dh),
                        offset(dh) + from * columns,
                        array(carry),
                        offset(carry) + from * columns,
                        array(dc),
                        offset(dc) + from * columns,
                        array(dz),
                        offset(dz) + from * 4 * columns);
                fillRows(from, to, columns, carry);
            } else {
                addRows(from, to, columns, dh, carry);
                fillRows(from, to, 4 * columns, dz);
            }
        });
    }

    // Losses

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

    // Optimizer steps

    @Override
    public void sgd(
            float rate,
            float momentum,
            boolean nesterov,
            float coupledDecay,
            float keep,
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
            float rate, float epsilon, float coupledDecay, float keep, Buffer gradient, Buffer sum, Buffer parameter) {
        sharing.elements(
                parameter.length(),
                (from, n) -> Kernels.UPDATE.adagrad(
                        n,
                        rate,
                        epsilon,
                        coupledDecay,
                        keep,
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
                        array(gradientRows),
                        offset(gradientRows) + i * columns,
                        array(sum),
                        offset(sum) + row,
                        array(parameter),
                        offset(parameter) + row);
            }
        });
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the same memory
    private static boolean apart(Buffer x, Buffer y) {
        return array(x) != array(y);
    }
}
