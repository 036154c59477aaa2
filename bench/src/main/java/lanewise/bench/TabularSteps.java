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
        return "a training step of a tabular net on 128 rows, and inference of 1 and 1,024";
    }

    @Override
    public void run(Device device, Report report) {
        String train = "train-bs" + TabularTraining.BATCH_SIZE;
        var training = new TabularTraining(device, report.losses(name() + " " + train));
        report.steps(
                name(), train, Timing.of(Timing.Protocol.STEPS, training::step), TabularTraining.BATCH_SIZE, "samples");
        for (int rows : new int[] {1, 1024}) {
            Timing timing = Timing.of(Timing.Protocol.STEPS, () -> training.predict(rows));
            report.steps(name(), "infer-bs" + rows, timing, rows, "samples");
        }
    }
}
