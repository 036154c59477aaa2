package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two databases in memory: H2, strict about types, and SQLite, whose columns take anything. */
class JdbcTest {

    private static final String H2 = "jdbc:h2:mem:";
    private static final String SQLITE = "jdbc:sqlite::memory:";

    private static void run(Connection connection, String... commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static String message(Runnable action) {
        return assertThrows(DataException.class, action::run).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {H2, SQLITE})
    void aQueryWithParameters(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            run(
                    connection,
                    "create table sales (store integer, city varchar(20), price decimal(8, 2), open boolean, sold date)",
                    "insert into sales values (1, 'Rome', 2.50, true, '2015-07-31')",
                    "insert into sales values (2, 'Oslo', null, false, '2015-08-01')",
                    "insert into sales values (3, null, 1e3, null, null)",
                    "insert into sales values (4, 'Rome', -0.25, true, '1969-12-31')",
                    "insert into sales values (5, 'Oslo', 1, false, '2016-02-29')");
            Table all =
                    Jdbc.query(connection, "select store as \"id\", city, price, open, sold from sales order by store");
            assertEquals(5, all.rows());
            assertEquals("id", all.names().get(0));
            Table named = Table.of(
                    all.columns().get(0),
                    all.columns().get(1).renamed("city"),
                    all.columns().get(2).renamed("price"),
                    all.columns().get(3).renamed("open"),
                    all.columns().get(4).renamed("sold"));
            assertEquals(
                    "{id=1, city=Rome, price=2.5, open=1, sold=2015-07-31}",
                    named.row(0).toString());
            assertEquals(
                    "{id=2, city=Oslo, price=null, open=0, sold=2015-08-01}",
                    named.row(1).toString());
            assertEquals(
                    "{id=3, city=null, price=1000, open=null, sold=null}",
                    named.row(2).toString());
            assertEquals(
                    "{id=4, city=Rome, price=-0.25, open=1, sold=1969-12-31}",
                    named.row(3).toString());
            assertEquals(Arrays.asList("Rome", "Oslo"), named.category("city").levels());
            Table some = Jdbc.query(connection, "select store from sales where city = ? and store > ?", "Rome", 1);
            assertEquals(1, some.rows());
            assertEquals("4", some.columns().get(0).text(0));
            Table sums = Jdbc.query(connection, "select count(*) as n, sum(price) as total, max(city) as c from sales");
            assertEquals("5", sums.columns().get(0).text(0));
            assertEquals("1003.25", sums.columns().get(1).text(0));
            assertEquals(ColumnType.TEXT, sums.columns().get(2).type());
            Table none = Jdbc.query(connection, "select * from sales where store > 100");
            assertEquals(0, none.rows());
            assertEquals(5, none.columns().size());
            assertFalse(connection.isClosed());
        }
    }

    @Test
    void everyKindOfH2() throws SQLException {
        try (Connection connection = DriverManager.getConnection(H2)) {
            run(connection, """
                    create table kinds (a tinyint, b smallint, c bigint, d real, e double precision, f numeric(20),
                        g timestamp(3), h timestamp with time zone, i char(3), j clob, k uuid, l enum('x', 'y'), m bit)""", """
                    insert into kinds values (-1, 2, 9007199254740992, 0.5, 'NaN', 12345678901,
                        '2015-03-29 02:30:15.999', '2015-07-31 01:30:00+02:00', 'ab', 'long', random_uuid(), 'y', true)""", "insert into kinds (a) values (null)");
            Table table = Jdbc.query(connection, "select * from kinds");
            String row = table.drop("K", "G").row(0).toString();
            assertEquals(
                    "{A=-1, B=2, C=9007199254740992, D=0.5, E=null, F=12345678901, H=2015-07-30T23:30:00, I=ab , J=long,"
                            + " L=y, M=1}",
                    row);
            assertTrue(
                    table.column("G").text(0).startsWith("2015-03-29T0"),
                    table.column("G").text(0));
            assertEquals(36, table.column("K").text(0).length());
            for (Column column : table.columns()) {
                assertTrue(column.isMissing(1), column.name());
            }
        }
    }

