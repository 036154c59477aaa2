package lanewise;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a call allocates. Vector kernels put their vectors on the heap until they are compiled, so it is given time to fall. */
public final class Allocations {

    private static final long PATIENCE = 90_000_000_000L;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocations() {}

    /**
     * The bytes of a call, the mean of so many of them in a row: the first mean that is at most {@code limit}, else the least
     * of a minute and a half.
     */
    public static long leastOfACall(long limit, int calls, Runnable call) {
        long least = Long.MAX_VALUE;
        long end = System.nanoTime() + PATIENCE;
        do {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            // Rounded up: a byte in one of many calls is a byte too many where none is allowed.
            long mean = (THREADS.getCurrentThreadAllocatedBytes() - before + calls - 1) / calls;
            least = Math.min(least, mean);
        } while (least > limit && System.nanoTime() - end < 0);
        return least;
    }
}
