package lanewise.train;

/**
 * The figure of each epoch that a callback watches, and when it has become better: when it is less, if its name has loss or
 * error in it, else when it is more.
 *
 * @param name train_loss, valid_loss, or that of a metric
 * @param minDelta by how much it must have become better to count
 */
record Monitor(String name, double minDelta) {

    static final Monitor VALID_LOSS = new Monitor("valid_loss", 0);

    Monitor {
        if (!(minDelta >= 0)) {
            throw new IllegalArgumentException(
                    "monitor: the least difference that counts may not be negative, got " + minDelta);
        }
    }

    /** Figures of error are better when they are less. */
    private boolean lessIsBetter() {
        return name.contains("loss")
                || name.contains("error")
                || name.equals("mae")
                || name.contains("rmse")
                || name.contains("rmspe");
    }

    double worst() {
        return lessIsBetter() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    /** Whether a value is better than the best so far; NaN never is. */
    boolean isBetter(double value, double best) {
        return lessIsBetter() ? value < best - minDelta : value > best + minDelta;
    }

    /**
     * The figure of the epoch that has just ended.
     *
     * @throws IllegalArgumentException if there is none of this name, or there are no validation rows to take it from
     */
    double value(Training training) {
        Epoch epoch = training.history().last();
        double value = switch (name) {
            case "train_loss" -> epoch.trainLoss();
            case "valid_loss" -> epoch.validLoss();
            default -> metric(epoch);
        };
        if (Double.isNaN(epoch.validLoss()) && !name.equals("train_loss")) {
            throw new IllegalArgumentException(
                    "monitor: there is no " + name + " without validation rows; split some off, or watch train_loss");
        }
        return value;
    }

    private double metric(Epoch epoch) {
        Double value = epoch.metrics().get(name);
        if (value == null) {
            throw new IllegalArgumentException("monitor: there is no figure " + name
                    + " in the epochs; there are train_loss, valid_loss"
                    + (epoch.metrics().isEmpty()
                            ? ""
                            : ", " + String.join(", ", epoch.metrics().keySet())));
        }
        return value;
    }
}
