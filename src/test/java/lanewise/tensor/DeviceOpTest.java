package lanewise.tensor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Stream;
import lanewise.backend.Device;
import lanewise.cuda.StubDevice;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation, value and gradient, on every device that is no processor: the stub's card, and a real one if there is. */
class DeviceOpTest {

    private static final List<OpCase> CASES = OpTable.all();

    @TestFactory
    Stream<DynamicTest> onTheStub() {
        StubDevice stub = StubDevice.open();
        return tests(stub.device()).onClose(stub::close);
    }

    @TestFactory
    Stream<DynamicTest> onACard() {
        assumeTrue(Device.isCudaAvailable(), Device::cudaStatus);
        return tests(Device.cuda());
    }

    private static Stream<DynamicTest> tests(Device device) {
        return CASES.stream()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> OpTest.check(operation, device)));
    }
}
