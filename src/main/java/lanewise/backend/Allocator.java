package lanewise.backend;

/** Hands out buffers of one device, either from the collected heap or from a {@link Scope}. */
public interface Allocator {

    /** A buffer of {@code length} floats with undefined contents. */
    Buffer floats(int length);

    /** A buffer of {@code length} ints with undefined contents. */
    IntBuffer ints(int length);

    /** The backend that computes on the buffers. */
    Backend backend();

    /** Whether the buffers are taken back at the end of a step. */
    boolean scoped();
}
