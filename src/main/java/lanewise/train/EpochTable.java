package lanewise.train;

import java.util.List;
import java.util.Locale;

/** The table that grows by a line per epoch: epoch, train_loss, valid_loss, metrics, time. */
final class EpochTable {

    private static final int WIDTH = 12;

    private final List<String> metrics;

    EpochTable(List<String> metrics) {
        this.metrics = metrics;
    }

    String header() {
        StringBuilder line = new StringBuilder("epoch");
        cell(line, "train_loss");
        cell(line, "valid_loss");
        for (String metric : metrics) {
            cell(line, metric, width(metric));
        }
        return cell(line, "time").toString();
    }

    String row(Epoch epoch) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-5d", epoch.epoch()));
        cell(line, number(epoch.trainLoss()));
        cell(line, number(epoch.validLoss()));
        for (String metric : metrics) {
            cell(line, number(epoch.metrics().getOrDefault(metric, Double.NaN)), width(metric));
        }
        return cell(line, time(epoch.seconds())).toString();
    }

    /** A column is wider where the name of the metric is. */
    private static int width(String metric) {
        return Math.max(WIDTH, metric.length() + 1);
    }

    private static StringBuilder cell(StringBuilder line, String text) {
        return cell(line, text, WIDTH);
    }

    private static StringBuilder cell(StringBuilder line, String text, int width) {
        line.append(' ');
        for (int i = text.length() + 1; i < width; i++) {
            line.append(' ');
        }
        return line.append(text);
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, Math.abs(value) < 1e4 ? "%.6f" : "%.4e", value);
    }

    /** Tenths of seconds while they matter, then minutes and hours as on a clock. */
    static String time(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1fs", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