    @Test
    void whatNoTableHoldsIsNamed() throws SQLException {
        try (Connection connection = DriverManager.getConnection(H2)) {
            assertEquals(
                    "jdbc: column \"T\" is of the SQL type TIME, which no table holds; leave it out of the query or cast it"
                            + " to a number, a date or text",
                    message(() -> Jdbc.query(connection, "select time '10:15:00' as t")));
            assertTrue(
                    message(() -> Jdbc.query(connection, "select x'cafe' as b")).contains("column \"B\""));
            assertTrue(message(() -> Jdbc.query(connection, "select array[1, 2] as v"))
                    .contains("column \"V\""));
            assertEquals(
                    "jdbc: column \"ID\", row 0: the integer 9007199254740993 is too long to be a number of a table; if it is"
                            + " an id, cast it to text in the query",
                    message(() -> Jdbc.query(connection, "select 9007199254740993 as id")));
            assertEquals(
                    "table: two columns are named \"A\"; each name may stand for one only",
                    message(() -> Jdbc.query(connection, "select 1 as a, 2 as a")));
            DataException refused =
                    assertThrows(DataException.class, () -> Jdbc.query(connection, "select nothing from nowhere"));
            assertTrue(refused.getMessage().startsWith("jdbc: Table \"NOWHERE\" not found"), refused.getMessage());
            assertNotNull(refused.getCause());
            assertTrue(message(() -> Jdbc.query(connection, "select 1 where 1 = ?"))
                    .startsWith("jdbc: "));
        }
    }

    @Test
    void columnsOfSqliteTakeAnything() throws SQLException {
        try (Connection connection = DriverManager.getConnection(SQLITE)) {
            run(
                    connection,
                    "create table loose (n integer, t text, untyped, at timestamp)",
                    "insert into loose values (1, 'a', null, '2015-07-31 10:15:30')",
                    "insert into loose values (' 2.5 ', 7, 3, null)");
            Table table = Jdbc.query(connection, "select * from loose");
            assertEquals(
                    "{n=1, t=a, untyped=null, at=2015-07-31T10:15:30}",
                    table.row(0).toString());
            assertEquals("{n=2.5, t=7, untyped=3, at=null}", table.row(1).toString());
            run(connection, "insert into loose (n) values ('many')");
            assertEquals(
                    "jdbc: column \"n\" (INTEGER), row 2: \"many\" is no number",
                    message(() -> Jdbc.query(connection, "select n from loose")));
            run(connection, "insert into loose (untyped) values ('three')");
            assertTrue(message(() -> Jdbc.query(connection, "select untyped from loose"))
                    .endsWith("row 3: \"three\" is no number"));
            run(connection, "insert into loose (at) values ('yesterday')");
            assertEquals(
                    "jdbc: column \"at\" (TIMESTAMP), row 4: \"yesterday\" is no date",
                    message(() -> Jdbc.query(connection, "select at from loose")));
            run(connection, "create table blobs (b blob)", "insert into blobs values (x'cafe')");
            assertTrue(
                    message(() -> Jdbc.query(connection, "select b from blobs")).contains("which no table holds"));
        }
    }

    @Test
    void datesAsTheDriverOfSqliteStoresThem() throws SQLException {
        try (Connection connection = DriverManager.getConnection(SQLITE)) {
            run(connection, "create table days (day date, at timestamp)");
            try (PreparedStatement insert = connection.prepareStatement("insert into days values (?, ?)")) {
                insert.setDate(1, java.sql.Date.valueOf(LocalDate.of(2015, 7, 31)));
                insert.setTimestamp(2, Timestamp.valueOf(LocalDateTime.of(2015, 7, 31, 10, 15)));
                insert.executeUpdate();
            }
            assertEquals(
                    "{day=2015-07-31, at=2015-07-31T10:15:00}",
                    Jdbc.query(connection, "select * from days").row(0).toString());
        }
    }

    @Test
    void aResultIsReadFromItsCursorOn() throws SQLException {
        try (Connection connection = DriverManager.getConnection(H2);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select x as x from system_range(1, 2000)")) {
            assertTrue(rows.next());
            Table table = Jdbc.read(rows);
            assertEquals(1999, table.rows());
            assertEquals("2", table.column("X").text(0));
            assertFalse(rows.isClosed());
        }
    }
}
