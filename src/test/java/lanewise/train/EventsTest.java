package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The events of a fit, and the ways to end it early. */
class EventsTest {

    private final List<String> events = new ArrayList<>();

    /** Two batches to an epoch. */
    private final Learner<Samples.Batch, Tensor> learner = learner();

    private static Learner<Samples.Batch, Tensor> learner() {
        Parameters parameters = Parameters.init(1);
        Step<Samples.Batch, Tensor> step = Samples.regression(Linear.of(parameters, 3, 1));
        return new Learner<>(parameters, step, Samples.line(8, 3, 1), Samples.line(6, 3, 2), 4, 3);
    }

    @Test
    void whatFailsAtTheEndDoesNotHideWhyItEnded() {
        learner.callback(new Callback() {
            @Override
            public void afterStep(Training training) {
                throw new IllegalStateException("first");
            }

            @Override
            public void afterFit(Training training) {
                assertThrows(IllegalStateException.class, training::gradients, "they went with their step");
                throw new IllegalArgumentException("second");
            }
        });
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> learner.fit(1, 0.1f));
        assertEquals("first", e.getMessage());
        assertEquals("second", e.getSuppressed()[0].getMessage());
    }

    @AfterEach
    void leaveNoInterruptBehind() {
        Thread.interrupted();
    }

    /** Notes each event with the number of batches done and of rows in the table. */
    private final class Scribe implements Callback {
        private void note(String event, Training training) {
            events.add(event + " " + training.step() + " "
                    + training.history().epochs().size());
        }

        @Override
        public void beforeFit(Training training) {
            note("beforeFit", training);
        }

        @Override
        public void beforeEpoch(Training training) {
            note("beforeEpoch" + training.epoch(), training);
        }

        @Override
        public void beforeBatch(Training training) {
            note("beforeBatch" + training.batch(), training);
        }

        @Override
        public void afterBatch(Training training) {
            note("afterBatch" + training.batch(), training);
        }

        @Override
        public void afterTrain(Training training) {
            note("afterTrain", training);
        }

        @Override
        public void afterEpoch(Training training) {
            note("afterEpoch" + training.epoch(), training);
        }

        @Override
        public void afterFit(Training training) {
            note("afterFit", training);
        }
    }

    @Test
    void ofTwoEpochs() {
        learner.callback(new Scribe());
        learner.fit(2, 1e-3f);
        assertEquals(
                List.of(
                        "beforeFit 0 0",
                        "beforeEpoch0 0 0",
                        "beforeBatch0 0 0",
                        "afterBatch0 1 0",
                        "beforeBatch1 1 0",
                        "afterBatch1 2 0",
                        "afterTrain 2 0",
                        "afterEpoch0 2 1",
                        "beforeEpoch1 2 1",
                        "beforeBatch0 2 1",
                        "afterBatch0 3 1",
                        "beforeBatch1 3 1",
                        "afterBatch1 4 1",
                        "afterTrain 4 1",
                        "afterEpoch1 4 2",
                        "afterFit 4 2"),
                events);
    }

    /** What follows a wish to stop in the first batch of the second of five epochs. */
    private static final List<String> STOPPED = List.of(
            "beforeFit 0 0",
            "beforeEpoch0 0 0",
            "beforeBatch0 0 0",
            "afterBatch0 1 0",
            "beforeBatch1 1 0",
            "afterBatch1 2 0",
            "afterTrain 2 0",
            "afterEpoch0 2 1",
            "beforeEpoch1 2 1",
            "beforeBatch0 2 1",
            "afterBatch0 3 1",
            "afterTrain 3 1",
            "afterEpoch1 3 2",
            "afterFit 3 2");

    private interface Wish {
        void stop(Training training) throws Exception;
    }

    private History fitUntil(Wish wish) {
        learner.callback(new Scribe());
        learner.callback(new Callback() {
            @Override
            public void beforeBatch(Training training) {
                if (training.step() == 2) {
                    try {
                        wish.stop(training);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }
            }
        });
        History history = learner.fit(5, 1e-3f);
        assertEquals(STOPPED, events);
        assertTrue(history.stopped());
        assertEquals(2, history.epochs().size());
        assertFalse(Double.isNaN(history.last().validLoss()), "validated before the end");
        return history;
    }

    @Test
    void aCallbackStops() {
        fitUntil(Training::stop);
    }

    @Test
    void anotherThreadStops() {
        fitUntil(training -> {
            Thread other = new Thread(learner::stop);
            other.start();
            other.join();
        });
        assertFalse(learner.fit(1, 1e-3f).stopped(), "the next fit knows nothing of it");
    }

    @Test
    void anInterruptStopsAndStays() {
        Thread fitting = Thread.currentThread();
        fitUntil(training -> {
            Thread other = new Thread(fitting::interrupt);
            other.start();
            while (!fitting.isInterrupted()) {
                Thread.onSpinWait();
            }
        });
        assertTrue(fitting.isInterrupted());
        events.clear();
        History next = learner.fit(5, 1e-3f);
        assertTrue(next.stopped(), "as it is still interrupted, so is the next fit, after a batch");
        assertEquals(1, next.epochs().size());
        assertTrue(Thread.interrupted());
    }

    @Test
    void stopBetweenEpochs() {
        learner.callback(new Callback() {
            @Override
            public void afterEpoch(Training training) {
                training.stop();
            }
        });
        History history = learner.fit(5, 1e-3f);
        assertEquals(1, history.epochs().size());
        assertTrue(history.stopped());
    }

    @Test
    void afterFitComesEvenWhenTheFitFails() {
        IllegalStateException failure = new IllegalStateException("no more rows");
        learner.callback(new Scribe());
        learner.callback(new Callback() {
            @Override
            public void beforeBatch(Training training) {
                if (training.batch() == 1) {
                    throw failure;
                }
            }
        });
        assertSame(failure, assertThrows(IllegalStateException.class, () -> learner.fit(2, 1e-3f)));
        assertEquals(
                List.of(
                        "beforeFit 0 0",
                        "beforeEpoch0 0 0",
                        "beforeBatch0 0 0",
                        "afterBatch0 1 0",
                        "beforeBatch1 1 0",
                        "afterFit 1 0"),
                events);
    }

    @Test
    void aStopAskedForDuringValidationBeginsNoOtherEpoch() {
        learner.callback(new Callback() {
            @Override
            public void afterTrain(Training training) {
                learner.stop();
            }
        });
        History history = learner.fit(5, 1e-3f);
        assertEquals(1, history.epochs().size());
        assertTrue(history.stopped());
    }

    // The events between, and the ways to leave out a part

    /** Every event by its name; does something at one of them. */
    private static final class Everything implements Callback {
        private final List<String> heard = new ArrayList<>();
        private final String at;
        private final Consumer<Training> action;
        private boolean done;

        Everything(String at, Consumer<Training> action) {
            this.at = at;
            this.action = action;
        }

        @SuppressWarnings("ReferenceEquality") // which a proxy's equals is
        static Callback proxy(Everything ear) {
            return (Callback) Proxy.newProxyInstance(
                    Callback.class.getClassLoader(), new Class<?>[] {Callback.class}, (proxy, method, arguments) -> {
                        if (!method.getDeclaringClass().equals(Callback.class)) {
                            throw new AssertionError("a learner has no use for " + method);
                        }
                        ear.hear(method.getName(), (Training) arguments[0]);
                        return null;
                    });
        }

        private void hear(String event, Training training) {
            heard.add(event);
            if (event.equals(at) && !done) {
                done = true;
                action.accept(training);
            }
        }
    }

    private String heard(int epochs, String at, Consumer<Training> action) {
        Everything ear = new Everything(at, action);
        learner.callback(Everything.proxy(ear));
        learner.fit(epochs, 1e-3f);
        return String.join(" ", ear.heard);
    }

    private static final String BATCH = "beforeBatch afterLoss afterBackward afterStep afterBatch ";
    private static final String VALIDATED = "afterTrain beforeValidate afterValidate afterEpoch";
    private static final String EPOCH = "beforeEpoch beforeTrain " + BATCH + BATCH + VALIDATED;

    @Test
    void allInFastaisOrder() {
        assertEquals("beforeFit " + EPOCH + " " + EPOCH + " afterFit", heard(2, "", training -> {}));
    }

    @Test
    void cancelBatchLeavesOutTheRestOfTheBatch() {
        assertEquals(
                "beforeFit beforeEpoch beforeTrain beforeBatch afterLoss afterCancelBatch afterBatch " + BATCH
                        + VALIDATED + " afterFit",
                heard(1, "afterLoss", Training::cancelBatch));
        assertEquals(
                "beforeFit beforeEpoch beforeTrain beforeBatch afterCancelBatch afterBatch " + BATCH + VALIDATED
                        + " afterFit",
                heard(1, "beforeBatch", Training::cancelBatch));
    }

    @Test
    void aCancelledBatchChangesNothing() {
        float[] before = learner.parameters().all().get(0).value().toArray();
        learner.callback(new Callback() {
            @Override
            public void afterBackward(Training training) {
                assertTrue(training.gradients().norm(training.parameters().all()) > 0);
                assertEquals(4, training.batchRows());
                training.cancelBatch();
            }
        });
        learner.fit(1, 1e-1f);
        assertArrayEquals(before, learner.parameters().all().get(0).value().toArray());
    }

    @Test
    void cancelTrainGoesOnToValidation() {
        assertEquals(
                "beforeFit beforeEpoch beforeTrain beforeBatch afterLoss afterCancelTrain " + VALIDATED + " " + EPOCH
                        + " afterFit",
                heard(2, "afterLoss", Training::cancelTrain));
    }

    @Test
    void cancelEpochGoesOnToTheNext() {
        assertEquals(
                "beforeFit beforeEpoch beforeTrain beforeBatch afterLoss afterBackward afterStep afterBatch"
                        + " afterCancelEpoch " + EPOCH + " afterFit",
                heard(2, "afterBatch", Training::cancelEpoch));
        assertEquals(
                "beforeFit beforeEpoch beforeTrain " + BATCH + BATCH + "afterTrain beforeValidate afterCancelEpoch "
                        + EPOCH + " afterFit",
                heard(2, "beforeValidate", Training::cancelEpoch));
    }

    @Test
    void cancelFitEndsAtOnce() {
        Everything ear = new Everything("afterBackward", Training::cancelFit);
        learner.callback(Everything.proxy(ear));
        History history = learner.fit(3, 1e-3f);
        assertEquals(
                "beforeFit beforeEpoch beforeTrain beforeBatch afterLoss afterBackward afterCancelFit afterFit",
                String.join(" ", ear.heard));
        assertTrue(history.stopped());
        assertEquals(0, history.epochs().size());
    }

    @Test
    void aCancelThatComesTooLateIsForgotten() {
        assertEquals(
                "beforeFit " + EPOCH + " " + EPOCH + " afterFit", heard(2, "afterValidate", Training::cancelTrain));
    }

    @Test
    void validationIsSeenByCallbacks() {
        List<Double> seen = new ArrayList<>();
        learner.callback(new Callback() {
            @Override
            public void afterValidate(Training training) {
                seen.add(training.validation().loss());
            }
        });
        assertEquals(List.of(learner.fit(1, 1e-3f).last().validLoss()), seen);
    }

    @Test
    void gradientsAreThereOnlyWhileTheyLive() {
        learner.callback(new Callback() {
            @Override
            public void afterBatch(Training training) {
                assertEquals(
                        "training: there are gradients only from afterBackward to afterStep",
                        assertThrows(IllegalStateException.class, training::gradients)
                                .getMessage());
            }
        });
        learner.fit(1, 1e-3f);
    }

    @Test
    void ratesAreScaledOnTopOfTheSchedule() {
        List<Float> rates = new ArrayList<>();
        learner.callback(new Callback() {
            @Override
            public void beforeBatch(Training training) {
                rates.add(training.rate());
            }

            @Override
            public void afterEpoch(Training training) {
                training.scaleRates(0.5);
            }
        });
        learner.fit(3, 0.5f);
        assertEquals(List.of(0.5f, 0.5f, 0.25f, 0.25f, 0.125f, 0.125f), rates);
        rates.clear();
        learner.fit(1, 0.5f);
        assertEquals(List.of(0.5f, 0.5f), rates, "the next fit begins anew");
    }
}
