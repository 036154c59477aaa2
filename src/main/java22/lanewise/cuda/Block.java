package lanewise.cuda;

import org.jspecify.annotations.Nullable;

/** A piece of an allocation of the device, between its neighbours there. {@link DeviceMemory} alone changes it. */
final class Block {

    final long address;
    long bytes;
    boolean free;

    @Nullable
    Block before;

    @Nullable
    Block after;

    Block(long address, long bytes) {
        this.address = address;
        this.bytes = bytes;
    }

    /** Whether it is all of its allocation. */
    boolean whole() {
        return before == null && after == null;
    }
}
