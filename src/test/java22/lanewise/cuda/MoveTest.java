package lanewise.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import lanewise.backend.Device;
import lanewise.backend.OutOfDeviceMemoryException;
import lanewise.backend.TestDevice;
import lanewise.collab.CollabData;
import lanewise.collab.CollabLearner;
import lanewise.collab.DotBias;
import lanewise.collab.GeneratedRatings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A learner that a card has no room for. */
class MoveTest {

    /** The weights take 4 MB: with 2 not even they find room, with 6 what the optimizer remembers does not. */
    @ParameterizedTest
    @ValueSource(ints = {2, 6})
    void staysWhereItWasAndGoesOnThere(int megabytes) {
        Stub stub = Stub.with("memory:" + ((long) megabytes << 20));
        CudaBackend backend = Stub.open();
        CollabLearner moved = learner();
        moved.fit(1, 1e-3f);
        assertThrows(OutOfDeviceMemoryException.class, () -> moved.to(TestDevice.of(backend)));
        assertSame(Device.cpu(), moved.device());
        moved.fit(1, 1e-3f);

        CollabLearner other = learner();
        other.fit(1, 1e-3f);
        other.fit(1, 1e-3f);
        for (int i = 0; i < other.parameters().all().size(); i++) {
            assertArrayEquals(
                    other.parameters().all().get(i).value().toArray(),
                    moved.parameters().all().get(i).value().toArray());
        }
        backend.card().close();
        stub.nothingIsLeft();
    }

    private static CollabLearner learner() {
        CollabData data = CollabData.of(GeneratedRatings.of(1, 200, 300, 2000).table(), "user", "title", "rating");
        return CollabLearner.of(data, DotBias.factors(2000), 1);
    }
}
