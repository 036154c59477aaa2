package lanewise.cuda;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import lanewise.backend.OutOfDeviceMemoryException;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a card: few large allocations of the driver, cut into blocks that are kept when they come back. All that is
 * computed is queued on one stream, so a block may be handed out again while work on its old contents is still queued: work
 * on the new ones is queued behind it. To be used under the card's lock.
 */
final class DeviceMemory {

    /** Blocks begin at multiples of this, as the driver's own allocations do. */
    private static final long ALIGNMENT = 256;

    private static final long PAGE = 2L << 20;
    private static final long FIRST_ALLOCATION = 16L << 20;
    private static final long LARGEST_STEP = 1L << 30;

    /** How often the collector is asked for the memory of tensors that nobody uses any more. */
    private static final int COLLECTIONS = 3;

    private static final int MILLISECONDS_FOR_A_COLLECTION = 100;

    private final Card card;
    private final Driver driver;
    private final TreeSet<Block> free = new TreeSet<>(
            Comparator.<Block>comparingLong(block -> block.bytes).thenComparingLong(block -> block.address));
    private final List<Long> allocations = new ArrayList<>();
    private long nextAllocation = FIRST_ALLOCATION;
    private long held;
    private long used;
    private boolean closed;

    DeviceMemory(Card card, Driver driver) {
        this.card = card;
        this.driver = driver;
    }

    /** How much the driver has given. */
    long heldBytes() {
        return held;
    }

    /** How much of it is handed out. */
    long usedBytes() {
        return used;
    }

    /**
     * A block of at least so many bytes, its contents undefined.
     *
     * @throws OutOfDeviceMemoryException if there is none, even after all that nobody uses has been given back
     */
    Block take(long bytes) {
        long size = Math.max(1, bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        Block found = find(size);
        if (found == null) {
            found = grow(size);
        }
        for (int i = 0; found == null && i <= COLLECTIONS; i++) {
            if (i > 0) {
                collect();
                found = find(size);
            }
            if (found == null) {
                giveBack();
                found = grow(size);
            }
        }
        if (found == null) {
            throw new OutOfDeviceMemoryException(card.name(), bytes, driver.freeBytes(), card.totalBytes(), held);
        }
        cut(found, size);
        found.free = false;
        used += found.bytes;
        return found;
    }

    private @Nullable Block find(long size) {
        Block least = new Block(0, size);
        Block found = free.ceiling(least);
        if (found != null) {
            free.remove(found);
        }
        return found;
    }

    /** A new allocation, each twice as large as the one before, or just as large as must be if so much is not there. */
    private @Nullable Block grow(long size) {
        long least = (size + PAGE - 1) / PAGE * PAGE;
        long[] sizes = {Math.max(least, nextAllocation), least};
        for (long bytes : sizes) {
            long address = driver.allocate(bytes);
            if (address != 0) {
                allocations.add(address);
                held += bytes;
                nextAllocation = Math.min(LARGEST_STEP, 2 * nextAllocation);
                return new Block(address, bytes);
            }
        }
        return null;
    }

    /** Puts what is too much of a block back. */
    private void cut(Block block, long size) {
        if (block.bytes - size < ALIGNMENT) {
            return;
        }
        Block rest = new Block(block.address + size, block.bytes - size);
        rest.before = block;
        rest.after = block.after;
        if (block.after != null) {
            block.after.before = rest;
        }
        block.after = rest;
        block.bytes = size;
        rest.free = true;
        free.add(rest);
    }

    /** Takes a block back, and joins it with free neighbours. */
    void giveBack(Block block) {
        if (closed) {
            return;
        }
        if (block.free) {
            throw new IllegalStateException("a block of device memory was given back twice");
        }
        used -= block.bytes;
        Block joined = block;
        Block after = block.after;
        if (after != null && after.free) {
            free.remove(after);
            joined.bytes += after.bytes;
            joined.after = after.after;
        }
        Block before = block.before;
        if (before != null && before.free) {
            free.remove(before);
            before.bytes += joined.bytes;
            before.after = joined.after;
            joined = before;
        }
        if (joined.after != null) {
            joined.after.before = joined;
        }
        joined.free = true;
        free.add(joined);
    }

    /** Lets the collector find tensors that nobody uses; their memory comes back while this waits. */
    private void collect() {
        System.gc();
        card.letOthersIn(MILLISECONDS_FOR_A_COLLECTION);
    }

    /** Gives allocations back to the driver of which nothing is used. */
    private void giveBack() {
        List<Block> whole = free.stream().filter(Block::whole).toList();
        if (!whole.isEmpty()) {
            card.finish();
        }
        for (Block block : whole) {
            free.remove(block);
            allocations.remove(block.address);
            held -= block.bytes;
            driver.free(block.address);
        }
    }

    /** Gives all of it back; what comes back afterwards is of no interest. */
    void close(Card.Closing closing) {
        closed = true;
        free.clear();
        for (long allocation : allocations) {
            closing.attempt(() -> driver.free(allocation));
        }
        allocations.clear();
        held = 0;
    }
}
