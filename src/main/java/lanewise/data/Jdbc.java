package lanewise.data;

import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tables from a database: {@code Jdbc.query(connection, "select * from sales where day >= ?", LocalDate.of(2014, 1, 1))}.
 *
 * <ul>
 *   <li>Integers, decimals, floating-point numbers and booleans (1 and 0) become numbers. An integer beyond 2^53, which a
 *       double may not hold exactly, is an error; decimals are rounded to the nearest double.
 *   <li>DATE and TIMESTAMP become dates; with a time zone they are brought to UTC. Fractions of a second are dropped.
 *   <li>Characters, also CLOB, enumerations and UUID, become categories if there are at least twice as many values as distinct
 *       ones, else texts.
 *   <li>NULL is missing; so is a floating-point NaN.
 * </ul>
 *
 * <p>Everything else (TIME, BLOB, ARRAY and so on) is an error that names the column. Columns are named by their labels:
 * {@code select avg(x) as mean}. Where a database says only value by value what it holds, as SQLite may, a column takes the kind
 * of its first value that is not NULL.
 *
 * <p>This is the only class of Lanewise that needs the module {@code java.sql}.
 */
public final class Jdbc {

    /** The rows a driver may fetch at once. */
    private static final int FETCHED = 1_000;

    /** Up to here every integer is a double. */
    private static final long LARGEST_INTEGER = 1L << 53;

    private Jdbc() {}

