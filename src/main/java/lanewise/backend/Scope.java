package lanewise.backend;

/**
 * The memory of one training step. Everything computed from a buffer of a scope comes from the same scope, and
 * {@link #release()} takes it all back at once, so that the next step finds its memory ready; {@link #close()} gives it back
 * to the device. For one thread.
 */
public interface Scope extends Allocator, AutoCloseable {

    /** What a buffer says that is used after its step. */
    String RELEASED = "this tensor belongs to a training step that has ended; copy() what must outlive its step";

    /** Takes back every buffer handed out; one that is used afterwards throws {@link IllegalStateException}. */
    void release();

    /** {@link #release()}, and nobody needs the memory for a next step. */
    @Override
    void close();
}
