package lanewise.tabular;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lanewise.data.Column;
import lanewise.data.ColumnType;
import lanewise.data.DataException;
import lanewise.data.Partition;
import lanewise.data.Split;
import lanewise.data.Table;
import lanewise.train.BatchSource;
import org.jspecify.annotations.Nullable;

/**
 * A table to learn from: which column is the target, what the others are to the model, which rows train, and the steps from
 * raw columns to inputs. What is not told is inferred; {@link #explain()} says what and why. A value: every method returns
 * another. The steps are fitted on the training rows when they are first needed, for instance by a learner.
 *
 * <pre>{@code
 * var data = TabularData.of(Table.csv(path)).target("Sales").logTarget().split(Split.last(0.1f)).batchSize(128);
 * }</pre>
 */
public final class TabularData {

    private static final int FEWEST_TO_SPLIT = 5;

    private final Table table;
    private List<String> targets = Collections.emptyList();
    private @Nullable Task task;
    private boolean log;
    private Map<String, Role> named = Collections.emptyMap();
    private Map<String, Role> overridden = Collections.emptyMap();
    private Steps steps = Steps.standard();
    private boolean fitOnAllRows;
    private Split split;
    private int batchSize = 64;
    private volatile @Nullable PreparedRows prepared;

    private TabularData(Table table, Split split) {
        this.table = table;
        this.split = split;
    }

    /** A copy for a method to change before anyone sees it. */
    private TabularData(TabularData other) {
        this(other.table, other.split);
        targets = other.targets;
        task = other.task;
        log = other.log;
        named = other.named;
        overridden = other.overridden;
        steps = other.steps;
        fitOnAllRows = other.fitOnAllRows;
        batchSize = other.batchSize;
    }

    /**
     * A table whose target is named next; a random fifth of its rows (seed 42) to validate on, none of fewer than five rows;
     * batches of 64; missing numbers filled with the median and marked by a category; numbers standardised.
     */
    public static TabularData of(Table table) {
        if (table.rows() == 0) {
            throw new DataException("tabular data: the table has no rows; there is nothing to learn from");
        }
        return new TabularData(table, table.rows() < FEWEST_TO_SPLIT ? Split.none() : Split.random(0.2f, 42));
    }

    // The target

    /** What is predicted: a number (regression), or one of two classes or more. Rows where it is missing are left out. */
    public TabularData target(String column) {
        return targets(column);
    }

    /** What is predicted: a target as in {@link #target}, or several labels, each 0 or 1 (or false or true). */
    public TabularData targets(String... columns) {
        TabularData other = new TabularData(this);
        other.targets = names(columns);
        return other;
    }

    /** What kind of target it is, if the guess is wrong: numbers may be classes. */
    public TabularData task(Task kind) {
        TabularData other = new TabularData(this);
        other.task = kind;
        return other;
    }

    /** The model predicts the logarithm of the target; predictors give the target itself. */
    public TabularData logTarget() {
        TabularData other = new TabularData(this);
        other.log = true;
        return other;
    }

    // The inputs

    /** Inputs that are categories. As soon as any input is named, those that are not are left out. */
    public TabularData categories(String... columns) {
        return named(Role.CATEGORY, columns);
    }

    /** Inputs that are numbers. As soon as any input is named, those that are not are left out. */
    public TabularData continuous(String... columns) {
        return named(Role.CONTINUOUS, columns);
    }

    /** Dates whose parts are inputs. As soon as any input is named, those that are not are left out. */
    public TabularData dates(String... columns) {
        return named(Role.DATE, columns);
    }

    private TabularData named(Role role, String... columns) {
        Map<String, Role> more = new LinkedHashMap<>(named);
        for (String column : names(columns)) {
            Role before = more.put(column, role);
            if (before != null && before != role) {
                throw new DataException("tabular data: column \"" + column + "\" is named as " + before + " and as "
                        + role + "; it can have one role");
            }
        }
        TabularData other = new TabularData(this);
        other.named = more;
        return other;
    }

    /** The role of a column, where the guess is wrong; the others are still guessed. */
    public TabularData role(String column, Role role) {
        Map<String, Role> more = new LinkedHashMap<>(overridden);
        more.put(table.column(column).name(), role);
        TabularData other = new TabularData(this);
        other.overridden = more;
        return other;
    }

    private List<String> names(String... columns) {
        List<String> names = new ArrayList<>();
        for (String column : columns) {
            names.add(table.column(column).name());
        }
        return names;
    }

    // The steps

    /** What fills missing numbers: by default the median. */
    public TabularData fillMissing(FillMissing fill) {
        return with(steps.with(fill));
    }

    /** What fills the missing numbers of a column. */
    public TabularData fillMissing(String column, FillMissing fill) {
        return with(steps.with(table.number(column).name(), fill));
    }

    /** How the model learns that a number was missing: by default as a category. */
    public TabularData indicator(Indicator indicator) {
        return with(steps.with(indicator));
    }

    /** Numbers of a column below {@code low} become it, numbers above {@code high} that. */
    public TabularData clip(String column, double low, double high) {
        return with(steps.clip(table.number(column).name(), low, high));
    }

    /** Whether numbers are brought to mean 0 and deviation 1: by default they are. */
    public TabularData standardise(boolean yes) {
        return with(steps.standardise(yes));
    }

