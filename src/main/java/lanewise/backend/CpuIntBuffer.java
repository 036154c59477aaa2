package lanewise.backend;

import org.jspecify.annotations.Nullable;

/** A range of an {@code int[]}; the twin of {@link CpuBuffer}. */
final class CpuIntBuffer implements IntBuffer {

    private final Allocator allocator;
    private final CpuIntBuffer root;
    private final int offset;
    private final int length;
    private int @Nullable [] array;

    CpuIntBuffer(Allocator allocator, int[] array, int length) {
        this.allocator = allocator;
        this.root = this;
        this.offset = 0;
        this.length = length;
        this.array = array;
    }

    private CpuIntBuffer(CpuIntBuffer root, int offset, int length) {
        this.allocator = root.allocator;
        this.root = root;
        this.offset = offset;
        this.length = length;
    }

    int[] array() {
        int[] numbers = root.array;
        if (numbers == null) {
            throw new IllegalStateException(CpuScope.RELEASED);
        }
        return numbers;
    }

    int offset() {
        return offset;
    }

    int[] release() {
        int[] numbers = array();
        array = null;
        return numbers;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public IntBuffer slice(int from, int count) {
        return new CpuIntBuffer(root, offset + from, count);
    }

    @Override
    public Allocator allocator() {
        return allocator;
    }
}
