package lanewise;

import java.lang.management.ManagementFactory;

/** What this thread allocates. Kernels that are not compiled yet put their vectors on the heap, so it is given time to fall. */
public final class Allocations {

    private static final long PATIENCE = 60_000_000_000L;

    private Allocations() {}

    /** The fewest bytes of a call in one of the rounds of so many calls, which end when it is at most {@code limit}. */
    public static long leastOfACall(long limit, int calls, Runnable call) {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        long end = System.nanoTime() + PATIENCE;
        do {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / calls);
        } while (least > limit && System.nanoTime() < end);
        return least;
    }
}
