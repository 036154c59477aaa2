package lanewise.bench;

import lanewise.backend.Device;

/**
 * W2: an epoch of collaborative filtering, 100,000 ratings by 671 users of 9,066 items, 50 factors. Adam moves every row of
 * every table at every step; what it put off is done before the clock of an epoch stops.
 */
final class CollabEpochs implements Workload {

    private static final int FACTORS = 50;

    @Override
    public String name() {
        return "W2";
    }

    @Override
    public String summary() {
        return "an epoch of collaborative filtering, batches of 64 and 1,024";
    }

    @Override
    public void run(Device device, Report report) {
        Ratings ratings = Ratings.likeMovieLens();
        for (int batchSize : new int[] {64, 1024}) {
            String config = "bs" + batchSize + "-dense";
            var training =
                    new CollabTraining(ratings, FACTORS, batchSize, device, report.losses(name() + " " + config));
            Timing timing = Timing.of(Timing.Protocol.EPOCHS, device, () -> {
                training.steps();
                training.settle();
            });
            report.epochs(name(), config, timing, ratings.count(), "ratings");
        }
    }
}
