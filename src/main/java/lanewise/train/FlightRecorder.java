package lanewise.train;

import org.jspecify.annotations.Nullable;

/**
 * Writes the steps and epochs of a fit into the flight recording that is under way ({@code -XX:StartFlightRecording}), as the
 * events {@code lanewise.Step} and {@code lanewise.Epoch}. Where there is no flight recorder, as on Android, nobody makes one.
 */
final class FlightRecorder {

    private @Nullable StepEvent step;
    private @Nullable EpochEvent epoch;

    private FlightRecorder() {}

    /** One for a fit, or none. */
    static @Nullable FlightRecorder find() {
        try {
            Class.forName("jdk.jfr.Event");
            return new FlightRecorder();
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    void beginEpoch() {
        EpochEvent event = new EpochEvent();
        epoch = event;
        event.begin();
    }

    void beginStep() {
        StepEvent event = new StepEvent();
        step = event;
        event.begin();
    }

    void endStep(Training training) {
        StepEvent event = step;
        if (event != null && event.shouldCommit()) {
            event.epoch = training.epoch();
            event.batch = training.batch();
            event.rows = training.batchRows();
            event.loss = training.loss();
            event.rate = training.rate();
            event.commit();
        }
    }

    void endEpoch(Epoch row) {
        EpochEvent event = epoch;
        if (event != null && event.shouldCommit()) {
            event.epoch = row.epoch();
            event.trainLoss = row.trainLoss();
            event.validLoss = row.validLoss();
            event.commit();
        }
    }
}
