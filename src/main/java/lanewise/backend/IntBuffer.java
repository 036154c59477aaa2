package lanewise.backend;

/** A range of 32-bit integers on a device: row numbers and class labels. */
public interface IntBuffer {

    /** How many numbers it holds. */
    int length();

    /** The same numbers from {@code offset} on, without a copy. */
    IntBuffer slice(int offset, int length);

    /** Where a result computed from this buffer is allocated. */
    Allocator allocator();
}
