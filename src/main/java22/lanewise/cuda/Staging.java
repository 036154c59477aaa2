package lanewise.cuda;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Memory of the host that the device reads by itself: numbers on their way up are put down here, and the caller goes on. A few
 * slots take turns; one is written again when the device has read it. To be used under the card's lock.
 */
final class Staging {

    private static final int SLOTS = 4;
    private static final long SLOT_BYTES = 2L << 20;
    private static final long ALIGNMENT = 64;

    private final Card card;
    private final Driver driver;
    private final @Nullable MemorySegment[] slots = new @Nullable MemorySegment[SLOTS];
    private final long[] read = new long[SLOTS];
    private int current;
    private long used;

    Staging(Card card, Driver driver) {
        this.card = card;
        this.driver = driver;
    }

    /** Queues a copy on a stream, always the same; the numbers may change as soon as this returns. */
    void copyUp(MemorySegment numbers, long target, long stream) {
        long bytes = numbers.byteSize();
        long done = 0;
        while (done < bytes) {
            if (used + Math.min(bytes - done, SLOT_BYTES) > SLOT_BYTES) {
                turn(stream);
            }
            long some = Math.min(bytes - done, SLOT_BYTES);
            MemorySegment slot = slot();
            MemorySegment.copy(numbers, done, slot, used, some);
            driver.copyUp(target + done, slot.address() + used, some, stream);
            used += (some + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            done += some;
        }
    }

    private MemorySegment slot() {
        MemorySegment slot = slots[current];
        if (slot == null) {
            slot = card.hostMemory(SLOT_BYTES);
            slots[current] = slot;
        }
        return slot;
    }

    private void turn(long stream) {
        if (read[current] == 0) {
            read[current] = card.takeEvent();
        }
        driver.recordEvent(read[current], stream);
        current = (current + 1) % SLOTS;
        used = 0;
        if (read[current] != 0) {
            driver.synchronizeEvent(read[current]);
        }
    }

    void close(Card.Closing closing) {
        for (MemorySegment slot : slots) {
            if (slot != null) {
                closing.attempt(() -> driver.freeHost(slot));
            }
        }
    }
}
