package lanewise.data;

import java.util.List;

/**
 * Columns that are computed of a table's own rows, such as {@link DateParts}, {@link Elapsed} or {@link Rolling}; nothing is
 * learned from the data. {@link Table#add} puts them behind the others.
 */
@FunctionalInterface
public interface Features {

    /**
     * The new columns, a value for each row of the table.
     *
     * @throws DataException if a column they need is not there or not of the type they need
     */
    List<Column> columns(Table table);
}
