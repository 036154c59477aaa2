package lanewise.bench;

import lanewise.backend.Device;

/** W3: a tabular net like the course's for Rossmann, a training step and inference. */
final class TabularSteps implements Workload {

    @Override
    public String name() {
        return "W3";
    }

    @Override
    public String summary() {
        return "a training step of a tabular net on 128 rows, on a card of 8,192 too, and inference of 1 and 1,024";
    }

    @Override
    public void run(Device device, Report report) {
        var training = train(TabularTraining.BATCH_SIZE, device, report);
        for (int rows : new int[] {1, 1024}) {
            Timing timing = Timing.of(Timing.Protocol.STEPS, device, () -> training.predict(rows));
            report.steps(name(), "infer-bs" + rows, timing, rows, "samples");
        }
        if (device.backend().asynchronous()) {
            train(TabularTraining.LARGE_BATCH_SIZE, device, report);
        }
    }

    private TabularTraining train(int batchSize, Device device, Report report) {
        String config = "train-bs" + batchSize;
        var training = new TabularTraining(batchSize, device, report.losses(name() + " " + config));
        Timing timing = Timing.of(Timing.Protocol.STEPS, device, training::step);
        report.steps(name(), config, timing, batchSize, "samples");
        return training;
    }
}
