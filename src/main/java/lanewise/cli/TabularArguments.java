package lanewise.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanewise.data.Column;
import lanewise.data.ColumnType;
import lanewise.data.DataException;
import lanewise.data.NumberColumn;
import lanewise.data.Split;
import lanewise.data.Table;
import lanewise.tabular.Role;
import lanewise.tabular.TabularData;
import lanewise.tabular.TabularSpec;
import lanewise.tabular.Task;

/** What {@code fit tabular} was told of its data: the columns and their roles, the target, the rows to validate on. */
final class TabularArguments {

    private static final Map<String, Role> ROLES = roles();

    /** What a range has beyond the targets of the training rows, as a share of theirs: the course's fifth. */
    private static final double MARGIN = 0.2;

    private static final String RIGHT_RANGE =
            ": auto, none, or a lower and a higher number such as 0,5000 would be right";

    private final Arguments arguments;
    private final String source;
    private final Table table;

    private TabularArguments(Arguments arguments, String source, Table table) {
        this.arguments = arguments;
        this.source = source;
        this.table = table;
    }

    private static Map<String, Role> roles() {
        Map<String, Role> roles = new LinkedHashMap<>();
        roles.put("--cat", Role.CATEGORY);
        roles.put("--cont", Role.CONTINUOUS);
        roles.put("--date", Role.DATE);
        roles.put("--ignore", Role.IGNORED);
        return roles;
    }

    /** Reads the files. */
    static TabularArguments read(List<Path> files, Arguments arguments) {
        String source = arguments.text("--data");
        List<String> columns = CsvArgument.csv(files.get(0), arguments).names();
        Map<String, String> told = new LinkedHashMap<>();
        check("--target", columns, told, arguments);
        for (String option : ROLES.keySet()) {
            check(option, columns, told, arguments);
        }
        return new TabularArguments(arguments, source, TableFiles.read(files, types(arguments), arguments));
    }

    private static void check(String option, List<String> columns, Map<String, String> told, Arguments arguments) {
        List<String> names = TableFiles.names(option, arguments);
        TableFiles.requireColumns(option, names, columns, arguments.text("--data"));
        for (String name : names) {
            String other = told.put(name, option);
            if (other != null) {
                throw new UsageException(option + " " + name + ": " + (other.equals(option) ? "it" : other + " too")
                        + " names this column; once would be right");
            }
        }
    }

