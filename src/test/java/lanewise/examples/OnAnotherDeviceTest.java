package lanewise.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lanewise.backend.Device;
import lanewise.backend.Stranger;
import lanewise.cuda.StubDevice;
import lanewise.optim.Adagrad;
import lanewise.optim.Adam;
import lanewise.optim.AdamW;
import lanewise.optim.Lamb;
import lanewise.optim.Lookahead;
import lanewise.optim.OptimizerSpec;
import lanewise.optim.RAdam;
import lanewise.optim.RmsProp;
import lanewise.optim.Sgd;
import lanewise.train.Callback;
import lanewise.train.Checkpoints;
import lanewise.train.Epoch;
import lanewise.train.History;
import lanewise.train.Learner;
import lanewise.train.StochasticWeightAveraging;
import lanewise.train.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings on devices that are not the processor: the same results, and nothing copied that need not be. */
class OnAnotherDeviceTest {

    @TempDir
    Path folder;

    private static Stream<OptimizerSpec> optimizers() {
        return Stream.of(
                Sgd.lr(1e-2f),
                Sgd.lr(1e-2f).nesterov(0.9f),
                Adam.lr(1e-2f),
                AdamW.lr(1e-2f),
                RmsProp.lr(1e-2f).momentum(0.5f).centered(true),
                Adagrad.lr(1e-2f),
                RAdam.lr(1e-2f),
                Lamb.lr(1e-2f),
                Lookahead.of(Adam.lr(1e-2f)).k(4));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void everyOptimizerTrainsThere(OptimizerSpec optimizer) {
        Learner<?, ?> here = ResumableTraining.learner("collab", optimizer);
        Learner<?, ?> there = ResumableTraining.learner("collab", optimizer);
        there.to(Stranger.likeCpu().device());
        assertEquals(ResumableTraining.train(here), ResumableTraining.train(there));
    }

    @ParameterizedTest
    @ValueSource(strings = {"collab", "tabular", "text"})
    void everyApplicationTrainsThere(String application) {
        Learner<?, ?> here = ResumableTraining.learner(application, null);
        Learner<?, ?> there = ResumableTraining.learner(application, null);
        there.to(Stranger.likeCpu().device());
        here.callback(StochasticWeightAveraging.of(here));
        there.callback(StochasticWeightAveraging.of(there));
        assertEquals(ResumableTraining.train(here), ResumableTraining.train(there));
        assertEquals(here.summary().toString(), there.summary().toString());
        assertEquals(here.layerStats().toString(), there.layerStats().toString());
        assertEquals(
                here.findLr(1e-4f, 1, 20).toString(), there.findLr(1e-4f, 1, 20).toString());
    }

    /** Its losses are read a step late, and gradients of tables are dense: the same but for rounding. */
    @ParameterizedTest
    @ValueSource(strings = {"collab", "tabular", "text"})
    void aDeviceThatWorksOnByItselfTrainsTheSame(String application) {
        trainTheSame(application, Stranger.likeCard().device());
    }

    @ParameterizedTest
    @ValueSource(strings = {"collab", "tabular", "text"})
    void theCardOfTheStubTrainsTheSame(String application) {
        try (StubDevice stub = StubDevice.open()) {
            trainTheSame(application, stub.device());
        }
    }

    /** Such a fit leaves a loss behind that was still on its way. */
    @Test
    void afterAFitThatFailedTheCardMayBeClosed() {
        Learner<?, ?> learner = ResumableTraining.learner("collab", null);
        Callback failing = new Callback() {
            @Override
            public void afterStep(Training training) {
                if (training.step() == 2) {
                    throw new IllegalStateException("enough");
                }
            }
        };
        learner.callback(failing);
        try (StubDevice stub = StubDevice.open()) {
            learner.to(stub.device());
            assertThrows(IllegalStateException.class, () -> learner.fit(1, 1e-3f));
            learner.to(Device.cpu());
        }
        assertEquals(3, learner.recorder().losses().length);
        assertEquals(
                "enough",
                assertThrows(IllegalStateException.class, () -> learner.fit(1, 1e-3f))
                        .getMessage());
        assertEquals(6, learner.recorder().losses().length);
    }

    /** Neither validation nor a look at it leaves memory of its steps behind. */
    @ParameterizedTest
    @ValueSource(strings = {"collab", "tabular", "text"})
    void memoryOfStepsComesBackWithoutTheCollector(String application) {
        try (StubDevice stub = StubDevice.open()) {
            Learner<?, ?> learner = ResumableTraining.learner(application, null);
            learner.to(stub.device());
            learner.fitOneCycle(1, 1e-2f);
            long used = stub.usedBytes();
            learner.validate();
            learner.summary();
            learner.updateBatchNorm();
            // A step's memory is a megabyte at least; the state of a text that was read is on the heap.
            assertTrue(stub.usedBytes() < used + (1 << 20), () -> used + " before, " + stub.usedBytes() + " after");
        }
    }

    private static void trainTheSame(String application, Device device) {
        Learner<?, ?> here = ResumableTraining.learner(application, null);
        Learner<?, ?> there = ResumableTraining.learner(application, null);
        there.to(device);
        History expected = here.fitOneCycle(2, 1e-2f);
        History actual = there.fitOneCycle(2, 1e-2f);
        for (int i = 0; i < 2; i++) {
            Epoch one = expected.epochs().get(i);
            Epoch other = actual.epochs().get(i);
            assertEquals(one.trainLoss(), other.trainLoss(), 1e-4 * one.trainLoss());
            assertEquals(one.validLoss(), other.validLoss(), 1e-4 * one.validLoss());
        }
        double[] losses = here.recorder().losses();
        double[] read = there.recorder().losses();
        assertEquals(losses.length, read.length);
        for (int i = 0; i < losses.length; i++) {
            assertEquals(losses[i], read[i], 1e-3 * losses[i], "step " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({"collab, 2", "tabular, 3", "text, 1"})
    void aStepCopiesItsBatchAndNothingElse(String application, int uploads) {
        Stranger card = Stranger.likeCard();
        Learner<?, ?> learner = ResumableTraining.learner(application, null);
        learner.to(card.device());
        learner.clipNorm(Float.POSITIVE_INFINITY);
        List<String> steps = new ArrayList<>();
        learner.callback(new Callback() {
            @Override
            public void afterBatch(Training training) {
                if (training.batch() > 1) {
                    steps.add(card.counts());
                }
                card.reset();
            }
        });
        learner.fitOneCycle(2, 1e-2f);
        assertTrue(steps.size() > 50, () -> steps.size() + " steps");
        for (String step : steps) {
            assertEquals(
                    "{await=1, startDownload=1, upload=" + uploads + "}", step, "the loss is that of the step before");
        }
    }

    @Test
    void theLossComesDownWhenItIsAskedFor() {
        Stranger card = Stranger.likeCard();
        Learner<?, ?> here = ResumableTraining.learner("text", null);
        Learner<?, ?> there = ResumableTraining.learner("text", null);
        there.to(card.device());
        List<Float> known = new ArrayList<>();
        List<Float> asked = new ArrayList<>();
        here.callback(lossesInto(known));
        there.callback(lossesInto(asked));
        there.callback(new Callback() {
            @Override
            public void afterBatch(Training training) {
                assertEquals(asked.size(), there.recorder().steps());
            }
        });
        here.fitOneCycle(1, 1e-2f);
        there.fitOneCycle(1, 1e-2f);
        for (int i = 0; i < known.size(); i++) {
            assertEquals(known.get(i), asked.get(i), 1e-3 * known.get(i), "step " + i);
        }
    }

    private static Callback lossesInto(List<Float> losses) {
        return new Callback() {
            @Override
            public void afterLoss(Training training) {
                losses.add(training.loss());
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"collab, 60", "tabular, 20", "text, 60"})
    void aCheckpointGoesOnWhereverItWasWritten(String application, int steps) {
        String whole = ResumableTraining.train(ResumableTraining.learner(application, null));
        Checkpoints when = Checkpoints.in(folder).everySteps(9);
        for (int run = 0; run < 4; run++) {
            Learner<?, ?> learner = ResumableTraining.learner(application, null);
            learner.to(run % 2 == 0 ? Stranger.likeCpu().device() : Device.cpu());
            learner.checkpoints(when);
            learner.resume(folder);
            if (run == 3) {
                assertEquals(whole, ResumableTraining.train(learner));
            } else {
                learner.callback(new Crash(steps));
                assertThrows(Crash.class, () -> ResumableTraining.train(learner));
            }
        }
    }

    /** What Adam has put off on the processor is done when a device takes over that puts nothing off, and the other way. */
    @Test
    void rowsPutOffAreDoneWhereGradientsOfTablesAreDense() {
        Learner<?, ?> whole = ResumableTraining.learner("collab", AdamW.lr(1e-2f));
        History expected = whole.fit(3, 1e-2f);
        Checkpoints when = Checkpoints.in(folder).everySteps(30);
        History actual = expected;
        for (int run = 0; run < 3; run++) {
            Learner<?, ?> learner = ResumableTraining.learner("collab", AdamW.lr(1e-2f));
            learner.to(run == 1 ? Stranger.likeCard().device() : Device.cpu());
            learner.checkpoints(when);
            learner.resume(folder);
            if (run < 2) {
                learner.callback(new Crash(80));
                assertThrows(Crash.class, () -> learner.fit(3, 1e-2f));
            } else {
                actual = learner.fit(3, 1e-2f);
            }
        }
        for (int i = 0; i < 3; i++) {
            double loss = expected.epochs().get(i).validLoss();
            assertEquals(loss, actual.epochs().get(i).validLoss(), 1e-3 * loss, "epoch " + i);
        }
    }

    @Test
    void aLearnerMovesBetweenFitsAndFiles() {
        Path file = folder.resolve("learner");
        Learner<?, ?> stays = ResumableTraining.learner("text", AdamW.lr(1e-2f));
        Learner<?, ?> moves = ResumableTraining.learner("text", AdamW.lr(1e-2f));
        Device there = Stranger.likeCpu().device();
        stays.fit(1, 1e-2f);
        moves.fit(1, 1e-2f);
        moves.to(there);
        assertEquals(there, moves.device());
        String once = stays.fit(1, 1e-2f).epochs().toString().replaceAll("seconds=[^],]*", "");
        assertEquals(once, moves.fit(1, 1e-2f).epochs().toString().replaceAll("seconds=[^],]*", ""));
        moves.save(file);
        moves.fit(1, 1e-2f);
        assertNotEquals(stays.validate(), moves.validate());
        moves.to(Device.cpu());
        moves.load(file);
        assertEquals(stays.validate(), moves.validate());
        assertEquals(Device.cpu(), moves.device());
    }
}
