package lanewise.train;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import lanewise.tensor.StateDict;

/**
 * Writes a line of CSV for each epoch: epoch, train_loss, valid_loss, metrics, time in seconds; nothing where there is no
 * number. A line is in the file when its epoch ends.
 */
public final class CsvLogger implements Callback {

    private final Path path;
    private final boolean append;

    private CsvLogger(Path path, boolean append) {
        this.path = path;
        this.append = append;
    }

    /** Begins the file anew with each fit. */
    public static CsvLogger to(Path path) {
        return new CsvLogger(path, false);
    }

    /** The same, adding the lines of each fit, with a header of their own, to those that are there. */
    public CsvLogger append() {
        return new CsvLogger(path, true);
    }

    @Override
    public void beforeFit(Training training) {
        List<String> names = new ArrayList<>(List.of("epoch", "train_loss", "valid_loss"));
        for (String metric : training.metricNames()) {
            names.add(quoted(metric));
        }
        names.add("time");
        write(names, append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static String quoted(String name) {
        boolean plain = name.indexOf(',') < 0 && name.indexOf('"') < 0 && name.indexOf('\n') < 0;
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public void afterEpoch(Training training) {
        write(training.history().last(), training);
    }

    /** Lines that were written before are written again, after a header. */
    @Override
    public void loadState(StateDict from, Training training) {
        for (Epoch epoch : training.history().epochs()) {
            write(epoch, training);
        }
    }

    private void write(Epoch epoch, Training training) {
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(epoch.epoch()));
        cells.add(number(epoch.trainLoss()));
        cells.add(number(epoch.validLoss()));
        for (String metric : training.metricNames()) {
            cells.add(number(epoch.metrics().getOrDefault(metric, Double.NaN)));
        }
        cells.add(number(epoch.seconds()));
        write(cells, StandardOpenOption.APPEND);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private void write(List<String> cells, OpenOption how) {
        try (BufferedWriter out = Files.newBufferedWriter(
                path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            out.write(String.join(",", cells));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + path + ": " + e.getMessage(), e);
        }
    }
}
