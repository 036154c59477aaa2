package lanewise.backend;

import static lanewise.backend.CpuBuffer.array;
import static lanewise.backend.CpuBuffer.offset;
import static lanewise.backend.CpuIntBuffer.array;
import static lanewise.backend.CpuIntBuffer.offset;

import java.util.Arrays;
import lanewise.kernel.BinaryFunction;
import lanewise.kernel.Dropout;
import lanewise.kernel.Elementwise;
import lanewise.kernel.Kernels;
import lanewise.kernel.RowTable;
import lanewise.kernel.UnaryFunction;

/** The processor: unwraps buffers to arrays and shares the output of a kernel out over the threads, as its groups do. */
final class CpuBackend implements Backend {

    /** All processors are one device, whatever the number of threads: they share the memory. */
    static final String NAME = "cpu";

    private final CpuHeap heap = new CpuHeap(this);
    private final Sharing sharing;
    private final Products products;
    private final RowOperations rows;
    private final AxisOperations axes;
    private final NormalisationOperations normalisations;
    private final GateOperations gates;
    private final LossOperations losses;
    private final UpdateOperations updates;

    CpuBackend(int threads) {
        sharing = new Sharing(threads);
        products = new Products(sharing);
        rows = new CpuRows(sharing);
        axes = new CpuAxes(sharing);
        normalisations = new CpuNormalisations(sharing);
        gates = new CpuGates(sharing);
        losses = new CpuLosses(sharing);
        updates = new CpuUpdates(sharing);
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
    public String name() {
        return NAME;
    }

    @Override
    public boolean asynchronous() {
        return false;
    }

    /** Nothing to wait for: every method returns when it is done. */
    @Override
    public void synchronize() {}

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
    public Download startDownload(Buffer source) {
        float[] numbers = new float[source.length()];
        download(source, numbers, 0);
        return () -> numbers;
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

    // Products

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

    // Groups

    @Override
    public RowOperations rows() {
        return rows;
    }

    @Override
    public AxisOperations axes() {
        return axes;
    }

    @Override
    public NormalisationOperations normalisations() {
        return normalisations;
    }

    @Override
    public GateOperations gates() {
        return gates;
    }

    @Override
    public LossOperations losses() {
        return losses;
    }

    @Override
    public UpdateOperations updates() {
        return updates;
    }
}
