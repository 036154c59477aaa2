package lanewise.data;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the quotes of a record that Commons CSV refused, and in which column. The parser does not tell, so the
 * text from the last good record on is parsed again: its longest prefix that parses, if the end of the text may close a
 * quoted field, ends in the field at fault.
 *
 * @param column the field's index in its record
 * @param open whether the quoted field is never closed; if not, text follows its closing quote
 */
record QuoteFault(int column, boolean open) {

    /** The fault in a text; null if it lies beyond what was kept of a very long record. */
    static @Nullable QuoteFault find(RecentText recent, CSVFormat format) {
        String text = recent.kept();
        if (text == null) {
            return null;
        }
        CSVFormat lenient = format.builder().setLenientEof(true).get();
        CSVRecord last = lastRecord(text, lenient);
        if (last != null) {
            return recent.ended() ? new QuoteFault(last.size() - 1, true) : null;
        }
        int good = 0;
        int bad = text.length();
        while (bad - good > 1) {
            int middle = (good + bad) >>> 1;
            if (lastRecord(text.substring(0, middle), lenient) == null) {
                bad = middle;
            } else {
                good = middle;
            }
        }
        last = lastRecord(text.substring(0, good), lenient);
        return new QuoteFault(last == null ? 0 : last.size() - 1, false);
    }

    /** The last record of a text; null if it does not parse. */
    private static @Nullable CSVRecord lastRecord(String text, CSVFormat format) {
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(format)
                .get()) {
            CSVRecord last = null;
            for (CSVRecord record : parser) {
                last = record;
            }
            return last;
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    DataException toException(String source, long line, List<String> header, Throwable cause) {
        String problem = open
                ? "the quoted field is not closed before the end; a closing quote is missing"
                : "text follows the closing quote; a quote inside a quoted field is written twice";
        DataException fault = column < header.size()
                ? DataException.in(source, line, header.get(column), problem)
                : DataException.in(source, line, column + 1, problem);
        fault.initCause(cause);
        return fault;
    }
}
