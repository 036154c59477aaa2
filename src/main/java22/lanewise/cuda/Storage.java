package lanewise.cuda;

import lanewise.backend.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The memory behind a buffer and its slices. That of a step gets its place when it is used first: what is uploaded belongs
 * where uploads do not wait for the step before, and when a buffer is made nobody can tell. To be used under the card's lock.
 */
final class Storage {

    private final long bytes;
    private final @Nullable StepMemory memory;
    private final long step;
    private long address;

    /** Memory that has its place. */
    Storage(long address, long bytes) {
        this.address = address;
        this.bytes = bytes;
        this.memory = null;
        this.step = 0;
    }

    /** Memory of the step that is under way. */
    Storage(StepMemory memory, long bytes) {
        this.bytes = bytes;
        this.memory = memory;
        this.step = memory.step();
    }

    /** Where it is. */
    long address() {
        requireLive();
        if (address == 0 && memory != null) {
            address = memory.place(bytes);
        }
        return address;
    }

    /** Whether it has no place yet and may have one that is ready for uploads now, whatever is still being computed. */
    boolean mayBeUploadedAhead() {
        requireLive();
        return address == 0 && memory != null;
    }

    /** Gives it that place. */
    void placeForUpload() {
        if (memory != null) {
            address = memory.placeForUpload(bytes);
        }
    }

    private void requireLive() {
        if (memory != null && memory.step() != step) {
            throw new IllegalStateException(Scope.RELEASED);
        }
    }
}
