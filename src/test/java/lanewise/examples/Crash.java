package lanewise.examples;

import lanewise.train.Callback;
import lanewise.train.Training;

/** Ends a training in the middle of its step, as a crash does. */
final class Crash extends RuntimeException implements Callback {

    private static final long serialVersionUID = 1;

    private final int limit;
    private int steps;

    Crash(int limit) {
        this.limit = limit;
    }

    @Override
    public void afterStep(Training training) {
        steps++;
        if (steps == limit) {
            throw this;
        }
    }
}
