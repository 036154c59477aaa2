package lanewise.examples;

import java.io.PrintStream;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.LocalDate;
import lanewise.data.NumberColumn;
import lanewise.data.Split;
import lanewise.data.Table;
import lanewise.optim.Adam;
import lanewise.tabular.TabularData;
import lanewise.tabular.TabularLearner;
import lanewise.tabular.TabularPredictor;
import lanewise.tabular.TabularSpec;
import lanewise.train.Metric;
import lanewise.train.TablePrinter;

/**
 * Lesson 3 of the course, second half: from the table of {@link RossmannFeatures} to a trained net, a model file, and the
 * predictions for a period like the competition's, written as it wants them. Six epochs over 805,939 rows.
 *
 * <p>Run it with the folder of the files, or without an argument where {@code LANEWISE_DATA} names the folder above it.
 */
public final class RossmannTraining {

    private RossmannTraining() {}

    /** Trains, and writes {@code rossmann.safetensors} and {@code rossmann-submission.csv} into the working directory. */
    public static void main(String[] arguments) {
        Path folder = arguments.length > 0
                ? Paths.get(arguments[0])
                : Paths.get(System.getenv("LANEWISE_DATA")).resolve("rossmann");
        Table table = RossmannFeatures.features(folder);
        TabularData data = data(table);
        TabularLearner learner = learner(data, 1, System.out);
        train(learner, 3);

        Path file = Paths.get("rossmann.safetensors");
        learner.export(file);
        Table days = table.rows(data.partition().valid());
        TabularPredictor predictor = TabularPredictor.load(file);
        submission(predictor, days).writeCsv(Paths.get("rossmann-submission.csv"));
        System.out.println(predictor.embedding("DayOfWeek").table());
    }

    /** The columns of the course with its roles; the period of the year before the competition's validates. */
    public static TabularData data(Table table) {
        return TabularData.of(table)
                .target("Sales")
                .logTarget()
                .categories(RossmannFeatures.CATEGORIES.toArray(new String[0]))
                .continuous(RossmannFeatures.CONTINUOUS.toArray(new String[0]))
                .split(Split.dates("Date", LocalDate.of(2014, 8, 1), LocalDate.of(2014, 9, 17)))
                .batchSize(128)
                .courseSteps();
    }

    /** The course's net; it reports the error over all rows, and as the course did the mean of the batches' errors. */
    public static TabularLearner learner(TabularData data, long seed, PrintStream out) {
        TabularSpec net = TabularSpec.course(1000, 500)
                .dropout(0.001f, 0.01f)
                .embeddingDropout(0.04f)
                .range(0, 1.2f * data.highestTarget());
        TabularLearner learner = TabularLearner.of(data, net, seed);
        learner.metrics(Metric.expRmspe(), Metric.expRmspe().meanOfBatches().named("mean_of_batches"));
        learner.callback(TablePrinter.to(out));
        return learner;
    }

    /** The course's schedule: three epochs at one rate, then cycles of cosine annealing of one epoch; a new Adam for each. */
    public static void train(TabularLearner learner, int cycles) {
        learner.optimizer(Adam.lr(1e-3f));
        learner.fit(3, 1e-3f);
        learner.optimizer(Adam.lr(1e-3f));
        learner.fitCosine(cycles, 1, 1, 1e-3f);
    }

    /** The competition's form: a row's number, counted from 1, and its predicted sales. */
    public static Table submission(TabularPredictor predictor, Table days) {
        float[] sales = predictor.predict(days);
        double[] ids = new double[sales.length];
        double[] values = new double[sales.length];
        for (int i = 0; i < sales.length; i++) {
            ids[i] = i + 1;
            values[i] = sales[i];
        }
        return Table.of(NumberColumn.of("Id", ids), NumberColumn.of("Sales", values));
    }
}
