package lanewise.train;

import java.util.function.BiConsumer;
import lanewise.backend.Scope;
import lanewise.optim.Optimizer;
import lanewise.optim.Schedule;
import lanewise.tensor.StateDict;
import lanewise.train.Training.Part;
import org.jspecify.annotations.Nullable;

/** The loop of one fit: epochs of batches, validation after each, and the events between. */
final class FitLoop<B, T> {

    private final Learner<B, T> learner;
    private final Training training;
    private final Optimizer optimizer;
    private final Schedule schedule;
    private final float[] peakRates;
    private final Scope scope;
    private final @Nullable Checkpointer checkpointer;
    private final boolean asynchronous;

    private final @Nullable FlightRecorder flight = FlightRecorder.find();

    /** Where the fit goes on, until it does. */
    private @Nullable StateDict resumed;

    private double secondsBefore;
    private long epochStart;

    FitLoop(
            Learner<B, T> learner,
            Training training,
            Optimizer optimizer,
            Schedule schedule,
            float[] peakRates,
            Scope scope,
            @Nullable Checkpointer checkpointer) {
        this.learner = learner;
        this.training = training;
        this.optimizer = optimizer;
        this.schedule = schedule;
        this.peakRates = peakRates;
        this.scope = scope;
        this.checkpointer = checkpointer;
        this.asynchronous = learner.device().backend().asynchronous();
    }

    /** Goes on where a checkpoint was written, with {@link #run}. */
    void resume(StateDict from) {
        resumed = from;
        secondsBefore = training.load(from.scope("training"));
    }

    void run() {
        tell(Callback::beforeFit);
        for (int epoch = training.epoch();
                epoch < training.epochs() && !training.stopped() && !training.cancels(Part.FIT);
                epoch++) {
            if (resumed == null) {
                training.begin(epoch);
            }
            runEpoch();
        }
        if (training.cancelEnds(Part.FIT)) {
            training.stop();
            tell(Callback::afterCancelFit);
        }
    }

    private void runEpoch() {
        epochStart = System.nanoTime() - (long) (1e9 * secondsBefore);
        secondsBefore = 0;
        if (flight != null) {
            flight.beginEpoch();
        }
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
            Epoch row =
                    new Epoch(training.epoch(), training.smoothLoss(), found.loss(), found.metrics(), epochSeconds());
            training.done(row);
            learner.recorder().epoch(row);
            if (flight != null) {
                flight.endEpoch(row);
            }
            tell(Callback::afterEpoch);
        }
        stopIfAsked();
    }

    private double epochSeconds() {
        return (System.nanoTime() - epochStart) / 1e9;
    }

    private void train() {
        tell(Callback::beforeTrain);
        StateDict from = resumed;
        resumed = null;
        int[] order =
                from == null ? learner.batches().order() : learner.batches().order(from.scope("batches"));
        if (from != null) {
            LearnerState.loadCallbacks(learner, from, training);
        }
        for (int batch = training.batch();
                batch < training.batches() && !training.stopped() && !training.cancels(Part.TRAIN);
                batch++) {
            runBatch(batch, order);
            stopIfAsked();
            if (checkpointer != null && checkpointer.isDue(training.stopped())) {
                requireAllFinite();
                checkpointer.write(learner, training, epochSeconds());
            }
        }
        requireAllFinite();
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
            if (flight != null) {
                flight.beginStep();
            }
            step(batch, order);
            if (flight != null) {
                flight.endStep(training);
            }
            training.gradients(null);
            scope.release();
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
        training.expect(output.loss().itemLater(), output.rows());
        if (!asynchronous) {
            training.losses().read();
        }
        tell(Callback::afterLoss);
        if (training.cancels(Part.BATCH)) {
            training.losses().cancelNewest();
            return;
        }
        requireFinite();
        training.gradients(output.loss().backward());
        tell(Callback::afterBackward);
        if (!training.cancels(Part.BATCH)) {
            optimizer.step(training.gradients());
            tell(Callback::afterStep);
        }
        // That of the step before: waiting for this one would let the device run idle.
        training.losses().readAllBut(1);
        requireFinite();
    }

    private void requireFinite() {
        RunningLoss.Expected found = training.losses().notFinite();
        if (found != null) {
            throw new TrainingException(
                    asynchronous
                            ? NotFinite.ofStep(found, learner.device())
                            : NotFinite.ofBatch(found, learner.parameters()));
        }
    }

    /** Nothing is written, and nothing validated, that a loss on its way would have kept from being. */
    private void requireAllFinite() {
        training.losses().read();
        requireFinite();
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

    private void tell(BiConsumer<Callback, Training> event) {
        learner.tell(event, training);
    }
}
