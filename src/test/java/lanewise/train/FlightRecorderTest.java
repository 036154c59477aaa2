package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever records the JVM sees the training in it. */
class FlightRecorderTest {

    @Test
    void aRecordingHasStepsAndEpochs(@TempDir Path folder) throws IOException {
        Parameters parameters = Parameters.init(1);
        Learner<Samples.Batch, Tensor> learner = new Learner<>(
                parameters,
                Samples.regression(Linear.of(parameters.scope("0"), 2, 1)),
                Samples.line(100, 2, 1),
                Samples.line(20, 2, 2),
                30,
                1);
        Path file = folder.resolve("training.jfr");
        History history;
        try (Recording recording = new Recording()) {
            recording.enable("lanewise.Step").withoutThreshold();
            recording.enable("lanewise.Epoch").withoutThreshold();
            recording.start();
            history = learner.fit(2, 1e-2f);
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> steps = new ArrayList<>();
        List<RecordedEvent> epochs = new ArrayList<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            (event.getEventType().getName().equals("lanewise.Step") ? steps : epochs).add(event);
        }
        assertEquals(8, steps.size());
        assertEquals(2, epochs.size());
        RecordedEvent last = steps.get(7);
        assertEquals(1, last.getInt("epoch"));
        assertEquals(3, last.getInt("batch"));
        assertEquals(10, last.getInt("rows"));
        assertEquals(1e-2f, last.getFloat("rate"));
        assertTrue(last.getFloat("loss") > 0);
        assertEquals(history.last().validLoss(), epochs.get(1).getDouble("validLoss"));
        assertTrue(epochs.get(1).getDuration().toNanos() > last.getDuration().toNanos());
    }
}
