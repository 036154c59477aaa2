package lanewise.tabular;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import lanewise.RealData;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import lanewise.data.Split;
import lanewise.data.Table;
import lanewise.examples.RossmannFeatures;
import lanewise.examples.RossmannTraining;
import lanewise.nn.Pass;
import lanewise.optim.Adam;
import lanewise.optim.Optimizer;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Tensor;
import lanewise.train.BatchSource;
import lanewise.train.Callback;
import lanewise.train.Training;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What shuffling, drawing batches and showing progress cost beside the steps, on all rows of Rossmann. */
@Tag("figures")
class RossmannEpochTest {

    private static final int BATCHES = 500;

    /** A stretch of this many steps is compared with as many bare ones right after it: a machine's pace changes slowly. */
    private static final int STRETCH = 300;

    /** Lets bare steps run between two stretches of an epoch, and keeps the times of both. */
    private static final class Turns implements Callback {
        private final Runnable bareStep;
        private final List<Double> ratios = new ArrayList<>();
        private double learnerSeconds;
        private double bareSeconds;
        private long start;

        Turns(Runnable bareStep) {
            this.bareStep = bareStep;
        }

        @Override
        public void beforeTrain(Training training) {
            start = System.nanoTime();
        }

        @Override
        public void afterBatch(Training training) {
            if ((training.batch() + 1) % STRETCH == 0) {
                double ours = (System.nanoTime() - start) / 1e9;
                long begin = System.nanoTime();
                for (int i = 0; i < STRETCH; i++) {
                    bareStep.run();
                }
                double bare = (System.nanoTime() - begin) / 1e9;
                learnerSeconds += ours;
                bareSeconds += bare;
                ratios.add(ours / bare);
                start = System.nanoTime();
            }
        }
    }

    @Test
    void anEpochCostsHardlyMoreThanItsSteps() {
        Table table = RossmannFeatures.features(RealData.folder("rossmann"));
        TabularData data = RossmannTraining.data(table).split(Split.none());
        TabularLearner learner = RossmannTraining.learner(data, 1, System.out);
        learner.optimizer(Adam.lr(1e-3f));

        BatchSource<TabularBatch> rows = data.train();
        int[] order = Rng.of(1).permutation(rows.rows());
        List<TabularBatch> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            int[] some = new int[data.batchSize()];
            System.arraycopy(order, i * some.length, some, 0, some.length);
            batches.add(rows.batch(some, Device.cpu().backend().heap()));
        }
        TabularLearner other = RossmannTraining.learner(data, 1, System.out);
        Optimizer adam = Adam.lr(1e-3f).on(other.parameters());
        Scope scope = Device.cpu().backend().scope();
        Rng rng = Rng.of(2);
        int[] next = {0};
        Turns turns = new Turns(() -> {
            TabularBatch batch = inStep(batches.get(next[0]++ % BATCHES), scope);
            var prediction = other.model().forward(batch.input(), Pass.training(rng.split()));
            adam.step(data.fittedTargets().task().loss(prediction, batch).backward());
            scope.release();
        });
        learner.callback(turns);
        learner.fit(1, 1e-3f);
        other.parameters().all().forEach(Parameter::value);
        Collections.sort(turns.ratios);
        double median = turns.ratios.get(turns.ratios.size() / 2);
        String figures = String.format(
                Locale.ROOT,
                "%d steps of an epoch: %.1f s by the learner, %.1f s bare; in turns of %d the median ratio is %.3f",
                turns.ratios.size() * STRETCH,
                turns.learnerSeconds,
                turns.bareSeconds,
                STRETCH,
                median);
        report(figures);
        assertTrue(median <= 1.15, figures);
    }

    /** The same numbers in the memory of the step, so that what is computed from them is there too. */
    private static TabularBatch inStep(TabularBatch batch, Scope scope) {
        IntTensor categories = batch.input().categories();
        Tensor continuous = batch.input().continuous();
        return new TabularBatch(
                new TabularInput(
                        IntTensor.of(scope, categories.toArray(), categories.shape()),
                        Tensor.of(scope, continuous.toArray(), continuous.shape())),
                Tensor.of(scope, batch.targets().toArray(), batch.targets().shape()),
                batch.classes());
    }

    @SuppressWarnings("SystemOut") // a figure that is worth seeing
    private static void report(String line) {
        System.out.println(line);
    }
}
