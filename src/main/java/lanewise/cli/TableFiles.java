package lanewise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanewise.data.Column;
import lanewise.data.ColumnType;
import lanewise.data.Csv;
import lanewise.data.DataException;
import lanewise.data.Table;

/** CSV files of the same columns, read as one table. */
final class TableFiles {

    private TableFiles() {}

    /**
     * Reads files, one behind the other.
     *
     * @param types of the columns that must have one; all others are inferred
     * @throws UsageException if a file has no rows, or other columns than the first
     */
    static Table read(List<Path> paths, Map<String, ColumnType> types, Arguments arguments) {
        List<Table> tables = new ArrayList<>();
        for (Path path : paths) {
            Table table = read(path, types, arguments);
            if (table.rows() == 0) {
                throw new UsageException(path + " holds no rows; there is nothing to learn from");
            }
            tables.add(table);
        }
        Map<String, ColumnType> common = new LinkedHashMap<>(types);
        common.putAll(disputed(tables));
        Table whole = null;
        for (int i = 0; i < tables.size(); i++) {
            Table table = common.size() == types.size() ? tables.get(i) : read(paths.get(i), common, arguments);
            tables.set(i, null);
            whole = whole == null ? table : append(whole, table, paths.get(i));
        }
        if (whole == null) {
            throw new IllegalStateException("no file to read");
        }
        return whole;
    }

    private static Table read(Path path, Map<String, ColumnType> types, Arguments arguments) {
        Csv csv = CsvArgument.csv(path, arguments);
        for (Map.Entry<String, ColumnType> type : types.entrySet()) {
            csv = csv.type(type.getKey(), type.getValue());
        }
        return csv.read();
    }

    /** Columns that look like numbers in one file and like something else in another are categories in all. */
    private static Map<String, ColumnType> disputed(List<Table> tables) {
        Map<String, ColumnType> disputed = new LinkedHashMap<>();
        for (Column column : tables.get(0).columns()) {
            ColumnType found = null;
            for (Table table : tables) {
                Column other = table.has(column.name()) ? table.column(column.name()) : column;
                if (other.missing() < other.size()) {
                    if (found != null && found != other.type()) {
                        disputed.put(column.name(), ColumnType.CATEGORY);
                    }
                    found = other.type();
                }
            }
        }
        return disputed;
    }

    private static Table append(Table whole, Table more, Path path) {
        try {
            return whole.append(more);
        } catch (DataException e) {
            throw new UsageException(path + ": " + e.getMessage());
        }
    }

    /** The names that an option lists, with commas between them; none if it is not given. */
    static List<String> names(String option, Arguments arguments) {
        String text = arguments.find(option);
        if (text == null) {
            return List.of();
        }
        List<String> names = Arrays.asList(text.split(",", -1));
        if (names.contains("")) {
            throw new UsageException(option + " " + text + " lists a column without a name");
        }
        return names;
    }

    /**
     * Checks that columns are there.
     *
     * @throws UsageException that names the option, the column, and one that was probably meant
     */
    static void requireColumns(String option, List<String> names, List<String> columns, String source) {
        for (String name : names) {
            if (!columns.contains(name)) {
                throw new UsageException(option + " " + name + ": " + source + " has no column of this name"
                        + NearestWord.advice(name, columns));
            }
        }
    }
}
