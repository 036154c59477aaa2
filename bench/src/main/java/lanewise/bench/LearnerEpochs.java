package lanewise.bench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import lanewise.backend.Allocator;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.optim.Adam;
import lanewise.optim.Optimizer;
import lanewise.tensor.Functional;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import lanewise.train.BatchSource;
import lanewise.train.Learner;
import lanewise.train.Output;
import lanewise.train.Step;
import lanewise.train.TablePrinter;

/**
 * What a learner costs beside the steps it takes: an epoch of W2 and of W3 by a bare loop over the same batches in random
 * order, by a learner, and by one that also clips gradients and shows progress. The three take turns.
 */
final class LearnerEpochs implements Workload {

    private static final int TURNS = 25;
    private static final int WARM = 4;

    @Override
    public String name() {
        return "learner";
    }

    @Override
    public String summary() {
        return "an epoch of W2 and of W3 by a learner, beside the bare steps";
    }

    @Override
    public void run(Device device, Report report) {
        Ratings ratings = Ratings.likeMovieLens();
        time("W2-bs64", 64, device, report, parameters -> {
            CollabNet net = CollabNet.of(parameters, ratings.userCount(), ratings.itemCount(), 50);
            return new Work<Rated>(new RatedRows(ratings), (batch, pass) -> {
                Tensor prediction = net.forward(batch.pairs(), pass);
                return new Output<>(
                        Functional.mseLoss(prediction, batch.stars()), prediction, batch.stars(), batch.rows());
            });
        });
        TabularRows rows = TabularRows.synthetic(8_192);
        time("W3-bs128", TabularTraining.BATCH_SIZE, device, report, parameters -> {
            TabularNet net = TabularNet.of(parameters);
            return new Work<Sold>(new SoldRows(rows), (batch, pass) -> {
                Tensor prediction = net.forward(batch.input(), pass);
                return new Output<>(
                        Functional.mseLoss(prediction, batch.targets()), prediction, batch.targets(), batch.rows());
            });
        });
    }

    private interface Maker<B> {
        Work<B> make(Parameters parameters);
    }

    private record Work<B>(BatchSource<B> rows, Step<B, Tensor> step) {}

    private record Rated(CollabNet.Pairs pairs, Tensor stars, int rows) {}

    private record RatedRows(Ratings ratings) implements BatchSource<Rated> {

        @Override
        public int rows() {
            return ratings.count();
        }

        @Override
        public Rated batch(int[] rows, Allocator allocator) {
            int[] users = new int[rows.length];
            int[] items = new int[rows.length];
            float[] stars = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                users[i] = ratings.users()[rows[i]];
                items[i] = ratings.items()[rows[i]];
                stars[i] = ratings.stars()[rows[i]];
            }
            Shape shape = Shape.of(rows.length);
            var pairs =
                    new CollabNet.Pairs(IntTensor.of(allocator, users, shape), IntTensor.of(allocator, items, shape));
            return new Rated(pairs, Tensor.of(allocator, stars, shape), rows.length);
        }
    }

    private record Sold(TabularNet.Batch input, Tensor targets, int rows) {}

    private record SoldRows(TabularRows all) implements BatchSource<Sold> {

        @Override
        public int rows() {
            return all.count();
        }

        @Override
        public Sold batch(int[] rows, Allocator allocator) {
            TabularRows some = all.select(rows);
            return new Sold(
                    some.batch(allocator, 0, rows.length), some.targets(allocator, 0, rows.length), rows.length);
        }
    }

    /** An empty validation set. */
    private record None<B>(BatchSource<B> like) implements BatchSource<B> {

        @Override
        public int rows() {
            return 0;
        }

        @Override
        public B batch(int[] rows, Allocator allocator) {
            return like.batch(rows, allocator);
        }
    }

    private static <B> void time(String config, int batchSize, Device device, Report report, Maker<B> maker) {
        Runnable[] ways = {
            bare(batchSize, device, maker),
            learner(batchSize, device, maker, false),
            learner(batchSize, device, maker, true)
        };
        String[] names = {"bare", "learner", "learner-clip-progress"};
        double[][] seconds = new double[ways.length][TURNS];
        for (int turn = -WARM; turn < TURNS; turn++) {
            for (int way = 0; way < ways.length; way++) {
                long start = System.nanoTime();
                ways[way].run();
                device.synchronize();
                if (turn >= 0) {
                    seconds[way][turn] = (System.nanoTime() - start) / 1e9;
                }
            }
        }
        for (int way = 0; way < ways.length; way++) {
            // Each turn is compared with the bare steps of the same turn: what else the machine does changes slowly.
            double[] ratios = new double[TURNS];
            for (int turn = 0; turn < TURNS; turn++) {
                ratios[turn] = seconds[way][turn] / seconds[0][turn];
            }
            report.figure("learner", config + "-" + names[way], "s_per_epoch", median(seconds[way]));
            report.figure("learner", config + "-" + names[way], "times_bare", median(ratios));
        }
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static <B> Runnable bare(int batchSize, Device device, Maker<B> maker) {
        Parameters parameters = Parameters.init(1);
        Work<B> work = maker.make(parameters);
        parameters.to(device);
        Optimizer adam = Adam.lr(1e-3f).on(parameters);
        Scope scope = device.backend().scope();
        Rng rng = Rng.of(2);
        return () -> {
            int[] order = rng.split().permutation(work.rows().rows());
            for (int from = 0; from < order.length; from += batchSize) {
                int[] rows = Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize));
                Tensor loss = work.step()
                        .run(work.rows().batch(rows, scope), Pass.training(rng.split()))
                        .loss();
                adam.step(loss.backward());
                scope.release();
            }
            parameters.all().forEach(Parameter::value);
        };
    }

    private static <B> Runnable learner(int batchSize, Device device, Maker<B> maker, boolean craft) {
        Parameters parameters = Parameters.init(1);
        Work<B> work = maker.make(parameters);
        Learner<B, Tensor> learner =
                new Learner<>(parameters, work.step(), work.rows(), new None<>(work.rows()), batchSize, 2);
        learner.to(device);
        if (craft) {
            learner.clipNorm(1);
            learner.callback(TablePrinter.to(
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), true));
        }
        return () -> learner.fit(1, 1e-3f);
    }
}
