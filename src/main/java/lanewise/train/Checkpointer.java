package lanewise.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lanewise.tensor.StateDict;
import org.jspecify.annotations.Nullable;

/** Writes the checkpoints of a learner, and finds in them what its fits have to do when the program runs again. */
final class Checkpointer {

    private final List<History> done = new ArrayList<>();
    private final List<String> settingsOfFits = new ArrayList<>();
    private @Nullable Checkpoints settings;
    private @Nullable StateDict resumed;
    private String source = "";
    private String fingerprint = "";
    private long lastTime;
    private int stepsSince;
    private boolean stoppedInside;

    /** From now on checkpoints are written. */
    void write(Checkpoints where) {
        settings = where;
    }

    /** The next fits do what is left to do after the newest checkpoint of a folder. */
    boolean resume(CheckpointFolder folder) {
        if (!done.isEmpty()) {
            throw new IllegalStateException("resume: this learner has fitted already; call it before the first fit");
        }
        Path newest = folder.newest();
        if (newest != null) {
            resumed = CheckpointFolder.read(newest);
            source = newest.toString();
        }
        return newest != null;
    }

    /**
     * A fit begins.
     *
     * @param ofFit what must be the same in a fit that goes on
     * @throws TrainingException if it is not, or checkpoints of another training lie where these would be written
     */
    void begin(String ofFit) {
        fingerprint = ofFit;
        stoppedInside = false;
        lastTime = System.nanoTime();
        stepsSince = 0;
        StateDict from = resumed;
        if (from != null) {
            requireEqual(from.scope("fit" + done.size()).text("settings"), ofFit);
        } else if (settings != null && done.isEmpty()) {
            Path other = new CheckpointFolder(settings.folder()).newest();
            if (other != null) {
                throw new TrainingException("checkpoints: " + other
                        + " is there from another training; resume from it, delete it, or choose another folder");
            }
        }
    }

    private void requireEqual(String then, String now) {
        String[] before = then.split("\n", -1);
        String[] after = now.split("\n", -1);
        for (int i = 0; i < Math.min(before.length, after.length); i++) {
            if (!before[i].equals(after[i])) {
                throw new TrainingException("resume: " + source + " was written by a fit with " + before[i]
                        + ", this one has " + after[i] + "; it must be the same training");
            }
        }
    }

    /** The history of the fit that begins, if it was done when the checkpoint was written. */
    @Nullable
    History finished(Learner<?, ?> learner) {
        StateDict from = resumed;
        if (from == null) {
            return null;
        }
        int fit = (int) from.whole("fit");
        boolean whole = from.whole("whole") == 1;
        if (done.size() > fit || (done.size() == fit && !whole)) {
            return null;
        }
        History history = History.load(from.scope("fit" + done.size()));
        if (done.size() == fit) {
            LearnerState.load(learner, from);
            resumed = null;
        }
        end(history);
        return history;
    }

    /** The state in whose middle the fit that begins goes on, if it does. */
    @Nullable
    StateDict unfinished(Learner<?, ?> learner) {
        StateDict from = resumed;
        if (from != null) {
            LearnerState.load(learner, from);
            resumed = null;
        }
        return from;
    }

    /** Whether it is time for a checkpoint, after a step. */
    boolean isDue(boolean stopped) {
        stepsSince++;
        Checkpoints when = settings;
        return when != null
                && (stopped
                        || stepsSince >= when.steps()
                        || System.nanoTime() - lastTime >= when.every().toNanos());
    }

    /** Between two batches. */
    void write(Learner<?, ?> learner, Training training, double epochSeconds) {
        stoppedInside = training.stopped();
        StateDict state = StateDict.of();
        training.save(state.scope("training"), epochSeconds);
        write(learner, state, training, false);
    }

    /** When a fit has come to its end; one that was stopped between two batches can go on from there. */
    void end(Learner<?, ?> learner, Training training) {
        end(training.history());
        if (!stoppedInside) {
            write(learner, StateDict.of(), training, true);
        }
    }

    private void end(History history) {
        done.add(history);
        settingsOfFits.add(fingerprint);
    }

    private void write(Learner<?, ?> learner, StateDict state, Training training, boolean whole) {
        Checkpoints where = settings;
        if (where == null) {
            return;
        }
        int fit = whole ? done.size() - 1 : done.size();
        state.put("fit", (long) fit);
        state.put("whole", whole ? 1L : 0L);
        for (int i = 0; i < done.size(); i++) {
            StateDict each = state.scope("fit" + i);
            each.put("settings", settingsOfFits.get(i));
            done.get(i).save(each);
        }
        if (!whole) {
            state.scope("fit" + fit).put("settings", fingerprint);
        }
        LearnerState.save(learner, state);
        new CheckpointFolder(where.folder()).write(state, fit, training.step(), where.keep());
        lastTime = System.nanoTime();
        stepsSince = 0;
    }
}
