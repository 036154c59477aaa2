package lanewise.tabular;

import java.util.List;
import lanewise.data.Column;
import lanewise.data.ColumnType;
import lanewise.data.DataException;
import lanewise.data.DateColumn;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a table. A column of another type than the model was fitted on is read by its text where that can be
 * done: a chunk of a file may hold nothing but missing values in a column of numbers.
 */
final class TableReader implements RowReader<TableReader.Place> {

    private final List<InputColumn> columns;

    TableReader(FittedFeatures features) {
        this.columns = features.columns();
    }

    /** A row of a table; moves from row to row. */
    static final class Place {
        private final Column[] columns;
        private int row;

        private Place(Column[] columns) {
            this.columns = columns;
        }

        void row(int next) {
            row = next;
        }
    }

    /**
     * The first row of a table.
     *
     * @throws DataException if the table lacks a column or holds numbers or dates where the other is needed
     */
    static Place place(FittedFeatures features, Table table) {
        List<InputColumn> needed = features.columns();
        Column[] columns = new Column[needed.size()];
        for (int i = 0; i < columns.length; i++) {
            InputColumn wanted = needed.get(i);
            Column column = table.column(wanted.name());
            boolean swapped = (column.type() == ColumnType.NUMBER && wanted.type() == ColumnType.DATE)
                    || (column.type() == ColumnType.DATE && wanted.type() == ColumnType.NUMBER);
            if (swapped) {
                throw new DataException("column \"" + wanted.name() + "\" is of type " + column.type()
                        + "; the model was fitted on " + wanted.type());
            }
            columns[i] = column;
        }
        return new Place(columns);
    }

    @Override
    public double number(Place place, int column) {
        Column own = place.columns[column];
        if (own instanceof NumberColumn numbers) {
            return numbers.value(place.row);
        }
        String text = own.text(place.row);
        return text == null
                ? Double.NaN
                : TextValues.number(text, columns.get(column).name(), place.row);
    }

    @Override
    public @Nullable String text(Place place, int column) {
        return place.columns[column].text(place.row);
    }

    @Override
    public long epochSecond(Place place, int column) {
        Column own = place.columns[column];
        if (own instanceof DateColumn dates) {
            return dates.epochSecond(place.row);
        }
        String text = own.text(place.row);
        return text == null
                ? DateColumn.MISSING
                : TextValues.date(text, columns.get(column).name(), place.row);
    }
}
