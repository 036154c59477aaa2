package lanewise.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.data.Column;
import lanewise.plot.Plot;
import lanewise.plot.ScatterPlot;
import lanewise.tensor.Tensor;
import lanewise.train.ConfusionMatrix;
import lanewise.train.Output;
import lanewise.train.Report;
import lanewise.train.TopLosses;

/** What a net says of the validation rows, for a report: right and wrong by the task, and the rows it is most wrong about. */
final class ValidationRows {

    /** A matrix of more classes takes too much memory. */
    private static final int MOST_CLASSES = 1_000;

    private static final int MOST_COLUMNS = 40;

    private final Targets targets;
    private final int[] tableRows;
    private final List<Column> columns = new ArrayList<>();
    private final TopLosses top = TopLosses.most(20);
    private final double[] actual;
    private final double[] predicted;
    private final long[][] ofLabels;
    private ConfusionMatrix matrix;

    ValidationRows(TabularData data) {
        this.targets = data.fittedTargets();
        this.tableRows = data.prepared().valid();
        for (Column column : data.table().columns()) {
            if (columns.size() < MOST_COLUMNS && !targets.columns().contains(column.name())) {
                columns.add(column);
            }
        }
        int numbers = targets.task() == Task.REGRESSION ? tableRows.length : 0;
        this.actual = new double[numbers];
        this.predicted = new double[numbers];
        this.ofLabels = new long[targets.width()][4];
        this.matrix = ConfusionMatrix.empty(hasMatrix() ? targets.classes().levels() : List.of());
    }

    private boolean hasMatrix() {
        return targets.classes().size() > 0 && targets.classes().size() <= MOST_CLASSES;
    }

    void add(int[] rows, Output<Tensor> output) {
        if (hasMatrix()) {
            matrix = matrix.plus(output.prediction(), output.target());
        }
        float[] scores = output.prediction().toArray();
        float[] right = output.target().toArray();
        int outputs = targets.outputs();
        for (int i = 0; i < rows.length; i++) {
            float[] own = Arrays.copyOfRange(scores, i * outputs, (i + 1) * outputs);
            float[] wanted = Arrays.copyOfRange(right, i * targets.width(), (i + 1) * targets.width());
            double loss = loss(own, wanted);
            if (targets.task() == Task.REGRESSION) {
                actual[rows[i]] = targets.back(wanted[0]);
                predicted[rows[i]] = targets.back(own[0]);
            } else if (targets.task() == Task.MULTI_LABEL) {
                for (int label = 0; label < wanted.length; label++) {
                    ofLabels[label][(wanted[label] > 0.5f ? 2 : 0) + (own[label] > 0 ? 1 : 0)]++;
                }
            }
            if (top.wants(loss)) {
                top.add(loss, describe(own, wanted, tableRows[rows[i]]));
            }
        }
    }

    /** As {@link Task#loss}, of one row. */
    private double loss(float[] scores, float[] wanted) {
        if (targets.task() == Task.REGRESSION) {
            return ((double) scores[0] - wanted[0]) * ((double) scores[0] - wanted[0]);
        }
        if (targets.task() == Task.MULTI_CLASS) {
            return crossEntropy(scores, (int) wanted[0]);
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += crossEntropy(new float[] {0, scores[i]}, (int) wanted[i]);
        }
        return sum / scores.length;
    }

    /** What the logarithm of a class's probability lacks to 0. */
    private static double crossEntropy(float[] scores, int which) {
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp((double) score - scores[which]);
        }
        return Math.log(sum);
    }

    private List<String> describe(float[] scores, float[] wanted, int row) {
        List<String> cells = new ArrayList<>();
        if (targets.task() == Task.REGRESSION) {
            cells.add(Plot.number(targets.back(scores[0])));
            cells.add(Plot.number(targets.back(wanted[0])));
        } else if (targets.task() == Task.MULTI_LABEL) {
            cells.add(labels(scores, 0));
            cells.add(labels(wanted, 0.5f));
        } else {
            // One logit is that of the second class, the first one's is 0.
            float[] both = scores.length == 1 ? new float[] {0, scores[0]} : scores;
            int best = 0;
            for (int i = 1; i < both.length; i++) {
                best = both[i] > both[best] ? i : best;
            }
            List<String> classes = targets.classes().levels();
            cells.add(classes.get(best) + " (" + Plot.number(Math.exp(-crossEntropy(both, best))) + ")");
            cells.add(classes.get((int) wanted[0]));
        }
        for (Column column : columns) {
            String text = column.text(row);
            cells.add(text == null ? "" : text);
        }
        return cells;
    }

    private String labels(float[] numbers, float limit) {
        List<String> on = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] > limit) {
                on.add(targets.columns().get(i));
            }
        }
        return on.isEmpty() ? "none" : String.join(", ", on);
    }

    void addTo(Report page) {
        page.section("Predictions of the validation rows");
        if (targets.task() == Task.REGRESSION) {
            page.plot(ScatterPlot.of("Predicted against actual", "actual", "predicted", actual, predicted)
                    .diagonal());
        } else if (targets.task() == Task.MULTI_LABEL) {
            page.table(List.of("label", "rows", "predicted", "precision", "recall", "accuracy"), ofLabels());
        } else if (hasMatrix()) {
            page.plot(matrix.plot());
            page.text("What was most often taken for something else.");
            page.table(List.of("actual", "predicted", "rows"), matrix.mostConfused(20));
        } else {
            page.text("More than " + MOST_CLASSES + " classes: too many for a confusion matrix.");
        }
        List<String> header = new ArrayList<>(List.of("loss", "predicted", "actual"));
        for (Column column : columns) {
            header.add(column.name());
        }
        page.text(targets.log() ? "The biggest losses, of the logarithm." : "The biggest losses.");
        page.table(header, top.rows());
    }

    private List<List<String>> ofLabels() {
        List<List<String>> rows = new ArrayList<>();
        for (int label = 0; label < ofLabels.length; label++) {
            long[] counts = ofLabels[label];
            long positive = counts[2] + counts[3];
            long taken = counts[1] + counts[3];
            rows.add(Arrays.asList(
                    targets.columns().get(label),
                    Long.toString(positive),
                    Long.toString(taken),
                    Plot.number((double) counts[3] / taken),
                    Plot.number((double) counts[3] / positive),
                    Plot.number((double) (counts[0] + counts[3]) / (positive + counts[0] + counts[1]))));
        }
        return rows;
    }
}
