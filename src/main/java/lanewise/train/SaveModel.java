package lanewise.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import lanewise.optim.CosineRestarts;
import lanewise.tensor.StateDict;
import org.jspecify.annotations.Nullable;

/**
 * Saves weights and optimizer while a fit is under way, for {@link Learner#load}: those of the best epoch, of every epoch, or
 * of the end of every cycle. Each file is written whole or not at all.
 */
public final class SaveModel implements Callback {

    private final Learner<?, ?> learner;
    private final Path place;
    private final @Nullable Monitor monitor;
    private final @Nullable CosineRestarts cycles;
    private double best;

    private SaveModel(Learner<?, ?> learner, Path place, @Nullable Monitor monitor, @Nullable CosineRestarts cycles) {
        this.learner = learner;
        this.place = place;
        this.monitor = monitor;
        this.cycles = cycles;
    }

    /** Of the epoch with the lowest valid_loss, into {@code file}, which each better epoch replaces. */
    public static SaveModel best(Learner<?, ?> learner, Path file) {
        return best(learner, file, Monitor.VALID_LOSS.name());
    }

    /**
     * The same by another figure.
     *
     * @param figure train_loss, valid_loss or the name of a metric; losses and errors are better when they are less, others
     *     when they are more
     */
    public static SaveModel best(Learner<?, ?> learner, Path file, String figure) {
        return new SaveModel(learner, file, new Monitor(figure, 0), null);
    }

    /** Of every epoch, into {@code epoch-0000.safetensors} and so on in {@code folder}, which is made if it is missing. */
    public static SaveModel everyEpoch(Learner<?, ?> learner, Path folder) {
        return new SaveModel(learner, folder, null, null);
    }

    /**
     * Of the last epoch of each cycle, into {@code cycle-0000.safetensors} and so on in {@code folder}, which is made if it is
     * missing: the course's {@code cycle_save_name}.
     *
     * @param schedule the one that the fit is given
     */
    public static SaveModel everyCycle(Learner<?, ?> learner, Path folder, CosineRestarts schedule) {
        return new SaveModel(learner, folder, null, schedule);
    }

    @Override
    public void beforeFit(Training training) {
        if (monitor != null) {
            best = monitor.worst();
            return;
        }
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + place + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void afterEpoch(Training training) {
        if (monitor != null) {
            double value = monitor.value(training);
            if (monitor.isBetter(value, best)) {
                best = value;
                learner.save(place);
            }
        } else if (cycles == null) {
            learner.save(file("epoch", training.epoch()));
        } else {
            int cycle = 0;
            while (cycles.epochs(cycle + 1) < training.epoch() + 1) {
                cycle++;
            }
            if (cycles.epochs(cycle + 1) == training.epoch() + 1) {
                learner.save(file("cycle", cycle));
            }
        }
    }

    private Path file(String what, int number) {
        return place.resolve(String.format(Locale.ROOT, "%s-%04d.safetensors", what, number));
    }

    @Override
    public void saveState(StateDict to) {
        to.put("best", best);
    }

    @Override
    public void loadState(StateDict from, Training training) {
        best = from.number("best");
    }
}
