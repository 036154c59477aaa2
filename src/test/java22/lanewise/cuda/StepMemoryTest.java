package lanewise.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;
import lanewise.backend.Buffer;
import lanewise.backend.Scope;
import org.junit.jupiter.api.Test;

/** The memory of steps comes back from the collector's thread, before the card is closed or after. */
class StepMemoryTest {

    private final Stub stub = Stub.with("");
    private final CudaBackend backend = Stub.open();
    private final Card card = backend.card();

    private StepMemory used() {
        synchronized (card) {
            card.enter();
            StepMemory steps = new StepMemory(card);
            steps.placeForUpload(1000);
            steps.place(1000);
            steps.endStep();
            steps.placeForUpload(1000);
            return steps;
        }
    }

    private static void closeElsewhere(StepMemory steps) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                steps.close();
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        thread.start();
        thread.join();
        assertEquals(null, thrown.get());
    }

    @Test
    void aThreadWithoutTheContextGivesItBack() throws InterruptedException {
        StepMemory steps = used();
        assertTrue(card.memory().usedBytes() > 0);
        closeElsewhere(steps);
        assertEquals(0, card.memory().usedBytes());
        card.close();
        stub.nothingIsLeft();
    }

    @Test
    void aScopeThatIsClosedGivesItBackAtOnce() {
        Scope scope = backend.scope();
        Buffer computed = scope.floats(1000);
        backend.fill(computed, 1);
        Buffer uploaded = scope.floats(1000);
        backend.upload(new float[1000], 0, uploaded);
        assertTrue(card.memory().usedBytes() > 0);
        scope.close();
        assertEquals(0, card.memory().usedBytes());
        for (Buffer ended : new Buffer[] {computed, uploaded}) {
            assertThrows(IllegalStateException.class, () -> backend.fill(ended, 2));
        }
        scope.close();
        card.close();
        scope.close();
        stub.nothingIsLeft();
    }

    /** Its functions write to memory that went with the card. */
    @Test
    void theDriverOfAClosedCardIsNotCalled() throws InterruptedException {
        StepMemory steps = used();
        card.close();
        stub.nothingIsLeft();
        stub.configure("");
        closeElsewhere(steps);
        for (String function : new String[] {"cuCtxSetCurrent", "cuEventCreate", "cuEventRecord", "cuGetErrorName"}) {
            assertEquals(0, stub.count(function), function);
        }
        assertEquals("", stub.error());
    }
}
