package lanewise.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * How to read a CSV file, as a value: every method returns a new one. {@code Csv.of(path).delimiter(';').read()}.
 *
 * <p>Fields may be quoted, and quoted fields may hold delimiters, line breaks and doubled quotes (RFC 4180). Lines end in LF,
 * CR LF or CR. A file that begins with gzip's two magic bytes is unpacked, whatever its name; a byte order mark is skipped; a
 * byte sequence that the charset forbids is an error. Blank lines are skipped, except in a file of one column, where each is
 * a missing value. Every row has as many fields as the header.
 *
 * <p><b>Missing</b> is a field that, without the white space around it, is one of {@code (empty)}, {@code NA}, {@code N/A},
 * {@code NaN}, {@code nan}, {@code null}, {@code NULL}, quoted or not; {@link #missing} names others.
 *
 * <p><b>Types</b> are inferred from all values of a column that are not missing, unless {@link #type} says it: {@code NUMBER}
 * if all are decimal numbers (with a point) and none looks like a code, that is an integer with leading zeros or of more than
 * 15 digits; else {@code DATE} if all are ISO dates or dates with times ({@code 2015-07-31}, {@code 2015-07-31 10:15:00});
 * else {@code CATEGORY} if there are at least twice as many values as distinct ones; else {@code TEXT}, as is a column
 * without any value.
 */
public final class Csv {

    private static final Set<String> MISSING =
            new LinkedHashSet<>(Arrays.asList("", "NA", "N/A", "NaN", "nan", "null", "NULL"));

    private final Source source;
    private final String delimiter;
    private final @Nullable Character quote;
    private final @Nullable List<String> header;
    private final Map<String, ColumnType> types;
    private final Set<String> missing;
    private final Charset charset;

    /** Where the text comes from: exactly one of the three is there. */
    private record Source(
            String name,
            @Nullable Path path,
            @Nullable InputStream stream,
            @Nullable Reader reader) {}

    private Csv(
            Source source,
            String delimiter,
            @Nullable Character quote,
            @Nullable List<String> header,
            Map<String, ColumnType> types,
            Set<String> missing,
            Charset charset) {
        if (delimiter.isEmpty() || delimiter.indexOf('\n') >= 0 || delimiter.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("csv: a delimiter is one or more characters, none a line break");
        }
        if (quote != null && (quote == '\n' || quote == '\r' || delimiter.indexOf(quote) >= 0)) {
            throw new IllegalArgumentException("csv: the quote may be neither a line break nor part of the delimiter");
        }
        this.source = source;
        this.delimiter = delimiter;
        this.quote = quote;
        this.header = header;
        this.types = types;
        this.missing = missing;
        this.charset = charset;
    }

    private static Csv of(Source source) {
        return new Csv(source, ",", '"', null, Collections.emptyMap(), MISSING, StandardCharsets.UTF_8);
    }

    /** A file with comma, double quotes, a header line and UTF-8. */
    public static Csv of(Path path) {
        return of(new Source(path.toString(), path, null, null));
    }

    /** A stream, read to its end by one {@link #read()} and closed by the caller; errors call it by the name. */
    public static Csv of(InputStream stream, String name) {
        return of(new Source(name, null, stream, null));
    }

    /** Text, read to its end by one {@link #read()} and closed by the caller; errors call it by the name. */
    public static Csv of(Reader reader, String name) {
        return of(new Source(name, null, null, reader));
    }

    /** Another delimiter than the comma. */
    public Csv delimiter(char character) {
        return delimiter(String.valueOf(character));
    }

    /** A delimiter of several characters, such as the {@code ::} of older rating files. */
    public Csv delimiter(String text) {
        return new Csv(source, text, quote, header, types, missing, charset);
    }

    /** Another quote than the double one. */
    public Csv quote(char character) {
        return new Csv(source, delimiter, character, header, types, missing, charset);
    }

    /** No quoting: a quote is a character like any other. */
    public Csv unquoted() {
        return new Csv(source, delimiter, null, header, types, missing, charset);
    }

    /** The names of the columns, for a file without a header line. */
    public Csv header(String... names) {
        return new Csv(
                source,
                delimiter,
                quote,
                Collections.unmodifiableList(new ArrayList<>(Arrays.asList(names))),
                types,
                missing,
                charset);
    }

    /** The type of a column, instead of the inferred one; a value that does not fit is then an error. */
    public Csv type(String column, ColumnType type) {
        Map<String, ColumnType> more = new LinkedHashMap<>(types);
        more.put(column, type);
        return new Csv(source, delimiter, quote, header, Collections.unmodifiableMap(more), missing, charset);
    }

    /** The types of a table's columns, each of which the file must have: what {@link Table#writeCsv} wrote reads back equal. */
    public Csv types(Table table) {
        Map<String, ColumnType> more = new LinkedHashMap<>(types);
        for (Column column : table.columns()) {
            more.put(column.name(), column.type());
        }
        return new Csv(source, delimiter, quote, header, Collections.unmodifiableMap(more), missing, charset);
    }

    /** The texts that stand for a missing value, instead of the usual ones; the empty text must be named to be one. */
    public Csv missing(String... texts) {
        Set<String> all = Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(texts)));
        return new Csv(source, delimiter, quote, header, types, all, charset);
    }

    /** Another charset than UTF-8; without effect on a {@link Reader}. */
    public Csv charset(Charset other) {
        return new Csv(source, delimiter, quote, header, types, missing, other);
    }

    /**
     * Reads the table.
     *
     * @throws DataException if the source cannot be read, is empty without names given, or is malformed: a byte that the
     *     charset forbids, an empty or repeated column name, a row with too few or too many fields, a quote that is not
     *     closed, a value that does not fit a given type. The message names file, line and column
     */
    public Table read() {
        List<Table> whole = new ArrayList<>();
        read(Integer.MAX_VALUE, whole::add);
        return whole.get(0);
    }

    /**
     * Reads the table in blocks of rows, so that a file of any length needs the memory of one block. There is at least one
     * block; only the last may have fewer rows. Types that are not given are inferred for each block by itself, so give all
     * that matter.
     *
     * @param rowsAtOnce how many rows a block has
     * @throws DataException as {@link #read()} does, after the blocks before the malformed row
     */
    public void read(int rowsAtOnce, Consumer<? super Table> blocks) {
        if (rowsAtOnce < 1) {
            throw new IllegalArgumentException("csv: a block has one row or more, got " + rowsAtOnce);
        }
        read((reading, reader) -> reading.read(reader, rowsAtOnce, blocks));
    }

    /**
     * The names of the columns, from the header line (or as {@link #header} gave them); the rest is not read.
     *
     * @throws DataException if the source cannot be read, is empty, or the header has an empty or repeated name
     */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        read((reading, reader) -> names.addAll(reading.names(reader)));
        return names;
    }

    private interface Use {
        void of(CsvReading reading, Reader reader) throws IOException;
    }

    private void read(Use use) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setQuote(quote)
                .setIgnoreEmptyLines(false)
                .get();
        CsvReading reading = new CsvReading(source.name(), format, header, types, missing);
        try {
            if (source.path() != null) {
                try (InputStream in = Files.newInputStream(source.path())) {
                    use.of(reading, DecodingReader.of(in, charset, source.name()));
                }
            } else if (source.stream() != null) {
                use.of(reading, DecodingReader.of(source.stream(), charset, source.name()));
            } else {
                use.of(reading, source.reader());
            }
        } catch (NoSuchFileException e) {
            throw DataException.unreadable(source.name(), "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw DataException.unreadable(source.name(), "reading it is not permitted", e);
        } catch (IOException e) {
            throw DataException.unreadable(source.name(), e);
        }
    }

    /** What is read and how, with what differs from the defaults. */
    @Override
    public String toString() {
        return "Csv(" + source.name()
                + (delimiter.equals(",") ? "" : ", delimiter=" + delimiter)
                + (quote == null ? ", unquoted" : quote == '"' ? "" : ", quote=" + quote)
                + (header == null ? "" : ", header=" + header)
                + (types.isEmpty() ? "" : ", types=" + types)
                + (missing.equals(MISSING) ? "" : ", missing=" + missing)
                + (charset.equals(StandardCharsets.UTF_8) ? "" : ", charset=" + charset)
                + ")";
    }
}
