package lanewise.backend;

import org.jspecify.annotations.Nullable;

/** A range of a {@code float[]}. A slice asks the buffer it was cut from whether its memory is still its own. */
final class CpuBuffer implements Buffer {

    private final Allocator allocator;
    private final CpuBuffer root;
    private final int offset;
    private final int length;
    private float @Nullable [] array;

    CpuBuffer(Allocator allocator, float[] array, int length) {
        this.allocator = allocator;
        this.root = this;
        this.offset = 0;
        this.length = length;
        this.array = array;
    }

    private CpuBuffer(CpuBuffer root, int offset, int length) {
        this.allocator = root.allocator;
        this.root = root;
        this.offset = offset;
        this.length = length;
    }

    private static CpuBuffer own(Buffer buffer) {
        if (buffer instanceof CpuBuffer own) {
            return own;
        }
        throw DeviceMismatchException.of(CpuBackend.NAME, buffer.allocator());
    }

    /** What lies behind a buffer of this device. */
    static float[] array(Buffer buffer) {
        return own(buffer).array();
    }

    /** The array behind it. The range begins at {@link #offset()}; what lies outside belongs to others. */
    float[] array() {
        float[] numbers = root.array;
        if (numbers == null) {
            throw new IllegalStateException(Scope.RELEASED);
        }
        return numbers;
    }

    static int offset(Buffer buffer) {
        return own(buffer).offset();
    }

    int offset() {
        return offset;
    }

    /** Gives the memory back; the buffer and its slices are of no use from now on. */
    float[] release() {
        float[] numbers = array();
        array = null;
        return numbers;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public Buffer slice(int from, int count) {
        return new CpuBuffer(root, offset + from, count);
    }

    @Override
    public Allocator allocator() {
        return allocator;
    }
}
