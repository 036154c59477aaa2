package lanewise.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Step memory on the heap: arrays go back to shelves by size instead of to the collector. */
final class CpuScope implements Scope {

    static final String RELEASED =
            "this tensor belongs to a training step that has ended; copy() what must outlive its step";

    private final CpuBackend backend;
    private final Map<Integer, Deque<float[]>> freeFloats = new HashMap<>();
    private final Map<Integer, Deque<int[]>> freeInts = new HashMap<>();
    private final List<CpuBuffer> floats = new ArrayList<>();
    private final List<CpuIntBuffer> ints = new ArrayList<>();

    CpuScope(CpuBackend backend) {
        this.backend = backend;
    }

    @Override
    public Buffer floats(int length) {
        int capacity = capacity(length);
        Deque<float[]> shelf = freeFloats.get(capacity);
        float[] array = shelf == null || shelf.isEmpty() ? new float[capacity] : shelf.pop();
        CpuBuffer buffer = new CpuBuffer(this, array, length);
        floats.add(buffer);
        return buffer;
    }

    @Override
    public IntBuffer ints(int length) {
        int capacity = capacity(length);
        Deque<int[]> shelf = freeInts.get(capacity);
        int[] array = shelf == null || shelf.isEmpty() ? new int[capacity] : shelf.pop();
        CpuIntBuffer buffer = new CpuIntBuffer(this, array, length);
        ints.add(buffer);
        return buffer;
    }

    @Override
    public void release() {
        for (CpuBuffer buffer : floats) {
            float[] array = buffer.release();
            freeFloats.computeIfAbsent(array.length, size -> new ArrayDeque<>()).push(array);
        }
        for (CpuIntBuffer buffer : ints) {
            int[] array = buffer.release();
            freeInts.computeIfAbsent(array.length, size -> new ArrayDeque<>()).push(array);
        }
        floats.clear();
        ints.clear();
    }

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public boolean scoped() {
        return true;
    }

    /** Four sizes to each power of two, so that steps of slightly different length share their arrays. */
    static int capacity(int length) {
        if (length <= 64) {
            return 64;
        }
        int step = Integer.highestOneBit(length - 1) >>> 2;
        long capacity = ((long) length + step - 1) / step * step;
        return capacity > Integer.MAX_VALUE - 8 ? length : (int) capacity;
    }
}
