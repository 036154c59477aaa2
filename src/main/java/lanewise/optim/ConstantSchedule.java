package lanewise.optim;

/** The peak rate at every step. */
record ConstantSchedule() implements Schedule {

    @Override
    public double rate(int step, int stepsPerEpoch, int epochs) {
        return 1;
    }
}
