package lanewise.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Once compiled, no kernel allocates: a vector that is boxed costs ten times the arithmetic. */
@Tag("lane")
class AllocationTest {

    private static final int CALLS = 1000;
    private static final long PATIENCE = 20_000_000_000L;

    @TestFactory
    Stream<DynamicTest> compiledKernelsAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<DynamicTest> tests = new ArrayList<>();
        TwinTest.twins().forEach((twin, families) -> {
            for (RepeatableCall call : RepeatableCall.of(families)) {
                tests.add(DynamicTest.dynamicTest(
                        call.name() + " " + twin, () -> warmUpUntilNothingIsAllocated(threads, call)));
            }
        });
        return tests.stream();
    }

    private static void warmUpUntilNothingIsAllocated(ThreadMXBean threads, RepeatableCall call) {
        long thread = Thread.currentThread().getId();
        long end = System.nanoTime() + PATIENCE;
        long bytes;
        do {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < CALLS; i++) {
                call.run().run();
            }
            bytes = threads.getThreadAllocatedBytes(thread) - before;
        } while (bytes > 0 && System.nanoTime() - end < 0);
        if (bytes > 0) {
            Assertions.fail(call.name() + " still allocates " + bytes + " bytes in " + CALLS + " calls");
        }
    }
}
