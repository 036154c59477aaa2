package lanewise.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lanewise.tabular.Task;
import lanewise.tensor.Tensor;
import lanewise.train.Metric;

/** The metrics that {@code --metrics} can name. */
final class TaskMetrics {

    static final List<String> OF_NUMBERS =
            Collections.unmodifiableList(Arrays.asList("mae", "rmse", "r2", "rmspe", "exp_rmspe"));
    static final List<String> OF_CLASSES =
            Collections.unmodifiableList(Arrays.asList("accuracy", "auc", "f1", "log_loss"));

    private static final String OF_LOGARITHMS = "exp_rmspe";
    private static final String OF_PLAIN_NUMBERS = "rmspe";
    private static final String OF_TWO_CLASSES = "auc";

    private TaskMetrics() {}

    /**
     * The metrics of these names.
     *
     * @param log whether the net predicts the logarithm of a number
     * @throws UsageException if one is unknown or does not go with the task
     */
    static Metric<Tensor>[] of(List<String> names, Task task, boolean log) {
        List<String> fitting = fitting(task, log);
        List<Metric<Tensor>> metrics = new ArrayList<>();
        for (String name : names) {
            if (!fitting.contains(name)) {
                throw new UsageException("--metrics " + name + ": "
                        + (OF_NUMBERS.contains(name) || OF_CLASSES.contains(name) ? "it does not go with " : "of ")
                        + what(task, log) + "; some of " + String.join(", ", fitting) + " would be right");
            }
            if (names.indexOf(name) < metrics.size()) {
                throw new UsageException("--metrics names " + name + " twice; once would be right");
            }
            metrics.add(metric(name));
        }
        return array(metrics);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types.
    private static Metric<Tensor>[] array(List<Metric<Tensor>> metrics) {
        return metrics.toArray(new Metric[0]);
    }

    private static String what(Task task, boolean log) {
        return log ? "the logarithm of " + task.answer() : task.answer();
    }

    private static List<String> fitting(Task task, boolean log) {
        List<String> fitting = new ArrayList<>(task == Task.REGRESSION ? OF_NUMBERS : OF_CLASSES);
        if (task == Task.REGRESSION) {
            fitting.remove(log ? OF_PLAIN_NUMBERS : OF_LOGARITHMS);
        }
        if (task == Task.MULTI_CLASS) {
            fitting.remove(OF_TWO_CLASSES);
        }
        return fitting;
    }

    private static Metric<Tensor> metric(String name) {
        return switch (name) {
            case "mae" -> Metric.mae();
            case "rmse" -> Metric.rmse();
            case "r2" -> Metric.r2();
            case OF_PLAIN_NUMBERS -> Metric.rmspe();
            case OF_LOGARITHMS -> Metric.expRmspe();
            case "accuracy" -> Metric.accuracy();
            case OF_TWO_CLASSES -> Metric.auc();
            case "f1" -> Metric.fBeta(1);
            case "log_loss" -> Metric.logLoss();
            default -> throw new IllegalStateException(name + " is listed and not made");
        };
    }
}
