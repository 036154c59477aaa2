package lanewise.cuda;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory of the steps of one training, handed out from front to back and taken back at once. What is computed lies in one
 * arena, since all of it is queued on one stream. What is uploaded lies in two that take turns: while a step computes on what
 * is in one, the next step's batch goes to the other. To be used under the card's lock.
 */
final class StepMemory {

    private static final long ALIGNMENT = 256;
    private static final long LEAST_BLOCK = 1L << 20;
    private static final long LARGEST_STEP = 64L << 20;

    private final Card card;
    private final Arena computed;
    private final UploadArena[] uploaded;
    private long step;

    StepMemory(Card card) {
        this.card = card;
        computed = new Arena(card.memory());
        uploaded = new UploadArena[] {new UploadArena(card), new UploadArena(card)};
    }

    /** The number of the step that is under way. */
    long step() {
        return step;
    }

    long place(long bytes) {
        return computed.take(bytes);
    }

    long placeForUpload(long bytes) {
        return uploaded[(int) (step & 1)].take(bytes);
    }

    /** Takes everything back. */
    void endStep() {
        computed.reset();
        uploaded[(int) (step & 1)].reset();
        step++;
    }

    /**
     * Gives the memory back, from any thread. What is still queued on it comes before whatever is queued on the next contents.
     * A card that was closed before has taken it back already, and its driver may not be called any more.
     */
    void close() {
        synchronized (card) {
            if (card.isClosed()) {
                return;
            }
            card.enter();
            computed.close();
            for (UploadArena arena : uploaded) {
                arena.close();
            }
            step++;
        }
    }

    /** Blocks that are filled one after the other. */
    private static class Arena {

        private final DeviceMemory memory;
        private final List<Block> blocks = new ArrayList<>();
        private int current;
        private long used;
        private long held;

        Arena(DeviceMemory memory) {
            this.memory = memory;
        }

        long take(long bytes) {
            while (current < blocks.size() && used + bytes > blocks.get(current).bytes) {
                current++;
                used = 0;
            }
            if (current == blocks.size()) {
                Block block = memory.take(Math.max(bytes, Math.max(LEAST_BLOCK, Math.min(held, LARGEST_STEP))));
                blocks.add(block);
                held += block.bytes;
                grew();
            }
            long address = blocks.get(current).address + used;
            used += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            return address;
        }

        void grew() {}

        void reset() {
            current = 0;
            used = 0;
        }

        void close() {
            blocks.forEach(memory::giveBack);
            blocks.clear();
            reset();
        }
    }

    /** An arena into which numbers are copied while the device computes on those in another. */
    private static final class UploadArena extends Arena {

        private final Card card;

        /** When the last step that read what was here had been queued; null before the first. */
        private @Nullable Long lastRead;

        /** Whether uploads are known to come behind that. */
        private boolean ordered;

        UploadArena(Card card) {
            super(card.memory());
            this.card = card;
        }

        @Override
        long take(long bytes) {
            long address = super.take(bytes);
            if (!ordered) {
                if (lastRead != null) {
                    card.uploadsWaitFor(lastRead);
                }
                ordered = true;
            }
            return address;
        }

        /** The new block may be one on which something computed is queued. */
        @Override
        void grew() {
            card.uploadsWaitForAllComputed();
        }

        @Override
        void reset() {
            super.reset();
            if (ordered) {
                if (lastRead == null) {
                    lastRead = card.takeEvent();
                }
                card.recordComputed(lastRead);
                ordered = false;
            }
        }

        @Override
        void close() {
            super.close();
            if (lastRead != null) {
                card.giveBackEvent(lastRead);
                lastRead = null;
            }
        }
    }
}
