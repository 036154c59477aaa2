package lanewise.cuda;

import lanewise.backend.Allocator;

/** A range of 32-bit numbers in the memory of a card. */
abstract class DeviceRange {

    private final Allocator allocator;
    private final Card card;
    private final Storage storage;
    private final int offset;
    private final int length;

    DeviceRange(Allocator allocator, Card card, Storage storage, int offset, int length) {
        this.allocator = allocator;
        this.card = card;
        this.storage = storage;
        this.offset = offset;
        this.length = length;
    }

    /** Whose memory it is. */
    final Card card() {
        return card;
    }

    final Storage storage() {
        return storage;
    }

    /** The first number's place in the storage. */
    final int offset() {
        return offset;
    }

    public final int length() {
        return length;
    }

    public final Allocator allocator() {
        return allocator;
    }

    /** Where the first number is. Under the card's lock. */
    final long address() {
        return storage.address() + (long) Integer.BYTES * offset;
    }

    final long bytes() {
        return (long) Integer.BYTES * length;
    }
}
