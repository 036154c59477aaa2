package lanewise.bench;

import lanewise.backend.Device;

/**
 * How the time of W2's epoch depends on the size of the items' table: the same batches of 64 on 10^4 to 10^7 rows. Rows
 * that were put off stay so at the end of an epoch; how long it takes to do them all is a figure of its own.
 */
final class TableSizes implements Workload {

    /** Few enough that the largest table and what Adam remembers of it fit in 2 GB. */
    private static final int FACTORS = 10;

    private static final int BATCH_SIZE = 64;

    @Override
    public String name() {
        return "W2-rows";
    }

    @Override
    public String summary() {
        return "W2's epoch by the size of the table: 10^4 to 10^7 rows, 10 factors (needs 3 GB)";
    }

    @Override
    public void run(Device device, Report report) {
        for (int exponent = 4; exponent <= 7; exponent++) {
            String config = "rows-1e" + exponent;
            Ratings ratings = Ratings.ofItems((int) Math.pow(10, exponent));
            var training =
                    new CollabTraining(ratings, FACTORS, BATCH_SIZE, device, report.losses(name() + " " + config));
            Timing timing = Timing.of(Timing.Protocol.EPOCHS, device, training::steps);
            report.epochs(name(), config, timing, ratings.count(), "ratings");
            long start = System.nanoTime();
            training.settle();
            device.synchronize();
            report.figure(name(), config, "s_to_settle", (System.nanoTime() - start) * 1e-9);
        }
    }
}
