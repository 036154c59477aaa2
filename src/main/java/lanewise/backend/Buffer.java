package lanewise.backend;

/** A range of float32 numbers on a device. Only the backend that made it looks inside. */
public interface Buffer {

    /** How many numbers it holds. */
    int length();

    /** The same numbers from {@code offset} on, without a copy. */
    Buffer slice(int offset, int length);

    /** Where a result computed from this buffer is allocated. */
    Allocator allocator();
}
