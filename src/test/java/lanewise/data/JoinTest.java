package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Rng;
import org.junit.jupiter.api.Test;

class JoinTest {

    private static final Table SALES =
            Table.of(NumberColumn.of("store", 2, 1, 9, 2, Double.NaN), NumberColumn.of("sales", 20, 10, 90, 21, 5));

    private static final Table STORES = Table.of(
            NumberColumn.of("store", 1, 2, 3, Double.NaN),
            CategoryColumn.of("type", "a", "b", "c", "d"),
            TextColumn.of("note", "x", null, "z", "w"),
            DateColumn.of("open", 0, 86_400, 0, 0));

    @Test
    void everyLeftRowStaysInItsOrder() {
        Table joined = SALES.join(STORES, "store");
        assertEquals(Arrays.asList("store", "sales", "type", "note", "open"), joined.names());
        assertSame(SALES.column("store"), joined.column("store"));
        assertEquals("b a null b null", texts(joined, "type"));
        assertEquals("null x null null null", texts(joined, "note"));
        assertEquals("1970-01-02 1970-01-01 null 1970-01-02 null", texts(joined, "open"));
    }

    private static String texts(Table table, String name) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < table.rows(); row++) {
            text.append(row == 0 ? "" : " ").append(table.column(name).text(row));
        }
        return text.toString();
    }

    @Test
    void keysOfOtherNamesAndOfSeveralColumns() {
        Table right = Table.of(
                TextColumn.of("Name", "Hessen", "Bayern"),
                NumberColumn.of("y", 2014, 2014),
                NumberColumn.of("sun", 1, 2));
        Table left = Table.of(
                CategoryColumn.of("file", "Bayern", "Bayern", "Hessen"), NumberColumn.of("year", 2014, 2013, 2014));
        Join join = Join.leftOn("file", "year").rightOn("Name", "y");
        Table joined = left.join(right, join);
        assertEquals(Arrays.asList("file", "year", "Name", "y", "sun"), joined.names());
        assertEquals("2 null 1", texts(joined, "sun"));
        assertEquals("join on file = Name, year = y", join.toString());
    }

    @Test
    void aTakenNameGetsTheSuffix() {
        Table right = Table.of(NumberColumn.of("store", 1, 2), NumberColumn.of("sales", 5, 6));
        assertEquals(
                Arrays.asList("store", "sales", "sales_y"),
                SALES.join(right, "store").names());
        assertEquals(
                Arrays.asList("store", "sales", "sales_DE"),
                SALES.join(right, Join.on("store").suffix("_DE")).names());
        Table clash = right.with(NumberColumn.of("sales_y", 7, 8));
        assertEquals(
                "join on store: the right column \"sales_y\" would be named \"sales_y\", and so is another; drop it, rename"
                        + " it or give another suffix",
                message(() -> SALES.join(clash, "store")));
    }

    private static String message(Runnable action) {
        return assertThrows(DataException.class, action::run).getMessage();
    }

    @Test
    void aKeyThatIsThereTwiceIsAnErrorUnlessAllowed() {
        Table right = Table.of(NumberColumn.of("store", 7, 2, 1, 2), NumberColumn.of("promo", 70, 20, 10, 21));
        assertEquals(
                "join on store: rows 1 and 3 of the right table both have store=2, so a left row with it would become"
                        + " several; one row for each key would be right, or Join.allowDuplicates()",
                message(() -> SALES.join(right, "store")));
        Table joined = SALES.join(right, Join.on("store").allowDuplicates());
        assertEquals("2 2 1 9 2 2 null", texts(joined, "store"));
        assertEquals("20 21 10 null 20 21 null", texts(joined, "promo"));
    }

    @Test
    void aMissingKeyEqualsNothingAndMayStandThereTwice() {
        Table right = Table.of(NumberColumn.of("store", Double.NaN, Double.NaN, 1), NumberColumn.of("promo", 1, 2, 3));
        assertEquals("null 3 null null null", texts(SALES.join(right, "store"), "promo"));
    }

    @Test
    void everyRowCanBeDemanded() {
        assertEquals(
                "join on store: row 2 of the left table, with store=9, has no partner in the right one",
                message(() -> SALES.join(STORES, Join.on("store").everyRow())));
        assertEquals(
                4,
                SALES.head(2)
                        .append(SALES.head(2))
                        .join(STORES, Join.on("store").everyRow())
                        .rows());
    }

    @Test
    void keysMustBeThereAndComparable() {
        assertEquals(
                "join on stroe: the left table has no column \"stroe\"; did you mean \"store\"? (columns: store, sales)",
                message(() -> SALES.join(STORES, "stroe")));
        assertEquals(
                "join on sales: the right table has no column \"sales\" (columns: store, type, note, open)",
                message(() -> SALES.join(STORES, "sales")));
        assertEquals(
                "join on store = type: \"store\" is of type NUMBER on the left, \"type\" of type CATEGORY on the right;"
                        + " give both the same type where the tables are made",
                message(() -> SALES.join(STORES, Join.leftOn("store").rightOn("type"))));
        assertThrows(IllegalArgumentException.class, () -> Join.on());
        assertThrows(IllegalArgumentException.class, () -> Join.leftOn("a", "b").rightOn("a"));
    }

    @Test
    void emptyTables() {
        assertEquals(0, SALES.head(0).join(STORES, "store").rows());
        Table joined = SALES.join(STORES.head(0), "store");
        assertEquals("null null null null null", texts(joined, "type"));
        assertEquals(5, joined.column("open").missing());
    }

    @Test
    void asTwoLoopsFindIt() {
        for (int seed = 0; seed < 30; seed++) {
            Rng rng = Rng.of(seed);
            Table left = random(rng, "l", 1 + rng.nextInt(60));
            Table right = random(rng, "r", 1 + rng.nextInt(60));
            Table joined = left.join(right, Join.on("a", "b").allowDuplicates());
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < left.rows(); i++) {
                boolean found = false;
                for (int j = 0; j < right.rows(); j++) {
                    boolean equal = true;
                    for (String key : List.of("a", "b")) {
                        String text = left.column(key).text(i);
                        equal &= text != null && text.equals(right.column(key).text(j));
                    }
                    if (equal) {
                        found = true;
                        expected.append(i).append('-').append(j).append(' ');
                    }
                }
                expected.append(found ? "" : i + "-null ");
            }
            StringBuilder got = new StringBuilder();
            for (int row = 0; row < joined.rows(); row++) {
                got.append(joined.column("l").text(row))
                        .append('-')
                        .append(joined.column("r").text(row))
                        .append(' ');
            }
            assertEquals(expected.toString(), got.toString(), "seed " + seed);
        }
    }

    private static Table random(Rng rng, String id, int rows) {
        double[] ids = new double[rows];
        double[] a = new double[rows];
        String[] b = new String[rows];
        for (int row = 0; row < rows; row++) {
            ids[row] = row;
            a[row] = rng.nextInt(5) == 0 ? Double.NaN : rng.nextInt(4);
            b[row] = rng.nextInt(5) == 0 ? null : "v" + rng.nextInt(4);
        }
        return Table.of(NumberColumn.of(id, ids), NumberColumn.of("a", a), CategoryColumn.of("b", b));
    }
}
