package lanewise.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanewise.tensor.StateDict;

/**
 * How a fit went: a value that prints as the table of its epochs.
 *
 * @param epochs the rows
 * @param stopped whether it was ended early
 */
public record History(List<Epoch> epochs, boolean stopped) {

    /** Numbers of an epoch beside its metrics. */
    private static final int FIGURES = 4;

    public History {
        epochs = List.copyOf(epochs);
    }

    /**
     * The last epoch.
     *
     * @throws IllegalStateException if there was none
     */
    public Epoch last() {
        if (epochs.isEmpty()) {
            throw new IllegalStateException("history: the fit had no epoch");
        }
        return epochs.get(epochs.size() - 1);
    }

    /** The epochs of this fit and of one after it, numbered on. */
    public History then(History next) {
        List<Epoch> all = new ArrayList<>(epochs);
        for (Epoch epoch : next.epochs) {
            all.add(epoch.numbered(epochs.size() + epoch.epoch()));
        }
        return new History(all, next.stopped);
    }

    void save(StateDict to) {
        List<String> names = epochs.isEmpty()
                ? Collections.emptyList()
                : new ArrayList<>(epochs.get(0).metrics().keySet());
        double[] numbers = new double[epochs.size() * (FIGURES + names.size())];
        int at = 0;
        for (Epoch epoch : epochs) {
            numbers[at++] = epoch.epoch();
            numbers[at++] = epoch.trainLoss();
            numbers[at++] = epoch.validLoss();
            numbers[at++] = epoch.seconds();
            for (String name : names) {
                numbers[at++] = epoch.metrics().getOrDefault(name, Double.NaN);
            }
        }
        to.put("metrics", String.join("\n", names));
        to.put("epochs", numbers);
        to.put("stopped", stopped ? 1L : 0L);
    }

    static History load(StateDict from) {
        String text = from.text("metrics");
        String[] names = text.isEmpty() ? new String[0] : text.split("\n", -1);
        double[] numbers = from.doubles("epochs");
        List<Epoch> epochs = new ArrayList<>();
        for (int at = 0; at < numbers.length; at += FIGURES + names.length) {
            Map<String, Double> metrics = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                metrics.put(names[i], numbers[at + FIGURES + i]);
            }
            epochs.add(new Epoch((int) numbers[at], numbers[at + 1], numbers[at + 2], metrics, numbers[at + 3]));
        }
        return new History(epochs, from.whole("stopped") == 1);
    }

    /** The header and a line for each epoch. */
    @Override
    public String toString() {
        if (epochs.isEmpty()) {
            return "no epochs";
        }
        EpochTable table =
                new EpochTable(new ArrayList<>(epochs.get(0).metrics().keySet()));
        StringBuilder text = new StringBuilder(table.header());
        for (Epoch epoch : epochs) {
            text.append('\n').append(table.row(epoch));
        }
        return text.toString();
    }
}
