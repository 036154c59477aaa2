package lanewise.train;

import lanewise.backend.Scope;
import lanewise.optim.Optimizer;
import lanewise.optim.Schedule;

/** The loop of one fit: epochs of batches, validation after each, and the events between. */
final class FitLoop<B, T> {

    private final Learner<B, T> learner;
    private final Training training;
    private final Optimizer optimizer;
    private final Schedule schedule;
    private final float[] peakRates;
    private final Scope scope;

    FitLoop(
            Learner<B, T> learner,
            Training training,
            Optimizer optimizer,
            Schedule schedule,
            float[] peakRates,
            Scope scope) {
        this.learner = learner;
        this.training = training;
        this.optimizer = optimizer;
        this.schedule = schedule;
        this.peakRates = peakRates;
        this.scope = scope;
    }

    void run() {
        learner.tell(callback -> callback.beforeFit(training));
        for (int epoch = 0; epoch < training.epochs() && !training.stopped(); epoch++) {
            training.begin(epoch);
            runEpoch();
        }
    }

    private void runEpoch() {
        long start = System.nanoTime();
        learner.tell(callback -> callback.beforeEpoch(training));
        if (training.stopped()) {
            return;
        }
        int[] order = learner.batches().order();
        for (int batch = 0; batch < training.batches() && !training.stopped(); batch++) {
            followSchedule();
            training.begin(batch, optimizer.rate());
            learner.tell(callback -> callback.beforeBatch(training));
            runBatch(batch, order);
            learner.tell(callback -> callback.afterBatch(training));
            stopIfAsked();
        }
        learner.tell(callback -> callback.afterTrain(training));
        Validation validation = learner.validate();
        if (learner.validates() && NotFinite.is(validation.loss())) {
            throw new TrainingException(NotFinite.ofValidation(validation.loss(), training));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        training.done(
                new Epoch(training.epoch(), training.smoothLoss(), validation.loss(), validation.metrics(), seconds));
        learner.tell(callback -> callback.afterEpoch(training));
        stopIfAsked();
    }

    private void runBatch(int batch, int[] order) {
        try {
            Output<T> output = learner.batches().run(batch, order, scope);
            float loss = output.loss().item();
            if (NotFinite.is(loss)) {
                throw new TrainingException(NotFinite.ofBatch(loss, training, learner.parameters()));
            }
            optimizer.step(output.loss().backward());
            training.done(loss);
        } finally {
            scope.release();
        }
    }

    private void followSchedule() {
        int stepsPerEpoch = training.batches();
        int at = training.step();
        double multiple = schedule.rate(at, stepsPerEpoch, training.epochs());
        float[] rates = new float[peakRates.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = (float) (peakRates[i] * multiple);
        }
        optimizer.rates(rates);
        double momentum = schedule.momentum(at, stepsPerEpoch, training.epochs());
        if (!Double.isNaN(momentum)) {
            optimizer.momentum((float) momentum);
        }
        optimizer.weightDecayFactor((float) schedule.weightDecay(at, stepsPerEpoch, training.epochs()));
    }

    private void stopIfAsked() {
        if (learner.isToStop()) {
            training.stop();
        }
    }
}
