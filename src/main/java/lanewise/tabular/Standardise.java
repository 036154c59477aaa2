package lanewise.tabular;

/**
 * Brings numbers to mean 0 and deviation 1: {@code (x - mean) / (deviation + eps)}.
 *
 * @param mean the mean of the rows it was fitted on
 * @param deviation the root of their biased variance: the population's deviation
 * @param eps 0 in the course of 2017, 1e-7 in fastai v2
 */
record Standardise(double mean, double deviation, double eps) {

    /** Leaves numbers as they are. */
    static final Standardise NOTHING = new Standardise(0, 1, 0);

    /** Fitted on these values, none of which is missing; a column of one value is centred and not scaled. */
    static Standardise fit(double[] values, double eps) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / values.length);
        return deviation > 0 ? new Standardise(mean, deviation, eps) : new Standardise(mean, 1, 0);
    }

    float apply(double value) {
        return (float) ((value - mean) / (deviation + eps));
    }
}
