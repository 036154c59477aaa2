package lanewise.train;

import java.util.ArrayList;
import java.util.List;

/**
 * How a fit went: a value that prints as the table of its epochs.
 *
 * @param epochs the rows
 * @param stopped whether it was ended early
 */
public record History(List<Epoch> epochs, boolean stopped) {

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
            all.add(new Epoch(
                    epochs.size() + epoch.epoch(),
                    epoch.trainLoss(),
                    epoch.validLoss(),
                    epoch.metrics(),
                    epoch.seconds()));
        }
        return new History(all, next.stopped);
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
