package lanewise.cuda;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
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

    private static final int LOOKS_AFTER_A_COLLECTION = 20;

    private static final int MILLISECONDS_BETWEEN_LOOKS = 5;

    private final Card card;
    private final Driver driver;
    private final TreeSet<Block> free = new TreeSet<>(
            Comparator.<Block>comparingLong(block -> block.bytes).thenComparingLong(block -> block.address));

    /** What the collector has found, from its thread, which never waits for the card. */
    private final Queue<Runnable> found = new ConcurrentLinkedQueue<>();

    private final List<Long> allocations = new ArrayList<>();
    private long nextAllocation = FIRST_ALLOCATION;
    private long held;
    private long used;
    private volatile boolean closed;

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
        takeBackWhatWasFound();
        Block block = find(size);
        if (block == null) {
            block = grow(size);
        }
        for (int i = 0; block == null && i <= COLLECTIONS; i++) {
            if (i > 0) {
                block = collect(size);
            }
            if (block == null) {
                giveBack();
                block = grow(size);
            }
        }
        if (block == null) {
            throw new OutOfDeviceMemoryException(card.name(), bytes, driver.freeBytes(), card.totalBytes(), held);
        }
        cut(block, size);
        block.free = false;
        used += block.bytes;
        return block;
    }

    private @Nullable Block find(long size) {
        Block least = new Block(0, size);
        Block block = free.ceiling(least);
        if (block != null) {
            free.remove(block);
        }
        return block;
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

    /** From any thread, without the card's lock: what gives memory back under it, when memory is next asked for. */
    void giveBackLater(Runnable giveBack) {
        if (!closed) {
            found.add(giveBack);
        }
    }

    /** What the collector has found so far. */
    void takeBackWhatWasFound() {
        for (Runnable giveBack = found.poll(); giveBack != null; giveBack = found.poll()) {
            giveBack.run();
        }
    }

    /**
     * Lets the collector find tensors that nobody uses, until one of them leaves a block of that size. The card's lock is
     * kept: whoever asks for memory may be in the middle of something.
     */
    private @Nullable Block collect(long size) {
        System.gc();
        Block block = null;
        boolean interrupted = false;
        for (int i = 0; block == null && i < LOOKS_AFTER_A_COLLECTION; i++) {
            try {
                Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                interrupted = true; // Memory that nobody uses is there all the same.
            }
            takeBackWhatWasFound();
            block = find(size);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        card.enter(); // A virtual thread may have woken up on another thread of the system.
        return block;
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
        found.clear();
        free.clear();
        for (long allocation : allocations) {
            closing.attempt(() -> driver.free(allocation));
        }
        allocations.clear();
        held = 0;
    }
}
