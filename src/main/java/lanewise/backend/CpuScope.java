package lanewise.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Step memory on the heap: arrays go back to shelves by size instead of to the collector. */
final class CpuScope implements Scope {

    private final CpuBackend backend;
    private final Shelves<float[]> freeFloats = new Shelves<>();
    private final Shelves<int[]> freeInts = new Shelves<>();
    private final List<CpuBuffer> floats = new ArrayList<>();
    private final List<CpuIntBuffer> ints = new ArrayList<>();

    CpuScope(CpuBackend backend) {
        this.backend = backend;
    }

    @Override
    public Buffer floats(int length) {
        float[] free = freeFloats.take(sizeNumber(length));
        float[] array = free == null || free.length < length ? new float[capacity(length)] : free;
        CpuBuffer buffer = new CpuBuffer(this, array, length);
        floats.add(buffer);
        return buffer;
    }

    @Override
    public IntBuffer ints(int length) {
        int[] free = freeInts.take(sizeNumber(length));
        int[] array = free == null || free.length < length ? new int[capacity(length)] : free;
        CpuIntBuffer buffer = new CpuIntBuffer(this, array, length);
        ints.add(buffer);
        return buffer;
    }

    @Override
    public void release() {
        for (CpuBuffer buffer : floats) {
            float[] array = buffer.release();
            freeFloats.put(sizeNumber(array.length), array);
        }
        for (CpuIntBuffer buffer : ints) {
            int[] array = buffer.release();
            freeInts.put(sizeNumber(array.length), array);
        }
        floats.clear();
        ints.clear();
    }

    @Override
    public void close() {
        release();
        freeFloats.clear();
        freeInts.clear();
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

    /** The place of {@link #capacity} among all capacities, from 0. */
    static int sizeNumber(int length) {
        if (length <= 64) {
            return 0;
        }
        int power = 31 - Integer.numberOfLeadingZeros(length - 1);
        int step = 1 << (power - 2);
        // An eighth quarter of one power is the fourth of the next.
        return 4 * (power - 7) + (int) (((long) length + step - 1) / step);
    }

    /** Arrays that nobody uses, by size. */
    private static final class Shelves<A> {
        private final List<ArrayDeque<A>> shelves = new ArrayList<>();

        @Nullable
        A take(int number) {
            return number < shelves.size() ? shelves.get(number).poll() : null;
        }

        void put(int number, A array) {
            while (shelves.size() <= number) {
                shelves.add(new ArrayDeque<>(4));
            }
            shelves.get(number).push(array);
        }

        void clear() {
            shelves.clear();
        }
    }
}
