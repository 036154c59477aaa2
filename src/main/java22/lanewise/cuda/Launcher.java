package lanewise.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.EnumMap;
import lanewise.backend.Buffer;
import lanewise.backend.DeviceMismatchException;
import lanewise.backend.IntBuffer;
import org.jspecify.annotations.Nullable;

/** Queues kernels. Their arguments are put down in memory that stays, which the driver has read when the call returns. */
@SuppressWarnings("ReachabilityFenceUsage") // what failed is not queued
final class Launcher {

    private static final int MOST_ARGUMENTS = 16;

    private final Card card;
    private final Driver driver;
    private final EnumMap<Kernel, Long> functions = new EnumMap<>(Kernel.class);
    private final MemorySegment arguments;
    private final MemorySegment pointers;
    private final long[] addresses = new long[MOST_ARGUMENTS];
    private @Nullable Block scratch;

    Launcher(Card card, Driver driver, long module, Arena arena) {
        this.card = card;
        this.driver = driver;
        for (Kernel kernel : Kernel.values()) {
            functions.put(kernel, driver.moduleFunction(module, kernel.entry()));
        }
        arguments = arena.allocate(ValueLayout.JAVA_LONG, MOST_ARGUMENTS);
        pointers = arena.allocate(ValueLayout.JAVA_LONG, MOST_ARGUMENTS);
        for (int i = 0; i < MOST_ARGUMENTS; i++) {
            pointers.setAtIndex(ValueLayout.JAVA_LONG, i, arguments.address() + (long) i * Long.BYTES);
        }
    }

    /**
     * Queues a kernel, unless there is nothing for it to do.
     *
     * @param count how many elements, rows or blocks, as the kernel's grid counts
     * @param values the arguments: numbers, booleans and enums; buffers and nulls; {@link Long} addresses of scratch memory
     */
    void launch(Kernel kernel, long count, @Nullable Object... values) {
        if (count == 0) {
            return;
        }
        synchronized (card) {
            card.enter();
            String parameters = kernel.parameters();
            if (values.length != parameters.length()) {
                throw new IllegalArgumentException(
                        kernel.entry() + " takes " + parameters.length() + " arguments, got " + values.length);
            }
            // First, since a buffer of a step may get its memory only now.
            for (int i = 0; i < values.length; i++) {
                addresses[i] = parameters.charAt(i) == 'p' ? pointer(values[i]) : 0;
            }
            for (int i = 0; i < values.length; i++) {
                put(kernel, i, parameters.charAt(i), values[i]);
            }
            long stream = card.computeStream();
            int result = driver.launch(
                    functions.get(kernel), kernel.blocks(count), Kernel.THREADS, stream, pointers.address());
            Reference.reachabilityFence(values); // Until the kernel is queued, nobody else may get their memory.
            if (result == Driver.OUT_OF_MEMORY) {
                throw card.outOfMemory("cuLaunchKernel " + kernel.entry());
            }
            if (result != 0) {
                driver.check("cuLaunchKernel " + kernel.entry(), result);
            }
        }
    }

    @SuppressWarnings("EnumOrdinal") // kernels choose by it, and a test compares the numbers with theirs
    private void put(Kernel kernel, int i, char kind, @Nullable Object value) {
        long at = (long) i * Long.BYTES;
        if (kind == 'i' && value instanceof Integer number) {
            arguments.set(ValueLayout.JAVA_INT, at, number);
        } else if (kind == 'i' && value instanceof Boolean flag) {
            arguments.set(ValueLayout.JAVA_INT, at, flag ? 1 : 0);
        } else if (kind == 'i' && value instanceof Enum<?> constant) {
            arguments.set(ValueLayout.JAVA_INT, at, constant.ordinal());
        } else if (kind == 'f' && value instanceof Float number) {
            arguments.set(ValueLayout.JAVA_FLOAT, at, number);
        } else if (kind == 'l' && value instanceof Long number) {
            arguments.set(ValueLayout.JAVA_LONG, at, number);
        } else if (kind == 'p') {
            arguments.set(ValueLayout.JAVA_LONG, at, addresses[i]);
        } else {
            throw new IllegalArgumentException(kernel.entry() + ": argument " + i + " may not be " + value);
        }
    }

    private long pointer(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof DeviceRange range && range.card() == card) {
            return range.address();
        }
        if (value instanceof Buffer foreign) {
            throw DeviceMismatchException.of(card.name(), foreign.allocator());
        }
        if (value instanceof IntBuffer foreign) {
            throw DeviceMismatchException.of(card.name(), foreign.allocator());
        }
        return (Long) value;
    }

    /**
     * Memory for what is passed from one launch to the next, the same every time. To be asked for under the card's lock, and
     * used before that is given up.
     */
    long scratch(long floats) {
        Block block = scratch;
        long bytes = floats * Float.BYTES;
        if (block == null || block.bytes < bytes) {
            card.enter();
            if (block != null) {
                scratch = null;
                card.memory().giveBack(block);
            }
            block = card.memory().take(bytes);
            scratch = block;
        }
        return block.address;
    }

    /** The buffers of this card, for what does not pass through a kernel. */
    CudaBuffer own(Buffer buffer) {
        if (buffer instanceof CudaBuffer own && own.card() == card) {
            return own;
        }
        throw DeviceMismatchException.of(card.name(), buffer.allocator());
    }

    CudaIntBuffer own(IntBuffer buffer) {
        if (buffer instanceof CudaIntBuffer own && own.card() == card) {
            return own;
        }
        throw DeviceMismatchException.of(card.name(), buffer.allocator());
    }
}
