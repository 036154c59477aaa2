package lanewise.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lanewise.Allocations;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Once compiled, no kernel allocates: a vector that is boxed costs ten times the arithmetic. */
@Tag("lane")
class AllocationTest {

    private static final int CALLS = 1000;

    @TestFactory
    Stream<DynamicTest> compiledKernelsAllocateNothing() {
        List<DynamicTest> tests = new ArrayList<>();
        TwinTest.twins().forEach((twin, families) -> {
            for (RepeatableCall call : RepeatableCall.of(families)) {
                tests.add(DynamicTest.dynamicTest(call.name() + " " + twin, () -> warmUpUntilNothingIsAllocated(call)));
            }
        });
        return tests.stream();
    }

    private static void warmUpUntilNothingIsAllocated(RepeatableCall call) {
        long bytes = Allocations.leastOfACall(0, CALLS, call.run());
        if (bytes > 0) {
            Assertions.fail(call.name() + " still allocates " + bytes + " bytes a call");
        }
    }
}