    /**
     * The result of a query. The connection stays open.
     *
     * @param parameters the values of the question marks, in order; null for NULL
     * @throws DataException if the database refuses the query, or as {@link #read} does
     */
    public static Table query(Connection connection, String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCHED);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /**
     * The rows of a result from the one behind its cursor to the end. The result stays open.
     *
     * @throws DataException if reading fails, a column is of a type that no table holds, a value does not fit its column, or two
     *     columns have the same label
     */
    public static Table read(ResultSet rows) {
        try {
            ResultSetMetaData meta = rows.getMetaData();
            List<Target> targets = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                targets.add(new Target(meta.getColumnLabel(i), meta.getColumnTypeName(i), kind(meta.getColumnType(i))));
            }
            for (int row = 0; rows.next(); row++) {
                for (int i = 0; i < targets.size(); i++) {
                    targets.get(i).add(rows, i + 1, row);
                }
            }
            List<Column> columns = new ArrayList<>();
            for (Target target : targets) {
                columns.add(target.toColumn());
            }
            return Table.of(columns);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static DataException refused(SQLException cause) {
        DataException exception = new DataException("jdbc: " + cause.getMessage());
        exception.initCause(cause);
        return exception;
    }

    /** The type of column for a type of SQL; null if the first value is to say it. */
    private static @Nullable ColumnType kind(int sqlType) {
        return switch (sqlType) {
            case Types.BOOLEAN,
                    Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL -> ColumnType.NUMBER;
            case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> ColumnType.DATE;
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> ColumnType.TEXT;
            default -> null;
        };
    }

    /** A column that is being read. */
    private static final class Target {
        private final String name;
        private final String sqlType;
        private final LongList seconds = new LongList();
        private final LongList numbers = new LongList();
        private final RawColumn texts;
        private @Nullable ColumnType kind;
        private int missingBefore;

        Target(String name, String sqlType, @Nullable ColumnType kind) {
            this.name = name;
            this.sqlType = sqlType;
            this.texts = new RawColumn("jdbc", name);
            this.kind = kind;
        }

        void add(ResultSet rows, int index, int row) throws SQLException {
            Object value = rows.getObject(index);
            if (kind == null) {
                if (value == null) {
                    missingBefore++;
                    return;
                }
                kind = kindOf(value);
                for (int i = 0; i < missingBefore; i++) {
                    addMissing();
                }
            }
            if (value == null) {
                addMissing();
            } else if (kind == ColumnType.NUMBER) {
                numbers.add(Double.doubleToRawLongBits(number(value, row)));
            } else if (kind == ColumnType.DATE) {
                seconds.add(epochSecond(value, rows, index, row));
            } else {
                texts.add(text(value));
            }
        }

        private void addMissing() {
            if (kind == ColumnType.NUMBER) {
                numbers.add(Double.doubleToRawLongBits(Double.NaN));
            } else if (kind == ColumnType.DATE) {
                seconds.add(DateColumn.MISSING);
            } else {
                texts.addMissing();
            }
        }

        private ColumnType kindOf(Object value) {
            if (value instanceof Number || value instanceof Boolean) {
                return ColumnType.NUMBER;
            }
            if (value instanceof CharSequence || value instanceof UUID || value instanceof Clob) {
                return ColumnType.TEXT;
            }
            if (isDate(value)) {
                return ColumnType.DATE;
            }
            throw unfit();
        }

        private static boolean isDate(Object value) {
            return value instanceof Timestamp || value instanceof Date || value instanceof TemporalAccessor;
        }

        private DataException unfit() {
            return new DataException("jdbc: column \"" + name + "\" is of the SQL type " + sqlType
                    + ", which no table holds; leave it out of the query or cast it to a number, a date or text");
        }

        private DataException wrong(Object value, int row, String right) {
            return new DataException("jdbc: column \"" + name + "\" (" + sqlType + "), row " + row + ": \"" + value
                    + "\" is no " + right);
        }

        private double number(Object value, int row) {
            if (value instanceof Boolean flag) {
                return flag ? 1 : 0;
            }
            if (value instanceof Number number) {
                boolean tooLong = number instanceof Long integer
                        ? Math.abs(integer) > LARGEST_INTEGER
                        : number instanceof BigInteger big && big.bitLength() > 53;
                if (tooLong) {
                    throw new DataException("jdbc: column \"" + name + "\", row " + row + ": the integer " + number
                            + " is too long to be a number of a table; if it is an id, cast it to text in the query");
                }
                return number.doubleValue();
            }
            double number = value instanceof CharSequence ? NumberColumn.parse(value.toString()) : Double.NaN;
            if (Double.isNaN(number)) {
                throw wrong(value, row, "number");
            }
            return number;
        }

        private long epochSecond(Object value, ResultSet rows, int index, int row) throws SQLException {
            if (value instanceof TemporalAccessor date) {
                return TableBuilder.epochSecond(name, row, date);
            }
            // SQLite keeps a date as the number that its driver makes of it.
            Object moment = value instanceof Number ? rows.getTimestamp(index) : value;
            // The text of a Date or Timestamp has its local time, as the database showed it; Android has no other way
            // to it.
            boolean isText = moment instanceof Timestamp || moment instanceof Date || moment instanceof CharSequence;
            long second = isText ? DateColumn.parse(moment.toString()) : DateColumn.MISSING;
            if (second == DateColumn.MISSING) {
                throw wrong(value, row, "date");
            }
            return second;
        }

        private String text(Object value) throws SQLException {
            if (value instanceof Clob clob) {
                return clob.getSubString(1, (int) Math.min(Integer.MAX_VALUE, clob.length()));
            }
            if (value instanceof byte[] || value instanceof Blob || value instanceof Array) {
                throw unfit();
            }
            String text = TableBuilder.textOf(value);
            return text == null ? "NaN" : text;
        }

        Column toColumn() {
            if (kind == null) {
                for (int i = 0; i < missingBefore; i++) {
                    texts.addMissing();
                }
            }
            if (kind == ColumnType.NUMBER) {
                double[] values = new double[numbers.size()];
                for (int row = 0; row < values.length; row++) {
                    values[row] = Double.longBitsToDouble(numbers.get(row));
                }
                return NumberColumn.owning(name, values);
            }
            if (kind == ColumnType.DATE) {
                return DateColumn.of(name, seconds.toArray());
            }
            return texts.toColumn(TypeInference.categoryOrText(texts));
        }
    }
}
