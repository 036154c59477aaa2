package lanewise.train;

import lanewise.backend.Scope;
import lanewise.optim.Optimizer;
import lanewise.optim.Schedule;
import lanewise.train.Training.Part;

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
        tell(Callback::beforeFit);
        for (int epoch = 0; epoch < training.epochs() && !training.stopped() && !training.cancels(Part.FIT); epoch++) {
            training.begin(epoch);
            runEpoch();
        }
        if (training.cancelEnds(Part.FIT)) {
            training.stop();
            tell(Callback::afterCancelFit);
        }
    }

    private void runEpoch() {
        long start = System.nanoTime();
        // Asked for too late in the epoch before.
        training.cancelEnds(Part.BATCH);
        training.cancelEnds(Part.TRAIN);
        tell(Callback::beforeEpoch);
        if (training.stopped()) {
            return;
        }
        if (!training.cancels(Part.EPOCH)) {
            train();
        }
        if (!training.cancels(Part.EPOCH)) {
            validate();
        }
        if (training.cancelEnds(Part.EPOCH)) {
            tell(Callback::afterCancelEpoch);
        } else if (!training.cancels(Part.FIT)) {
            Validation found = training.validation();
            double seconds = (System.nanoTime() - start) / 1e9;
            training.done(new Epoch(training.epoch(), training.smoothLoss(), found.loss(), found.metrics(), seconds));
            tell(Callback::afterEpoch);
        }
        stopIfAsked();
    }

    private void train() {
        tell(Callback::beforeTrain);
        int[] order = learner.batches().order();
        for (int batch = 0;
                batch < training.batches() && !training.stopped() && !training.cancels(Part.TRAIN);
                batch++) {
            runBatch(batch, order);
            stopIfAsked();
        }
        if (training.cancelEnds(Part.TRAIN)) {
            tell(Callback::afterCancelTrain);
        }
        if (!training.cancels(Part.EPOCH)) {
            tell(Callback::afterTrain);
        }
    }

    private void validate() {
        if (!learner.validates()) {
            training.found(learner.validate());
            return;
        }
        tell(Callback::beforeValidate);
        if (training.cancels(Part.EPOCH)) {
            return;
        }
        Validation found = learner.validate();
        training.found(found);
        tell(Callback::afterValidate);
        if (NotFinite.is(found.loss()) && !training.cancels(Part.EPOCH)) {
            throw new TrainingException(NotFinite.ofValidation(found.loss(), training));
        }
    }

    private void runBatch(int batch, int[] order) {
        followSchedule();
        training.begin(batch, optimizer.rate(), optimizer.momentum());
        tell(Callback::beforeBatch);
        if (!training.cancels(Part.BATCH)) {
            try {
                step(batch, order);
            } finally {
                training.gradients(null);
                scope.release();
            }
        }
        if (training.cancelEnds(Part.BATCH)) {
            tell(Callback::afterCancelBatch);
        }
        if (!training.cancels(Part.TRAIN)) {
            training.batchDone();
            tell(Callback::afterBatch);
            training.cancelEnds(Part.BATCH);
        }
    }

    private void step(int batch, int[] order) {
        Output<T> output = learner.batches().run(batch, order, scope);
        float loss = output.loss().item();
        training.found(loss, output.rows());
        tell(Callback::afterLoss);
        if (training.cancels(Part.BATCH)) {
            return;
        }
        if (NotFinite.is(loss)) {
            throw new TrainingException(NotFinite.ofBatch(loss, training, learner.parameters()));
        }
        training.gradients(output.loss().backward());
        tell(Callback::afterBackward);
        if (!training.cancels(Part.BATCH)) {
            optimizer.step(training.gradients());
            tell(Callback::afterStep);
        }
    }

    private void followSchedule() {
        int stepsPerEpoch = training.batches();
        int at = training.step();
        double multiple = training.rateFactor() * schedule.rate(at, stepsPerEpoch, training.epochs());
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

    private void tell(Learner.Event event) {
        learner.tell(event, training);
    }
}
