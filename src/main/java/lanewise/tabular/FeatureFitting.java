package lanewise.tabular;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lanewise.data.Column;
import lanewise.data.ColumnType;
import lanewise.data.DataException;
import lanewise.data.DateColumn;
import lanewise.data.DatePart;
import lanewise.data.DateParts;
import lanewise.data.NumberColumn;
import lanewise.data.Table;

/** Fits the steps from raw columns to inputs on some rows of a table. */
final class FeatureFitting {

    /** The parts of a date that are numbers; the others are categories. */
    private static final Set<DatePart> MEASURES =
            EnumSet.of(DatePart.DAY_OF_YEAR, DatePart.MINUTE, DatePart.SECOND, DatePart.ELAPSED);

    private final Table table;
    private final int[] rows;
    private final Steps steps;
    private final List<InputColumn> columns = new ArrayList<>();
    private final List<CategoryFeature> categories = new ArrayList<>();
    private final List<CategoryFeature> categoryIndicators = new ArrayList<>();
    private final List<NumberFeature> numbers = new ArrayList<>();
    private final List<NumberFeature> numberIndicators = new ArrayList<>();

    private FeatureFitting(Table table, int[] rows, Steps steps) {
        this.table = table;
        this.rows = rows;
        this.steps = steps;
    }

    /**
     * The steps for the columns with a role. Indicators come after the columns that have a role of their own.
     *
     * @param rows what they learn from
     * @throws DataException if a number is infinite, or a continuous column has nothing to fill it with
     */
    static FittedFeatures fit(Table table, List<ColumnRole> roles, int[] rows, Steps steps) {
        FeatureFitting fitting = new FeatureFitting(table, rows, steps);
        for (ColumnRole role : roles) {
            Column column = table.column(role.column());
            switch (role.role()) {
                case CATEGORY -> fitting.category(column);
                case CONTINUOUS -> fitting.continuous((NumberColumn) column);
                case DATE -> fitting.date((DateColumn) column);
                default -> {}
            }
        }
        fitting.categories.addAll(fitting.categoryIndicators);
        fitting.numbers.addAll(fitting.numberIndicators);
        fitting.requireDistinctNames();
        return new FittedFeatures(fitting.columns, fitting.categories, fitting.numbers);
    }

    private void requireDistinctNames() {
        Set<String> seen = new HashSet<>();
        categories.forEach(feature -> requireNew(seen, feature.name()));
        numbers.forEach(feature -> requireNew(seen, feature.name()));
    }

    private static void requireNew(Set<String> seen, String name) {
        if (!seen.add(name)) {
            throw new DataException(
                    "tabular data: two inputs are called \"" + name + "\"; rename the column, or leave one out");
        }
    }

    private int add(Column column) {
        columns.add(new InputColumn(column.name(), column.type()));
        return columns.size() - 1;
    }

    private void category(Column column) {
        if (column instanceof NumberColumn values) {
            requireFinite(values);
        }
        Source source = Source.value(add(column), column.type());
        categories.add(new CategoryFeature(column.name(), source, CategoryMap.fit(column, rows)));
    }

    private void continuous(NumberColumn column) {
        requireFinite(column);
        String name = column.name();
        int index = add(column);
        double[] values = new double[rows.length];
        int missing = 0;
        for (int i = 0; i < rows.length; i++) {
            values[i] = column.value(rows[i]);
            missing += Double.isNaN(values[i]) ? 1 : 0;
        }
        NumberFeature unfitted = new NumberFeature(
                name,
                Source.value(index, ColumnType.NUMBER),
                steps.low(name),
                steps.high(name),
                0,
                Standardise.NOTHING);
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? values[i] : unfitted.prepared(values[i]);
        }
        double fill = steps.fill(name).of(FillMissing.present(values));
        if (Double.isNaN(fill)) {
            throw new DataException(
                    "column \"" + name + "\": every value of the rows to learn from is missing, so there" + " is no "
                            + steps.fill(name) + " to fill it with; leave the column out, or fill it with a constant");
        }
        numbers.add(new NumberFeature(
                name, unfitted.source(), unfitted.low(), unfitted.high(), fill, scale(filled(values, fill))));
        if (missing > 0) {
            indicator(name, index, values);
        }
    }

    private static double[] filled(double[] values, double fill) {
        double[] filled = values.clone();
        for (int i = 0; i < filled.length; i++) {
            filled[i] = Double.isNaN(filled[i]) ? fill : filled[i];
        }
        return filled;
    }

    private void indicator(String name, int index, double[] values) {
        Source source = Source.missing(index);
        if (steps.indicator() == Indicator.CATEGORY) {
            categoryIndicators.add(new CategoryFeature(name + "_na", source, CategoryMap.ofNumbers(0, 1)));
        } else if (steps.indicator() == Indicator.CONTINUOUS) {
            double[] flags = new double[values.length];
            for (int i = 0; i < flags.length; i++) {
                flags[i] = Double.isNaN(values[i]) ? 1 : 0;
            }
            numberIndicators.add(plain(name + "_na", source, 0, scale(flags)));
        }
    }

    private void date(DateColumn column) {
        int index = add(column);
        String prefix = DateParts.of(column.name()).prefix();
        for (DatePart part : DatePart.parts(true)) {
            double[] values = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                values[i] = part.of(column.epochSecond(rows[i]));
            }
            addPart(prefix + part.title(), Source.part(index, part), MEASURES.contains(part), values);
        }
    }

    /** A part that never changes tells nothing: the hour of plain dates, the year of one season. */
    private void addPart(String name, Source source, boolean measure, double[] values) {
        CategoryMap map = CategoryMap.ofNumbers(values);
        if (map.size() < 2) {
            return;
        }
        if (measure) {
            double fill = FillMissing.median().of(FillMissing.present(values));
            numbers.add(plain(name, source, fill, scale(filled(values, fill))));
        } else {
            categories.add(new CategoryFeature(name, source, map));
        }
    }

    private static NumberFeature plain(String name, Source source, double fill, Standardise scale) {
        return new NumberFeature(name, source, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, fill, scale);
    }

    private Standardise scale(double[] values) {
        return steps.standardise() ? Standardise.fit(values, steps.eps()) : Standardise.NOTHING;
    }

    /** Over all rows of the table: those that validate are encoded, too. */
    private void requireFinite(NumberColumn column) {
        for (int row = 0; row < table.rows(); row++) {
            if (Double.isInfinite(column.value(row))) {
                throw new DataException("column \"" + column.name() + "\", row " + row + " is " + column.value(row)
                        + "; a number must be finite (or missing)");
            }
        }
    }
}