    /**
     * The steps as in fast.ai's course of 2017: fitted on training and validation rows together, missing numbers marked by a
     * standardised 0 and 1, nothing added to the deviation.
     */
    public TabularData courseSteps() {
        return with(steps.course()).fitOnAllRows();
    }

    /** Fits the steps on all rows instead of on those that train: as the course did, but it flatters the validation. */
    public TabularData fitOnAllRows() {
        TabularData other = new TabularData(this);
        other.fitOnAllRows = true;
        return other;
    }

    private TabularData with(Steps changed) {
        TabularData other = new TabularData(this);
        other.steps = changed;
        return other;
    }

    // The rows

    /** Which rows train and which validate. */
    public TabularData split(Split other) {
        TabularData copy = new TabularData(this);
        copy.split = other;
        return copy;
    }

    /** How many rows a batch has. */
    public TabularData batchSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("tabular data: the batch size must be at least 1, got " + rows);
        }
        TabularData other = new TabularData(this);
        other.batchSize = rows;
        other.prepared = prepared;
        return other;
    }

    // What came of it

    /** The role of every column: what was told and what was guessed, and why. */
    public List<ColumnRole> roles() {
        List<ColumnRole> roles = new ArrayList<>();
        if (named.isEmpty()) {
            Map<String, Role> given = new LinkedHashMap<>(overridden);
            targets.forEach(target -> given.put(target, Role.TARGET));
            return Collections.unmodifiableList(RoleInference.infer(table, given));
        }
        targets.forEach(target -> roles.add(new ColumnRole(target, Role.TARGET, "as told")));
        named.forEach(
                (column, role) -> roles.add(new ColumnRole(column, overridden.getOrDefault(column, role), "as told")));
        for (String column : table.names()) {
            if (!targets.contains(column) && !named.containsKey(column)) {
                roles.add(new ColumnRole(column, Role.IGNORED, "not named"));
            }
        }
        return Collections.unmodifiableList(roles);
    }

    /** What kind of target it is, as told or as its values say. */
    public Task task() {
        return targetsFitted().task();
    }

    private Targets targetsFitted() {
        PreparedRows rows = prepared;
        if (rows != null) {
            return rows.targets();
        }
        return TargetFitting.fit(table, targets, task, log);
    }

    /** The rows of the table that train and those that validate, those without a target left out. */
    public Partition partition() {
        return Partition.of(prepared().train(), prepared().valid());
    }

    /** The highest target (its logarithm after {@link #logTarget()}) of the rows that the steps were fitted on. */
    public float highestTarget() {
        return prepared().highestTarget();
    }

    /** What people should know about the data before they train: a sentence each. */
    public List<String> notes() {
        return prepared().notes();
    }

    /** The role of every column with its reason, the task, and the notes. */
    public String explain() {
        int width = 6;
        for (ColumnRole role : roles()) {
            width = Math.max(width, role.column().length());
        }
        StringBuilder text = new StringBuilder();
        for (ColumnRole role : roles()) {
            text.append(String.format(
                    Locale.ROOT, "%-" + width + "s  %-10s  %s%n", role.column(), name(role.role()), role.reason()));
        }
        text.append(
                        task() == Task.REGRESSION
                                ? "a number"
                                : String.join(", ", targetsFitted().names()))
                .append(": ")
                .append(name(task()))
                .append(log ? " of the logarithm" : "");
        for (String note : notes()) {
            text.append(System.lineSeparator()).append(note);
        }
        return text.toString();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    Table table() {
        return table;
    }

    int batchSize() {
        return batchSize;
    }

    FittedFeatures features() {
        return prepared().features();
    }

    Targets fittedTargets() {
        return prepared().targets();
    }

    PreparedRows prepared() {
        PreparedRows rows = prepared;
        if (rows == null) {
            Targets fitted = targetsFitted();
            rows = PreparedRows.of(table, checkedRoles(), fitted, steps, split.apply(table), fitOnAllRows);
            prepared = rows;
        }
        return rows;
    }

    private List<ColumnRole> checkedRoles() {
        List<ColumnRole> roles = roles();
        for (ColumnRole role : roles) {
            Column column = table.column(role.column());
            boolean input = role.role() == Role.CATEGORY || role.role() == Role.CONTINUOUS || role.role() == Role.DATE;
            if (input && targets.contains(role.column())) {
                throw new DataException("tabular data: column \"" + role.column() + "\" is the target and an input");
            }
            if (!fits(role.role(), column.type())) {
                throw new DataException("tabular data: column \"" + role.column() + "\" is of type " + column.type()
                        + " and can't be " + role.role()
                        + "; numbers can be continuous, dates have the role DATE, all others can be categories");
            }
        }
        return roles;
    }

    private static boolean fits(Role role, ColumnType type) {
        return switch (role) {
            case CONTINUOUS -> type == ColumnType.NUMBER;
            case DATE -> type == ColumnType.DATE;
            case CATEGORY -> type != ColumnType.DATE;
            default -> true;
        };
    }

    BatchSource<TabularBatch> train() {
        return prepared().trainSource();
    }

    BatchSource<TabularBatch> valid() {
        return prepared().validSource();
    }

    @Override
    public String toString() {
        return "TabularData(" + table.rows() + " rows, target " + String.join(", ", targets) + ", batches of "
                + batchSize + ")";
    }
}
