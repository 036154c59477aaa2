package lanewise.train;

import java.nio.file.Path;
import java.time.Duration;

/**
 * When a learner writes checkpoints, and where: all that training needs to go on after a crash as if nothing had happened. A
 * checkpoint is written whole or not at all, between two batches, and at the end of each fit; the oldest make room for the
 * new. A value: every setting returns another.
 *
 * @param folder where they lie; it is made if it is missing
 * @param every the time between two, 10 minutes by default
 * @param steps the steps between two, if that is sooner; by default time alone counts
 * @param keep how many are kept, 2 by default
 */
public record Checkpoints(Path folder, Duration every, int steps, int keep) {

    /**
     * @throws IllegalArgumentException if a time, a number of steps or the number kept is not positive
     */
    public Checkpoints {
        if (every.isNegative() || every.isZero() || steps < 1 || keep < 1) {
            throw new IllegalArgumentException("checkpoints: time, steps and the number kept must be positive, got "
                    + every + ", " + steps + " and " + keep);
        }
    }

    /** Every 10 minutes, the last two kept. */
    public static Checkpoints in(Path folder) {
        return new Checkpoints(folder, Duration.ofMinutes(10), Integer.MAX_VALUE, 2);
    }

    /** The same with another time. */
    public Checkpoints every(Duration time) {
        return new Checkpoints(folder, time, steps, keep);
    }

    /** The same after so many steps, or the time if that is sooner. */
    public Checkpoints everySteps(int count) {
        return new Checkpoints(folder, every, count, keep);
    }

    /** The same with more or fewer kept. */
    public Checkpoints keep(int count) {
        return new Checkpoints(folder, every, steps, count);
    }

    /** Deletes the checkpoints in the folder, and the folder if nothing else is in it: once the model is saved. */
    public void delete() {
        new CheckpointFolder(folder).delete();
    }
}
