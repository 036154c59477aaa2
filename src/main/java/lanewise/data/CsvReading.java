package lanewise.data;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** One reading of a CSV source, which Commons CSV cuts into records: from records to typed columns. */
final class CsvReading {

    private final String source;
    private final CSVFormat format;
    private final @Nullable List<String> givenHeader;
    private final Map<String, ColumnType> givenTypes;
    private final Set<String> missing;
    private final int longestMissing;

    CsvReading(
            String source,
            CSVFormat format,
            @Nullable List<String> givenHeader,
            Map<String, ColumnType> givenTypes,
            Set<String> missing) {
        this.source = source;
        this.format = format;
        this.givenHeader = givenHeader;
        this.givenTypes = givenTypes;
        this.missing = missing;
        int longest = -1;
        for (String text : missing) {
            longest = Math.max(longest, text.length());
        }
        this.longestMissing = longest;
    }

    /** Reads the header alone; the reader stays open. */
    List<String> names(Reader reader) throws IOException {
        RecentText text = new RecentText(reader);
        CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get();
        return names(parser, parser.iterator(), text);
    }

    private List<String> names(CSVParser parser, Iterator<CSVRecord> records, RecentText text) {
        if (givenHeader == null) {
            return header(next(parser, records, text, new ArrayList<>()));
        }
        checkNames(givenHeader, 0);
        return givenHeader;
    }

    /** Reads to the end, and hands on a table of every so many rows, one at least; the reader stays open. */
    void read(Reader reader, int rowsAtOnce, Consumer<? super Table> blocks) throws IOException {
        RecentText text = new RecentText(reader);
        CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get();
        Iterator<CSVRecord> records = parser.iterator();
        List<String> header = names(parser, records, text);
        @Nullable ColumnType[] types = types(header);
        RawColumn[] columns = columns(header);
        int rows = 0;
        boolean first = true;
        while (addRow(columns, types, parser, records, text, header)) {
            rows++;
            if (rows == rowsAtOnce) {
                blocks.accept(table(columns, types));
                columns = columns(header);
                rows = 0;
                first = false;
            }
        }
        if (rows > 0 || first) {
            blocks.accept(table(columns, types));
        }
    }

    private RawColumn[] columns(List<String> header) {
        RawColumn[] columns = new RawColumn[header.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new RawColumn(source, header.get(i));
        }
        return columns;
    }

    /** Adds the next row that is not blank; false at the end. */
    private boolean addRow(
            RawColumn[] columns,
            @Nullable ColumnType[] types,
            CSVParser parser,
            Iterator<CSVRecord> records,
            RecentText text,
            List<String> header) {
        int width = columns.length;
        while (true) {
            long line = parser.getCurrentLineNumber() + 1;
            CSVRecord row = next(parser, records, text, header);
            if (row == null) {
                return false;
            }
            if (row.size() == 1 && width > 1 && row.get(0).isEmpty()) {
                continue;
            }
            if (row.size() != width) {
                throw wrongWidth(row, header, line, parser.getCurrentLineNumber());
            }
            for (int i = 0; i < width; i++) {
                String value = row.get(i);
                if (isMissing(value)) {
                    columns[i].addMissing();
                } else {
                    columns[i].add(value);
                    check(columns[i], types[i], line, value);
                }
            }
            return true;
        }
    }

    private static Table table(RawColumn[] columns, @Nullable ColumnType[] types) {
        List<Column> typed = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            ColumnType type = types[i] == null ? TypeInference.infer(columns[i]) : types[i];
            typed.add(columns[i].toColumn(type));
            // Lets go of the raw text column by column, so that a big table is never there twice.
            columns[i] = null;
        }
        return Table.of(typed);
    }

    /** The next record, or null at the end. */
    private @Nullable CSVRecord next(
            CSVParser parser, Iterator<CSVRecord> records, RecentText text, List<String> header) {
        long line = parser.getCurrentLineNumber() + 1;
        try {
            if (!records.hasNext()) {
                return null;
            }
            CSVRecord record = records.next();
            text.keepFrom(record.getCharacterPosition());
            return record;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CSVException) {
                QuoteFault fault = QuoteFault.find(text, format);
                throw fault == null
                        ? DataException.in(
                                source,
                                line,
                                "the quotes of this row are not right; it is (or follows) a very long one")
                        : fault.toException(source, line, header, e);
            }
            throw DataException.unreadable(source, e.getCause());
        }
    }

    private List<String> header(@Nullable CSVRecord first) {
        if (first == null) {
            throw DataException.in(source, 1, "the file is empty; a header line with the column names comes first");
        }
        List<String> names = new ArrayList<>();
        for (String name : first) {
            names.add(name.trim());
        }
        checkNames(names, 1);
        return names;
    }

    private void checkNames(List<String> names, long line) {
        if (names.isEmpty()) {
            throw DataException.in(source, line, "no column names were given");
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty()) {
                throw DataException.in(source, line, i + 1, "the column has no name; every column needs one");
            }
            int first = names.indexOf(names.get(i));
            if (first < i) {
                String problem = "the name \"" + names.get(i) + "\" is taken by column " + (first + 1)
                        + "; each name may stand for one column only";
                throw DataException.in(source, line, i + 1, problem);
            }
        }
    }

    private @Nullable ColumnType[] types(List<String> header) {
        for (String name : givenTypes.keySet()) {
            if (!header.contains(name)) {
                String problem = "the column \"" + name + "\" is not there" + NearestName.advice(name, header);
                throw DataException.in(source, 0, problem);
            }
        }
        @Nullable ColumnType[] types = new ColumnType[header.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = givenTypes.get(header.get(i));
        }
        return types;
    }

    private boolean isMissing(String value) {
        if (value.length() <= longestMissing) {
            return missing.contains(value.trim());
        }
        // Only white space could make a long field a missing one.
        boolean padded = !value.isEmpty() && (value.charAt(0) <= ' ' || value.charAt(value.length() - 1) <= ' ');
        return padded && missing.contains(value.trim());
    }

    private void check(RawColumn column, @Nullable ColumnType type, long line, String value) {
        int row = column.size() - 1;
        if (type == ColumnType.NUMBER && Double.isNaN(column.number(row))) {
            String problem = quoted(value) + " is not a number; one such as 15, -2.5 or 1e-3 would be right"
                    + (value.indexOf(',') >= 0 ? ", with a decimal point and no separators of thousands" : "");
            throw DataException.in(source, line, column.name(), problem);
        }
        if (type == ColumnType.DATE && column.epochSecond(row) == DateColumn.MISSING) {
            String problem =
                    quoted(value) + " is not a date; one such as 2015-07-31 or 2015-07-31T10:15:00 would be right";
            throw DataException.in(source, line, column.name(), problem);
        }
    }

    private DataException wrongWidth(CSVRecord row, List<String> header, long line, long lastLine) {
        boolean tooFew = row.size() < header.size();
        String detail =
                tooFew ? "this column has no value" : "the surplus begins with " + quoted(row.get(header.size()));
        String span = lastLine > line ? " (the row runs to line " + lastLine + ": is a quote not closed?)" : "";
        String problem = row.size() + (row.size() == 1 ? " field" : " fields") + " where there are " + header.size()
                + (header.size() == 1 ? " column; " : " columns; ") + detail + span;
        return tooFew
                ? DataException.in(source, line, header.get(row.size()), problem)
                : DataException.in(source, line, header.size() + 1, problem);
    }

    private static String quoted(String value) {
        return '"' + (value.length() > 40 ? value.substring(0, 40) + "..." : value) + '"';
    }
}
