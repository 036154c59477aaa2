package lanewise.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import lanewise.collab.CollabData;
import lanewise.collab.CollabLearner;
import lanewise.collab.DotBias;
import lanewise.collab.GeneratedRatings;
import lanewise.optim.OptimizerSpec;
import lanewise.optim.Rates;
import lanewise.optim.Schedule;
import lanewise.tabular.GeneratedSales;
import lanewise.tabular.TabularData;
import lanewise.tabular.TabularLearner;
import lanewise.tabular.TabularSpec;
import lanewise.tensor.Parameter;
import lanewise.text.TextData;
import lanewise.text.TextLearner;
import lanewise.text.TextNet;
import lanewise.text.Unit;
import lanewise.train.BestModel;
import lanewise.train.Checkpoints;
import lanewise.train.Epoch;
import lanewise.train.GradientAccumulation;
import lanewise.train.History;
import lanewise.train.Learner;
import lanewise.train.Metric;
import lanewise.train.ReduceLrOnPlateau;
import org.jspecify.annotations.Nullable;

/**
 * A training of a few seconds, in two fits, that goes on from its last checkpoint if it is started again:
 * {@code ResumableTraining collab|tabular|text FOLDER RESULT}.
 */
final class ResumableTraining {

    private ResumableTraining() {}

    public static void main(String[] arguments) throws IOException {
        Learner<?, ?> learner = learner(arguments[0], null);
        Path folder = Path.of(arguments[1]);
        learner.checkpoints(Checkpoints.in(folder).everySteps(8));
        learner.resume(folder);
        String result = train(learner);
        Files.write(Path.of(arguments[2]), result.getBytes(StandardCharsets.UTF_8));
    }

    /** As it is before its first fit. */
    static Learner<?, ?> learner(String application, @Nullable OptimizerSpec optimizer) {
        Learner<?, ?> learner = switch (application) {
            case "collab" -> collab();
            case "tabular" -> tabular();
            case "text" -> text();
            default -> throw new IllegalArgumentException("no application " + application);
        };
        if (optimizer != null) {
            learner.optimizer(optimizer);
        }
        learner.callback(BestModel.of());
        learner.callback(ReduceLrOnPlateau.patience(1).factor(1.5));
        learner.clipNorm(1);
        return learner;
    }

    /** Its tables have enough rows for Adam to put off those that a batch does not read. */
    private static CollabLearner collab() {
        var ratings = GeneratedRatings.of(1, 300, 400, 3_000).table();
        var data = CollabData.of(ratings, "user", "title", "rating").batchSize(32);
        CollabLearner learner = CollabLearner.of(data, DotBias.factors(8), 3);
        learner.metrics(Metric.mae());
        return learner;
    }

    private static TabularLearner tabular() {
        var sales = GeneratedSales.of(1, 3).table().head(3_000);
        var data = TabularData.of(sales).target("Sales").logTarget().batchSize(32);
        TabularLearner learner =
                TabularLearner.of(data, TabularSpec.layers(20, 10).range(6, 12), 3);
        learner.callback(GradientAccumulation.rows(100));
        return learner;
    }

    private static TextLearner text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            text.append(i).append(i % 7 == 0 ? '\n' : ' ');
        }
        var data = TextData.stream(text.toString(), Unit.CHAR).batchSize(6).variedWindow(6);
        return TextLearner.of(data, TextNet.lstm(12).layers(2).dropout(0.3f), 3);
    }

    /**
     * Two fits.
     *
     * @return the checksum of all weights and the figures of all epochs
     */
    static String train(Learner<?, ?> learner) {
        History first = learner.fitOneCycle(2, 1e-2f);
        History second = learner.fit(3, Rates.of(3e-3f), Schedule.cosineRestarts(1, 2));
        CRC32 crc = new CRC32();
        for (Parameter parameter : learner.parameters().all()) {
            for (float value : parameter.value().toArray()) {
                int bits = Float.floatToRawIntBits(value);
                for (int shift = 0; shift < 32; shift += 8) {
                    crc.update(bits >>> shift);
                }
            }
        }
        StringBuilder result = new StringBuilder(Long.toHexString(crc.getValue()));
        for (Epoch epoch : first.then(second).epochs()) {
            result.append('\n')
                    .append(epoch.epoch())
                    .append(' ')
                    .append(epoch.trainLoss())
                    .append(' ')
                    .append(epoch.validLoss())
                    .append(' ')
                    .append(epoch.metrics());
        }
        return result.toString();
    }
}
