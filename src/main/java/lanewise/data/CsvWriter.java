package lanewise.data;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import lanewise.io.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes tables as CSV that {@link Csv} reads again: commas, a header line, UTF-8, lines that end in LF, and quotes where
 * a field needs them. A missing value is an empty field; numbers and dates are written as {@link Column#text} gives them, by
 * which a number reads back as the same double. A whole table is written by {@link Table#writeCsv}; this class writes block
 * by block, with one header before the first.
 *
 * <p>CSV holds no types. A category or text that looks like a number reads back as one, and a number of 16 digits or more as
 * a category, unless {@link Csv#types} says otherwise; a text that is a word for missing, such as {@code NA} or the empty one,
 * reads back as missing unless {@link Csv#missing} names no words.
 */
public final class CsvWriter implements Closeable, Flushable {

    private final Writer out;
    private @Nullable List<String> header;

    private CsvWriter(Writer out) {
        this.out = out;
    }

    /** Writes to a writer, which {@link #close} closes. */
    public static CsvWriter to(Writer out) {
        return new CsvWriter(out);
    }

    /** Writes to a stream, which {@link #close} closes. */
    public static CsvWriter to(OutputStream out) {
        return new CsvWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16));
    }

    static void write(Path file, Table table) {
        boolean packed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        AtomicFile.write(file, stream -> {
            GZIPOutputStream zip = packed ? new GZIPOutputStream(stream, 1 << 16) : null;
            CsvWriter writer = to(zip == null ? stream : zip);
            writer.write(table);
            // Not closed: the stream belongs to the file that is being replaced.
            writer.flush();
            if (zip != null) {
                zip.finish();
            }
        });
    }

    /**
     * Writes the rows of a table, and before those of the first one the names of its columns.
     *
     * @throws DataException if the columns are not those of the first table, by name and order
     * @throws UncheckedIOException if writing fails
     */
    public void write(Table table) {
        try {
            if (header == null) {
                header = table.names();
                writeHeader(header);
            } else if (!header.equals(table.names())) {
                throw new DataException("csv: a block with the columns " + table.names() + " in a file of the columns "
                        + header + "; the same would be right");
            }
            List<Column> columns = table.columns();
            for (int row = 0; row < table.rows(); row++) {
                for (int i = 0; i < columns.size(); i++) {
                    writeField(i, columns.get(i).text(row));
                }
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("csv: writing failed: " + e.getMessage(), e);
        }
    }

    private void writeHeader(List<String> names) throws IOException {
        for (int i = 0; i < names.size(); i++) {
            writeField(i, names.get(i));
        }
        out.write('\n');
    }

    private void writeField(int place, @Nullable String text) throws IOException {
        if (place > 0) {
            out.write(',');
        }
        if (text == null) {
            return;
        }
        if (!needsQuotes(text)) {
            out.write(text);
            return;
        }
        out.write('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                out.write('"');
            }
            out.write(c);
        }
        out.write('"');
    }

    private static boolean needsQuotes(String text) {
        if (text.isEmpty() || text.charAt(0) <= ' ' || text.charAt(0) == '\uFEFF') {
            return true;
        }
        if (text.charAt(text.length() - 1) <= ' ') {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("csv: writing failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("csv: writing failed: " + e.getMessage(), e);
        }
    }
}
