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

    private static CpuIntBuffer own(IntBuffer buffer) {
        if (buffer instanceof CpuIntBuffer own) {
            return own;
        }
        throw DeviceMismatchException.of(CpuBackend.NAME, buffer.allocator());
    }

    static int[] array(IntBuffer buffer) {
        return own(buffer).array();
    }

    int[] array() {
        int[] numbers = root.array;
        if (numbers == null) {
            throw new IllegalStateException(Scope.RELEASED);
        }
        return numbers;
    }

    static int offset(IntBuffer buffer) {
        return own(buffer).offset();
    }

    int offset() {
        return offset;
    }

    int[] release() {
        int[] numbers = array();
        array = null;
        return numbers;
    }

    /**
     * Requires numbers from 0 to {@code limit} (exclusive).
     *
     * @throws IndexOutOfBoundsException if one is not, naming what it numbers in which operation
     */
    static void requireBelow(int limit, IntBuffer numbers, String operation, String what) {
        int[] values = array(numbers);
        int start = offset(numbers);
        for (int i = 0; i < numbers.length(); i++) {
            int value = values[start + i];
            if (value < 0 || value >= limit) {
                throw new IndexOutOfBoundsException(operation + ": " + what + " " + value + " at position " + i
                        + " does not lie between 0 and " + (limit - 1));
            }
        }
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