    private static Map<String, ColumnType> types(Arguments arguments) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        // Names, even where they look like numbers: one that training did not see is then unknown and not an error.
        TableFiles.names("--cat", arguments).forEach(name -> types.put(name, ColumnType.CATEGORY));
        TableFiles.names("--cont", arguments).forEach(name -> types.put(name, ColumnType.NUMBER));
        TableFiles.names("--date", arguments).forEach(name -> types.put(name, ColumnType.DATE));
        if (arguments.isOn("--log-target") || arguments.text("--task").equals("regression")) {
            TableFiles.names("--target", arguments).forEach(name -> types.put(name, ColumnType.NUMBER));
        }
        return types;
    }

    /** How much there is. */
    String size() {
        return Amount.of(table.rows(), "row") + " of " + Amount.of(table.names().size(), "column");
    }

    /**
     * The table with the roles, the target and the split that were asked for.
     *
     * @throws UsageException if they do not fit the table
     */
    TabularData data() {
        try {
            TabularData data = unchecked();
            // The steps are fitted now, so that whatever they find is told with the files' names.
            data.partition();
            return data;
        } catch (DataException e) {
            throw e.source() == null ? new UsageException(source + ": " + e.getMessage()) : e;
        }
    }

    private TabularData unchecked() {
        List<String> targets = TableFiles.names("--target", arguments);
        TabularData data = TabularData.of(table)
                .targets(targets.toArray(new String[0]))
                .batchSize(arguments.wholeNumber("--batch", 1, 1_000_000));
        String task = arguments.choice("--task", "auto", "regression", "binary", "multi-class", "multi-label");
        data = switch (task) {
            case "regression" -> data.task(Task.REGRESSION);
            case "binary" -> data.task(Task.BINARY);
            case "multi-class" -> data.task(Task.MULTI_CLASS);
            case "multi-label" -> data.task(Task.MULTI_LABEL);
            default -> data;
        };
        data = arguments.isOn("--log-target") ? data.logTarget() : data;
        data = arguments.isOn("--only") ? only(data) : overridden(data);
        return data.split(split(targets));
    }

    private TabularData overridden(TabularData data) {
        TabularData told = data;
        for (Map.Entry<String, Role> role : ROLES.entrySet()) {
            for (String name : TableFiles.names(role.getKey(), arguments)) {
                told = told.role(name, role.getValue());
            }
        }
        return told;
    }

    private TabularData only(TabularData data) {
        String[] none = new String[0];
        TabularData told = data.categories(TableFiles.names("--cat", arguments).toArray(none))
                .continuous(TableFiles.names("--cont", arguments).toArray(none))
                .dates(TableFiles.names("--date", arguments).toArray(none));
        if (!arguments.isOn("--cat") && !arguments.isOn("--cont") && !arguments.isOn("--date")) {
            throw new UsageException("--only leaves no column: name some by --cat, --cont and --date");
        }
        return told;
    }

    // The range of predictions

    /**
     * The net with the range of its predictions: the one that was given, or that of the training rows and a fifth of it
     * on both sides. Without one a net would spend its first epochs on finding out how large the numbers are.
     */
    TabularSpec ranged(TabularSpec spec, TabularData data) {
        String text = arguments.text("--range");
        if (data.task() != Task.REGRESSION || text.equals("none")) {
            if (arguments.isOn("--range") && data.task() != Task.REGRESSION) {
                throw new UsageException("--range " + text + ": only predictions of a number have one");
            }
            return spec;
        }
        boolean log = arguments.isOn("--log-target");
        double[] range = text.equals("auto") ? inferred(data, log) : given(text, log);
        return spec.range((float) range[0], (float) range[1]);
    }

    private double[] inferred(TabularData data, boolean log) {
        NumberColumn target = table.number(arguments.text("--target"));
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int row : data.partition().train()) {
            double value = log ? Math.log(target.value(row)) : target.value(row);
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double margin = high > low ? MARGIN * (high - low) : 1;
        return new double[] {low - margin, high + margin};
    }

    private static double[] given(String text, boolean log) {
        String[] words = text.split(",", -1);
        try {
            double low = Double.parseDouble(words[0]);
            double high = Double.parseDouble(words[words.length - 1]);
            if (words.length == 2 && low < high && (!log || low > 0)) {
                return new double[] {log ? Math.log(low) : low, log ? Math.log(high) : high};
            }
        } catch (NumberFormatException e) {
            throw new UsageException("--range " + text + RIGHT_RANGE);
        }
        throw new UsageException(
                "--range " + text + RIGHT_RANGE + (log ? ", both above 0 because --log-target takes logarithms" : ""));
    }

    // The rows to validate on

    private Split split(List<String> targets) {
        boolean byDate = arguments.isOn("--valid-from");
        boolean byGroup = arguments.isOn("--valid-group");
        boolean stratified = arguments.isOn("--stratify");
        if ((byDate ? 1 : 0) + (byGroup ? 1 : 0) + (stratified ? 1 : 0) > 1 || (byDate && arguments.isOn("--valid"))) {
            throw new UsageException(
                    "--valid-from, --valid-group and --stratify are different ways to choose the rows to"
                            + " validate on, and --valid is no part of the first; one would be right");
        }
        if (byDate) {
            return dates();
        }
        for (String option : new String[] {"--valid-to", "--valid-date"}) {
            if (arguments.isOn(option)) {
                throw new UsageException(option + " says more about --valid-from DATE; it is missing");
            }
        }
        double share = arguments.number("--valid", 0, 1, "a number from 0 up to but not including 1");
        long seed = arguments.longNumber(TrainingOptions.SEED.name());
        if (share == 0) {
            return Split.none();
        }
        if (byGroup) {
            String column = arguments.text("--valid-group");
            TableFiles.requireColumns("--valid-group", List.of(column), table.names(), source);
            return Split.groups(column, (float) share, seed);
        }
        return stratified ? Split.stratified(targets.get(0), (float) share, seed) : Split.random((float) share, seed);
    }

    private Split dates() {
        String column = dateColumn();
        LocalDate from = date("--valid-from");
        if (!arguments.isOn("--valid-to")) {
            return Split.from(column, from);
        }
        LocalDate to = date("--valid-to");
        if (to.isBefore(from)) {
            throw new UsageException("--valid-to " + to + " is before --valid-from " + from);
        }
        return Split.dates(column, from, to);
    }

    private LocalDate date(String option) {
        String text = arguments.text(option);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException(option + " " + text + ": a day such as 2015-07-31 would be right");
        }
    }

    private String dateColumn() {
        String named = arguments.find("--valid-date");
        if (named != null) {
            TableFiles.requireColumns("--valid-date", List.of(named), table.names(), source);
            return named;
        }
        List<String> dates = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.type() == ColumnType.DATE) {
                dates.add(column.name());
            }
        }
        if (dates.size() != 1) {
            throw new UsageException("--valid-from needs a column of dates, and " + source + " has "
                    + (dates.isEmpty() ? "none (dates are read as 2015-07-31)" : "several: " + String.join(", ", dates))
                    + (dates.isEmpty() ? "" : "; --valid-date COLUMN names one"));
        }
        return dates.get(0);
    }
}
