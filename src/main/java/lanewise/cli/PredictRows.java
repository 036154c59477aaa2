package lanewise.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import lanewise.data.Column;
import lanewise.data.ColumnType;
import lanewise.data.Csv;
import lanewise.data.CsvWriter;
import lanewise.data.DataException;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import lanewise.io.AtomicFile;
import lanewise.tabular.TabularPredictor;
import lanewise.train.StatusLine;

/** {@code predict} with a net on tables: reads a file in blocks of rows, and writes them with what is predicted. */
final class PredictRows {

    private static final int BLOCK = 4096;

    private final TabularPredictor predictor;
    private final Path data;
    private final List<String> kept;
    private final CleanEnd end;
    private final StatusLine status;
    private final long start = System.nanoTime();
    private long rows;

    private PredictRows(TabularPredictor predictor, Path data, List<String> kept, CleanEnd end, StatusLine status) {
        this.predictor = predictor;
        this.data = data;
        this.kept = kept;
        this.end = end;
        this.status = status;
    }

    static int run(Arguments arguments, Output output) {
        Path model = arguments.path("--model");
        Path data = arguments.path("--data");
        Path out = arguments.path("--out");
        OutputPath.require("--out", out);
        OutputPath.requireApart("--out", out, "--data", data);
        OutputPath.requireApart("--out", out, "--model", model);
        TabularPredictor predictor = TabularPredictor.load(model);
        List<String> columns = CsvArgument.csv(data, arguments).names();
        requireColumns(predictor, columns, data);
        List<String> keep = TableFiles.names("--keep", arguments);
        TableFiles.requireColumns("--keep", keep, columns, data.toString());
        Csv csv = typed(CsvArgument.csv(data, arguments), columns, predictor.columnTypes());
        try (CleanEnd end = CleanEnd.begin("no predictions are written", output)) {
            PredictRows work =
                    new PredictRows(predictor, data, keep.isEmpty() ? columns : keep, end, StatusLine.of(output.out()));
            AtomicFile.write(out, stream -> work.writeTo(stream, csv, packed(out)));
            output.out().println(work.summary(out));
            output.out().flush();
            end.done();
        }
        return Command.OK;
    }

    private static void requireColumns(TabularPredictor predictor, List<String> columns, Path data) {
        for (String needed : predictor.columns()) {
            if (!columns.contains(needed)) {
                throw new UsageException(data + ", line 1: there is no column \"" + needed + "\", which the model reads"
                        + NearestWord.advice(needed, columns));
            }
        }
    }

    /** Columns that the model reads have the type it was fitted on, so that a wrong value is an error with its line. */
    private static Csv typed(Csv csv, List<String> columns, Map<String, ColumnType> types) {
        Csv typed = csv;
        for (String column : columns) {
            typed = typed.type(column, types.getOrDefault(column, ColumnType.TEXT));
        }
        return typed;
    }

    private static boolean packed(Path out) {
        return out.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    private void writeTo(OutputStream stream, Csv csv, boolean packed) throws IOException {
        GZIPOutputStream zip = packed ? new GZIPOutputStream(stream, 1 << 16) : null;
        CsvWriter writer = CsvWriter.to(zip == null ? stream : zip);
        try {
            csv.read(BLOCK, block -> writer.write(predicted(block)));
        } finally {
            status.clear();
        }
        // Not closed: the stream belongs to the file that is being replaced.
        writer.flush();
        if (zip != null) {
            zip.finish();
        }
    }

    /** The kept columns of a block, and behind them the predictions. */
    private Table predicted(Table block) {
        if (end.isAsked()) {
            throw new UsageException(
                    "asked to end after " + Amount.of(rows, "row") + " of " + data + "; no predictions are written");
        }
        List<Column> columns = new ArrayList<>();
        for (String name : kept) {
            columns.add(block.column(name));
        }
        Table predictions = predictions(block);
        for (String name : predictions.names()) {
            // The column that is predicted may be there, with what came true.
            predictions = kept.contains(name) ? predictions.rename(name, "predicted_" + name) : predictions;
        }
        for (Column column : predictions.columns()) {
            columns.add(column instanceof NumberColumn numbers ? shortest(numbers) : column);
        }
        rows += block.rows();
        status.show(() -> Amount.of(rows, "row") + " predicted, " + rate());
        return Table.of(columns.toArray(new Column[0]));
    }

    /** The same floats as the decimals with the fewest digits that stand for them: 0.1 for 0.10000000149011612. */
    private static NumberColumn shortest(NumberColumn column) {
        double[] values = column.values();
        for (int row = 0; row < values.length; row++) {
            values[row] = shortest((float) values[row]);
        }
        return NumberColumn.of(column.name(), values);
    }

    static double shortest(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return value;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 6; digits < 9; digits++) {
            double rounded = exact.round(new MathContext(digits)).doubleValue();
            if ((float) rounded == value) {
                return rounded;
            }
        }
        return exact.round(new MathContext(9)).doubleValue();
    }

    private Table predictions(Table block) {
        try {
            return predictor.predictions(block);
        } catch (DataException e) {
            throw located(e, block);
        }
    }

    /** The error with the row that caused it, which is found by predicting each alone. */
    private UsageException located(DataException error, Table block) {
        for (int row = 0; row < block.rows(); row++) {
            try {
                predictor.predictions(block.rows(new int[] {row}));
            } catch (DataException e) {
                return new UsageException(
                        data + ", row " + Amount.grouped(rows + row + 1) + " below the header: " + e.getMessage());
            }
        }
        return new UsageException(data + ": " + error.getMessage());
    }

    private String rate() {
        double seconds = (System.nanoTime() - start) / 1e9;
        return Amount.grouped(Math.round(rows / seconds)) + " rows/s";
    }

    private String summary(Path out) {
        return "wrote " + out + ": " + Amount.of(rows, "row") + ", "
                + Amount.bytes(out.toFile().length()) + ", " + rate();
    }
}
