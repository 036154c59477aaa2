package lanewise.tabular;

import java.util.ArrayList;
import java.util.List;
import lanewise.data.Column;
import lanewise.data.ColumnType;
import lanewise.data.DataException;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import org.jspecify.annotations.Nullable;

/** Finds out what kind of target it is, and its classes. */
final class TargetFitting {

    private TargetFitting() {}

    /**
     * The targets.
     *
     * @param task as told; null to infer it
     * @throws DataException if none is named, or it is not of the kind it is told to be
     */
    static Targets fit(Table table, List<String> columns, @Nullable Task task, boolean log) {
        if (columns.isEmpty()) {
            throw new DataException("tabular data: no target is named; name what is to be predicted by target(column)");
        }
        if (columns.size() > 1) {
            if (task != null && task != Task.MULTI_LABEL) {
                throw new DataException("tabular data: " + columns.size() + " targets are several labels, not " + task);
            }
            return checked(new Targets(columns, Task.MULTI_LABEL, Targets.noClasses(), log));
        }
        Column column = table.column(columns.get(0));
        if (column.type() == ColumnType.DATE) {
            throw wrong(column, "a date can't be predicted; derive a number from it, such as days until it");
        }
        boolean grouped = task == null ? !manyNumbers(column) : task == Task.BINARY || task == Task.MULTI_CLASS;
        CategoryMap classes = grouped ? CategoryMap.fit(column, all(table.rows())) : Targets.noClasses();
        Task chosen = task == null ? Targets.infer(column, classes) : task;
        if (chosen == Task.REGRESSION && column.type() != ColumnType.NUMBER) {
            throw wrong(column, "a regression needs numbers, it is of type " + column.type());
        }
        if (chosen == Task.REGRESSION || chosen == Task.MULTI_LABEL) {
            return checked(new Targets(columns, chosen, Targets.noClasses(), log));
        }
        if (classes.size() < 2) {
            throw wrong(
                    column,
                    "it has " + (classes.size() == 0 ? "no value" : "one value only, " + classes.levels())
                            + "; there is nothing to tell apart");
        }
        if (chosen == Task.BINARY && classes.size() != 2) {
            throw wrong(column, "it has " + classes.size() + " classes, a binary target has two");
        }
        return checked(new Targets(columns, chosen, classes, log));
    }

    private static Targets checked(Targets targets) {
        if (targets.log() && targets.task() != Task.REGRESSION) {
            throw new DataException("tabular data: only a number has a logarithm; the target is " + targets.task());
        }
        return targets;
    }

    /** Whether these are numbers of three values or more: they are taken for a regression unless told otherwise. */
    private static boolean manyNumbers(Column column) {
        if (!(column instanceof NumberColumn numbers)) {
            return false;
        }
        List<Double> seen = new ArrayList<>();
        for (int row = 0; row < numbers.size() && seen.size() < 3; row++) {
            double value = numbers.value(row);
            if (!Double.isNaN(value) && !seen.contains(value)) {
                seen.add(value);
            }
        }
        return seen.size() >= 3;
    }

    private static int[] all(int rows) {
        int[] all = new int[rows];
        for (int row = 0; row < rows; row++) {
            all[row] = row;
        }
        return all;
    }

    private static DataException wrong(Column column, String problem) {
        return new DataException("target \"" + column.name() + "\": " + problem);
    }
}
