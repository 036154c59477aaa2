package lanewise.optim;

import java.util.List;

/**
 * Schedules one after the other: fastai's {@code fit_opt_sched}. A fit by them takes {@link #epochs()} epochs; one that
 * goes on stays at the end of the last phase.
 *
 * @param phases in order
 */
public record Phases(List<Phase> phases) implements Schedule {

    public Phases {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("phases: there must be at least one");
        }
    }

    /** How many epochs all phases take together; a part of an epoch counts as one. */
    public int epochs() {
        double sum = 0;
        for (Phase phase : phases) {
            sum += phase.epochs();
        }
        return (int) Math.ceil(sum - 1e-9);
    }

    /** What to ask the schedule of a phase. */
    private interface Question {
        double ask(Schedule schedule, int step, int stepsPerEpoch, int epochs);
    }

    @Override
    public double rate(int step, int stepsPerEpoch, int epochs) {
        return ask(step, stepsPerEpoch, Schedule::rate);
    }

    @Override
    public double momentum(int step, int stepsPerEpoch, int epochs) {
        return ask(step, stepsPerEpoch, Schedule::momentum);
    }

    @Override
    public double weightDecay(int step, int stepsPerEpoch, int epochs) {
        return ask(step, stepsPerEpoch, Schedule::weightDecay);
    }

    private double ask(int step, int stepsPerEpoch, Question question) {
        double end = 0;
        int from = 0;
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            end += phase.epochs();
            int to = (int) Math.round(end * stepsPerEpoch);
            if (step < to || i == phases.size() - 1) {
                return ask(phase, Math.min(step, to) - from, to - from, stepsPerEpoch, question);
            }
            from = to;
        }
        throw new AssertionError("the last phase answers");
    }

    /** Whole epochs are handed on, for schedules that count them; otherwise the phase is an epoch of its own. */
    private static double ask(Phase phase, int step, int steps, int stepsPerEpoch, Question question) {
        int whole = (int) phase.epochs();
        return whole == phase.epochs()
                ? question.ask(phase.schedule(), step, stepsPerEpoch, whole)
                : question.ask(phase.schedule(), step, steps, 1);
    }
}
