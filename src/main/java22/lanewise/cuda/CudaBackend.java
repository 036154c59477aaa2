package lanewise.cuda;

import java.lang.foreign.MemorySegment;
import lanewise.backend.Allocator;
import lanewise.backend.AxisOperations;
import lanewise.backend.Backend;
import lanewise.backend.Buffer;
import lanewise.backend.Download;
import lanewise.backend.Factor;
import lanewise.backend.GateOperations;
import lanewise.backend.IntBuffer;
import lanewise.backend.LossOperations;
import lanewise.backend.NormalisationOperations;
import lanewise.backend.RowOperations;
import lanewise.backend.Scope;
import lanewise.backend.UpdateOperations;
import lanewise.kernel.BinaryFunction;
import lanewise.kernel.UnaryFunction;

/** A card: queues kernels and copies, and returns before they are done. Only downloads wait. */
final class CudaBackend implements Backend {

    private final Card card;
    private final boolean tf32;
    private final CudaHeap heap;
    private final Launcher launcher;
    private final Transfers transfers;
    private final RowOperations rows;
    private final AxisOperations axes;
    private final NormalisationOperations normalisations;
    private final GateOperations gates;
    private final LossOperations losses;
    private final UpdateOperations updates;

    CudaBackend(Card card) {
        this(card, false);
    }

    private CudaBackend(Card card, boolean tf32) {
        this.card = card;
        this.tf32 = tf32;
        heap = new CudaHeap(this, card);
        launcher = card.launcher();
        transfers = card.transfers();
        rows = new CudaRows(this, card);
        axes = new CudaAxes(card);
        normalisations = new CudaNormalisations(card);
        gates = new CudaGates(launcher);
        losses = new CudaLosses(this, launcher);
        updates = new CudaUpdates(launcher);
    }

    /** The card below. */
    Card card() {
        return card;
    }

    @Override
    public Allocator heap() {
        return heap;
    }

    @Override
    public Scope scope() {
        return new CudaScope(this, card);
    }

    @Override
    public String name() {
        return card.name();
    }

    @Override
    public String describe() {
        return card.describe() + (tf32 ? ", products in TF32" : ", float32");
    }

    @Override
    public boolean asynchronous() {
        return true;
    }

    @Override
    public void synchronize() {
        card.synchronize();
    }

    @Override
    public void close() {
        card.close();
    }

    @Override
    public boolean isClosed() {
        return card.isClosed();
    }

    @Override
    public Backend tf32() {
        return tf32 ? this : new CudaBackend(card, true);
    }

    // Moving numbers

    @Override
    public void upload(float[] source, int sourceOffset, Buffer target) {
        if (target.length() > 0) {
            transfers.upload(part(MemorySegment.ofArray(source), sourceOffset, target.length()), launcher.own(target));
        }
    }

    @Override
    public void upload(int[] source, int sourceOffset, IntBuffer target) {
        if (target.length() > 0) {
            CudaIntBuffer own = launcher.own(target);
            transfers.upload(part(MemorySegment.ofArray(source), sourceOffset, target.length()), own);
            own.uploaded(source, sourceOffset);
        }
    }

    @Override
    public void download(Buffer source, float[] target, int targetOffset) {
        transfers.download(launcher.own(source), part(MemorySegment.ofArray(target), targetOffset, source.length()));
    }

    /** Does not wait for what the host knows. */
    @Override
    public void download(IntBuffer source, int[] target, int targetOffset) {
        CudaIntBuffer own = launcher.own(source);
        if (!own.copyKnown(target, targetOffset)) {
            transfers.download(own, part(MemorySegment.ofArray(target), targetOffset, source.length()));
        }
    }

    private static MemorySegment part(MemorySegment numbers, int offset, int length) {
        return numbers.asSlice((long) Integer.BYTES * offset, (long) Integer.BYTES * length);
    }

    @Override
    public Download startDownload(Buffer source) {
        return transfers.startDownload(launcher.own(source));
    }

    @Override
    public void fill(Buffer target, float value) {
        transfers.fill(launcher.own(target), value);
    }

    @Override
    public void copy(Buffer source, Buffer target) {
        transfers.copy(launcher.own(source), launcher.own(target));
    }

    @Override
    public void copyRectangle(int rows, int columns, Buffer source, int sourceStride, Buffer target, int targetStride) {
        launcher.launch(
                Kernel.COPY_RECTANGLE,
                (long) rows * columns,
                rows,
                columns,
                source,
                sourceStride,
                target,
                targetStride);
    }

    @Override
    public void transpose(int rows, int columns, Buffer x, Buffer y) {
        launcher.launch(Kernel.TRANSPOSE, Kernel.tiles(rows) * Kernel.tiles(columns), rows, columns, x, y);
    }

    // Element by element

    @Override
    public void unary(UnaryFunction f, float parameter, Buffer x, Buffer y) {
        launcher.launch(Kernel.UNARY, x.length(), x.length(), f, parameter, x, y);
    }

    @Override
    public void unaryGradient(UnaryFunction f, float parameter, Buffer x, Buffer y, Buffer dy, Buffer dx) {
        launcher.launch(Kernel.UNARY_GRADIENT, dy.length(), dy.length(), f, parameter, x, y, dy, dx);
    }

    @Override
    public void affine(float scale, float shift, Buffer x, Buffer y) {
        launcher.launch(Kernel.AFFINE, x.length(), x.length(), scale, shift, x, y);
    }

    @Override
    public void axpby(float alpha, Buffer x, float beta, Buffer y) {
        launcher.launch(Kernel.AXPBY, x.length(), x.length(), alpha, x, beta, y);
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
        launcher.launch(
                Kernel.BINARY,
                (long) rows * columns,
                f,
                rows,
                columns,
                a,
                aRowStride,
                aColumnStride,
                b,
                bRowStride,
                bColumnStride,
                out);
    }

    @Override
    public void dropout(float p, long key, long first, Buffer x, Buffer y) {
        launcher.launch(Kernel.DROPOUT, x.length(), x.length(), p, key, first, x, y);
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
        card.products().gemm(tf32, transposeA, transposeB, m, n, k, alpha, a, b, beta, c);
    }

    @Override
    public Factor factor(boolean transposeB, int n, int k, Buffer b, int uses) {
        return card.products().factor(tf32, transposeB, n, k, b);
    }

    @Override
    public void biasActivation(int rows, int columns, UnaryFunction f, float parameter, Buffer bias, Buffer z) {
        launcher.launch(Kernel.BIAS_ACTIVATION, (long) rows * columns, rows, columns, f, parameter, bias, z);
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

    /**
     * Requires numbers from 0 to {@code limit} (exclusive). It waits for the device only for numbers that were computed there.
     *
     * @throws IndexOutOfBoundsException if one is not, naming what it numbers in which operation
     */
    void requireBelow(int limit, IntBuffer ids, String operation, String what) {
        CudaIntBuffer own = launcher.own(ids);
        boolean known = own.known();
        int[] numbers = known ? own.host().numbers() : new int[ids.length()];
        int from = known ? own.offset() : 0;
        if (!known) {
            download(ids, numbers, 0);
        }
        for (int i = 0; i < ids.length(); i++) {
            int number = numbers[from + i];
            if (number < 0 || number >= limit) {
                throw new IndexOutOfBoundsException(operation + ": " + what + " " + number + " at position " + i
                        + " does not lie between 0 and " + (limit - 1));
            }
        }
    }
}
