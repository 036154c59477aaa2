package lanewise.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import lanewise.io.JsonObject;
import lanewise.tensor.StateDict;
import lanewise.train.Callback;
import lanewise.train.Epoch;
import lanewise.train.Training;

/**
 * The epochs of a fit as lines of JSON, one object each. A line is written at once when its epoch ends, so that
 * whatever ends the process leaves whole lines.
 */
final class HistoryFile implements Callback, AutoCloseable {

    private final Path path;
    private final OutputStream out;

    private HistoryFile(Path path, OutputStream out) {
        this.path = path;
        this.out = out;
    }

    /** Starts the file anew. */
    static HistoryFile create(Path path) {
        try {
            return new HistoryFile(path, new FileOutputStream(path.toFile()));
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    @Override
    public void afterEpoch(Training training) {
        write(training.history().last());
    }

    /** The lines of the epochs before are written again. */
    @Override
    public void loadState(StateDict from, Training training) {
        training.history().epochs().forEach(this::write);
    }

    private void write(Epoch epoch) {
        try {
            out.write((line(epoch) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** The names are epoch, train_loss, valid_loss, those of the metrics, and seconds; NaN becomes null. */
    static JsonObject line(Epoch epoch) {
        JsonObject line = JsonObject.of()
                .with("epoch", epoch.epoch())
                .with("train_loss", epoch.trainLoss())
                .with("valid_loss", epoch.validLoss());
        for (Map.Entry<String, Double> metric : epoch.metrics().entrySet()) {
            line = line.with(metric.getKey(), metric.getValue());
        }
        return line.with("seconds", epoch.seconds());
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private static UncheckedIOException failure(Path path, IOException e) {
        return new UncheckedIOException("cannot write the history " + path + ": " + e.getMessage(), e);
    }
}
