package lanewise.tabular;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import lanewise.data.Column;
import lanewise.data.DataException;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import lanewise.io.JsonObject;

/**
 * What is predicted: the columns, the task, and the way from raw values to the numbers a loss compares and back. Immutable;
 * part of the model file.
 *
 * @param classes the classes in the order of their numbers for one target; empty for numbers and for several labels
 * @param log whether the model predicts the natural logarithm of the target
 */
record Targets(List<String> columns, Task task, CategoryMap classes, boolean log) {

    Targets {
        columns = List.copyOf(columns);
    }

    static CategoryMap noClasses() {
        return CategoryMap.ofTexts(Collections.emptyList());
    }

    /** The task a single target stands for: numbers other than two of them are a regression. */
    static Task infer(Column target, CategoryMap classes) {
        if (classes.size() == 2) {
            return Task.BINARY;
        }
        return target instanceof NumberColumn ? Task.REGRESSION : Task.MULTI_CLASS;
    }

    /** How many numbers a row's target is. */
    int width() {
        return task == Task.MULTI_LABEL ? columns.size() : 1;
    }

    /** How many numbers the model gives for a row. */
    int outputs() {
        return task == Task.MULTI_CLASS ? classes.size() : width();
    }

    /** The names of what has a probability: of a binary target the two classes. */
    List<String> names() {
        return task == Task.MULTI_LABEL ? columns : classes.levels();
    }

    boolean isMissing(Table table, int row) {
        for (String column : columns) {
            if (table.column(column).isMissing(row)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The numbers of a row's targets, none of which is missing.
     *
     * @param targets the columns of that name
     * @throws DataException if one is infinite, can't have a logarithm or is no class of the training rows
     */
    void encode(List<Column> targets, int row, float[] numbers, int at) {
        for (int i = 0; i < targets.size(); i++) {
            Column column = targets.get(i);
            numbers[at + i] = task == Task.REGRESSION ? number((NumberColumn) column, row) : classOf(column, row);
        }
    }

    private float number(NumberColumn column, int row) {
        double value = column.value(row);
        if (Double.isInfinite(value)) {
            throw wrong(column, row, "; a target must be finite (rows where it is missing are left out)");
        }
        if (log && !(value > 0)) {
            throw wrong(column, row, ", which has no logarithm; leave such rows out, or do without logTarget()");
        }
        return (float) (log ? StrictMath.log(value) : value);
    }

    private float classOf(Column column, int row) {
        if (task == Task.MULTI_LABEL) {
            String text = column.text(row);
            String lower = text == null ? "" : text.toLowerCase(Locale.ROOT);
            if (lower.equals("1") || lower.equals("true")) {
                return 1;
            }
            if (lower.equals("0") || lower.equals("false")) {
                return 0;
            }
            throw wrong(column, row, "; a label is 0 or 1, or false or true");
        }
        int code = column instanceof NumberColumn number
                ? classes.code(number.value(row))
                : classes.code(column.text(row));
        if (code == CategoryMap.UNKNOWN) {
            throw wrong(
                    column,
                    row,
                    ", a class that no training row has; they have " + String.join(", ", classes.levels()));
        }
        return code - 1;
    }

    private static DataException wrong(Column column, int row, String problem) {
        return new DataException("target \"" + column.name() + "\", row " + row + " is " + column.text(row) + problem);
    }

    /** The raw number of a regression's output. */
    float back(float output) {
        return log ? (float) StrictMath.exp(output) : output;
    }

    JsonObject toJson() {
        return JsonObject.of()
                .with("columns", columns)
                .with("task", task.name().toLowerCase(Locale.ROOT))
                .with("log", log)
                .with("numeric_classes", classes.isNumeric())
                .with("classes", classes.levels());
    }

    static Targets fromJson(JsonObject json) {
        Task task = Task.valueOf(json.getString("task").toUpperCase(Locale.ROOT));
        List<String> columns = new ArrayList<>(json.getStrings("columns"));
        CategoryMap classes = CategoryMap.restore(json.getBoolean("numeric_classes"), json.getStrings("classes"));
        int fewest = task == Task.BINARY || task == Task.MULTI_CLASS ? 2 : 0;
        if (columns.isEmpty() || (task != Task.MULTI_LABEL && columns.size() > 1) || classes.size() < fewest) {
            throw new IllegalArgumentException("the target's " + columns.size() + " columns and " + classes.size()
                    + " classes do not fit the task " + task);
        }
        return new Targets(columns, task, classes, json.getBoolean("log"));
    }
}
