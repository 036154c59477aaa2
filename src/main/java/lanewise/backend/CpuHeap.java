package lanewise.backend;

/** Buffers that the garbage collector frees. */
final class CpuHeap implements Allocator {

    private final CpuBackend backend;

    CpuHeap(CpuBackend backend) {
        this.backend = backend;
    }

    @Override
    public Buffer floats(int length) {
        return new CpuBuffer(this, new float[length], length);
    }

    @Override
    public IntBuffer ints(int length) {
        return new CpuIntBuffer(this, new int[length], length);
    }

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public boolean scoped() {
        return false;
    }
}
