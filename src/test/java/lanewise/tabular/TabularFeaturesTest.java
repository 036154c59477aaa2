package lanewise.tabular;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import lanewise.data.CategoryColumn;
import lanewise.data.DataException;
import lanewise.data.DateColumn;
import lanewise.data.NumberColumn;
import lanewise.data.Split;
import lanewise.data.Table;
import org.junit.jupiter.api.Test;

/** The steps from raw columns to inputs, and what they learn from which rows. */
class TabularFeaturesTest {

    private static final double NAN = Double.NaN;

    private static TabularData data(Table table) {
        return TabularData.of(table).target("y").split(Split.rows(3));
    }

    private static Table table(double... x) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = i + 0.5;
        }
        return Table.of(NumberColumn.of("x", x), NumberColumn.of("y", y));
    }

    private static List<Float> column(TabularData data, int index) {
        EncodedRows rows = data.prepared().encoded();
        List<Float> values = new ArrayList<>();
        for (int row = 0; row < rows.rows(); row++) {
            values.add(rows.values(row)[index]);
        }
        return values;
    }

    /** The test of fastai 0.7 (old/tests/test_structured.py): a column [1, missing, 3]; here a fourth row validates. */
    @Test
    void missingNumbersAreFilledWithTheMedianOfTheTrainingRowsAndMarked() {
        TabularData course = data(table(1, NAN, 3, 100)).continuous("x").indicator(Indicator.CONTINUOUS);
        List<NumberFeature> numbers = course.features().numbers();
        assertEquals(
                List.of("x", "x_na"),
                List.of(numbers.get(0).name(), numbers.get(1).name()));
        assertEquals(2, numbers.get(0).fill());
        double deviation = Math.sqrt(2 / 3.0);
        assertEquals(-1 / deviation, column(course, 0).get(0), 1e-6);
        assertEquals(0, column(course, 0).get(1), 1e-6);
        assertEquals(
                98 / deviation, column(course, 0).get(3), 1e-4, "a validating row by the statistics of the others");
        double flagDeviation = Math.sqrt(2 / 9.0);
        assertEquals(2 / 3.0 / flagDeviation, column(course, 1).get(1), 1e-6);
        assertEquals(-1 / 3.0 / flagDeviation, column(course, 1).get(3), 1e-6);
    }

    @Test
    void indicatorsAreCategoriesUnlessToldOtherwise() {
        TabularData data = data(table(1, NAN, 3, 100)).continuous("x");
        assertEquals(1, data.features().numbers().size());
        CategoryFeature flag = data.features().categories().get(0);
        assertEquals("x_na", flag.name());
        assertEquals(1, data.prepared().encoded().codes(0)[0]);
        assertEquals(2, data.prepared().encoded().codes(1)[0]);
        assertTrue(
                data(table(1, 2, 3, NAN))
                        .continuous("x")
                        .features()
                        .categories()
                        .isEmpty(),
                "no training row needs it");
        assertTrue(data(table(1, NAN, 3, 4))
                .continuous("x")
                .indicator(Indicator.NONE)
                .features()
                .categories()
                .isEmpty());
    }

    @Test
    void fillsOfAllKinds() {
        Table table = table(4, NAN, 4, 7, 1, 9);
        TabularData data = data(table).continuous("x");
        assertEquals(
                4,
                data.fillMissing(FillMissing.mode()).features().numbers().get(0).fill());
        assertEquals(
                -1,
                data.fillMissing("x", FillMissing.constant(-1))
                        .features()
                        .numbers()
                        .get(0)
                        .fill());
        // 1, 4, 4, 9 train; with row 3 (7) it is 1, 4, 4, 7, 9.
        assertEquals(4, data.features().numbers().get(0).fill());
        assertEquals(2.5, FillMissing.median().of(new double[] {1, 2, 3, 4}));
        assertEquals(3, FillMissing.mode().of(new double[] {1, 3, 3, 5, 5}));
        assertThrows(IllegalArgumentException.class, () -> FillMissing.constant(NAN));
    }

    @Test
    void allRowsAreFittedOnOnlyIfAsked() {
        TabularData data = data(table(1, 2, 3, 100)).continuous("x");
        assertEquals(2, data.features().numbers().get(0).scale().mean());
        assertEquals(
                26.5, data.fitOnAllRows().features().numbers().get(0).scale().mean());
        Table categories =
                Table.of(CategoryColumn.of("c", "b", "a", "b", "z"), NumberColumn.of("y", 0.5, 1.5, 2.5, 3.5));
        TabularData coded = data(categories).categories("c");
        assertEquals(
                List.of("a", "b"), coded.features().categories().get(0).map().levels());
        assertEquals(0, coded.prepared().encoded().codes(3)[0], "only a validating row has it");
        assertEquals(3, coded.fitOnAllRows().prepared().encoded().codes(3)[0]);
    }

    @Test
    void numbersAreClippedBeforeAllElse() {
        TabularData data =
                data(table(-50, 1, 3, 1000)).continuous("x").clip("x", 0, 5).standardise(false);
        assertEquals(List.of(0f, 1f, 3f, 5f), column(data, 0));
        assertThrows(IllegalArgumentException.class, () -> data.clip("x", 5, 0));
    }

    @Test
    void categoriesAreInAscendingOrderNumbersAsNumbers() {
        CategoryMap numbers = CategoryMap.ofNumbers(10, 9, -0.0, 9, NAN, 2.5);
        assertEquals(List.of("0", "2.5", "9", "10"), numbers.levels());
        assertEquals(1, numbers.code(0.0));
        assertEquals(1, numbers.code(-0.0));
        assertEquals(4, numbers.code(10));
        assertEquals(CategoryMap.UNKNOWN, numbers.code(NAN));
        assertEquals(CategoryMap.UNKNOWN, numbers.code(11));
        CategoryMap texts = CategoryMap.ofTexts(List.of("b", "B", "10", "9", "b"));
        assertEquals(List.of("10", "9", "B", "b"), texts.levels());
        assertEquals(4, texts.code("b"));
        assertEquals(CategoryMap.UNKNOWN, texts.code((String) null));
        assertEquals(2, texts.code(9.0), "a number where texts were fitted is read by its text");
    }

    @Test
    void datesBecomeTheirParts() {
        long day = 86_400;
        DateColumn dates = DateColumn.of("saleDate", 16_000 * day, 16_040 * day, DateColumn.MISSING, 16_400 * day);
        Table table = Table.of(dates, NumberColumn.of("y", 0.5, 1.5, 2.5, 3.5));
        FittedFeatures features = TabularData.of(table)
                .target("y")
                .dates("saleDate")
                .split(Split.none())
                .features();
        List<String> categories = new ArrayList<>();
        features.categories().forEach(feature -> categories.add(feature.name()));
        List<String> numbers = new ArrayList<>();
        features.numbers().forEach(feature -> numbers.add(feature.name()));
        // 2013-10-22, 2013-12-01, 2014-11-26: flags that are the same on all three are left out.
        assertEquals(
                List.of("saleYear", "saleMonth", "saleWeek", "saleDay", "saleDayofweek", "saleIs_month_start"),
                categories);
        assertEquals(List.of("saleDayofyear", "saleElapsed"), numbers);
    }

    @Test
    void aConstantColumnIsCentredAndHarmless() {
        TabularData data = data(table(5, 5, 5, 7)).continuous("x");
        assertEquals(List.of(0f, 0f, 0f, 2f), column(data, 0));
    }

    @Test
    void rowsWithoutATargetAreLeftOutAndCounted() {
        Table table = Table.of(NumberColumn.of("x", 1, 2, 3, 4, 1000), NumberColumn.of("y", 0.5, NAN, 2.5, NAN, 4.5));
        TabularData data = TabularData.of(table).target("y").continuous("x").split(Split.rows(3, 4));
        assertEquals(
                List.of("2 rows have no y and are left out: 1 of those to train on, 1 of those to validate on"),
                data.notes());
        assertArrayEquals(new int[] {0, 2}, data.partition().train());
        assertArrayEquals(new int[] {4}, data.partition().valid());
        assertEquals(2, data.features().numbers().get(0).scale().mean(), "rows left out teach nothing");
        assertTrue(data.explain().contains("2 rows have no y"), data::explain);
    }

    @Test
    void aRandomSplitOfEntitiesOverTimeIsWarnedOf() {
        int rows = 600;
        String[] shop = new String[rows];
        long[] date = new long[rows];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++) {
            shop[row] = "shop " + row % 20;
            date[row] = (16_000 + row / 20) * 86_400L;
            y[row] = row + 0.5;
        }
        Table table = Table.of(CategoryColumn.of("shop", shop), DateColumn.of("date", date), NumberColumn.of("y", y));
        TabularData data = TabularData.of(table).target("y");
        assertEquals(1, data.notes().size(), data::explain);
        assertTrue(data.explain().contains("on a table with dates (\"date\") and repeated entities (\"shop\")"));
        assertEquals(List.of(), data.split(Split.last(0.2f)).notes());
    }

    @Test
    void wrongTargetsAreNamed() {
        Table table = Table.of(
                NumberColumn.of("x", 1, 2, 3, 4),
                NumberColumn.of("inf", 1, Double.POSITIVE_INFINITY, 3, 4),
                NumberColumn.of("zero", 1, 2, 3, 0),
                NumberColumn.of("zero2", 1, 0, 1, 0),
                NumberColumn.of("late", NAN, NAN, NAN, 1.5),
                CategoryColumn.of("one", "a", "a", "a", "a"),
                CategoryColumn.of("text", "a", "b", "c", "a"),
                DateColumn.of("date", 1, 2, 3, 4));
        TabularData data = TabularData.of(table).continuous("x").split(Split.rows(3));
        assertMessage("tabular data: no target is named; name what is to be predicted by target(column)", data);
        assertMessage(
                "target \"inf\", row 1 is Infinity; a target must be finite (rows where it is missing are left out)",
                data.target("inf"));
        assertMessage(
                "target \"zero\", row 3 is 0, which has no logarithm; leave such rows out, or do without logTarget()",
                data.target("zero").logTarget());
        assertMessage(
                "tabular data: no row to train on has a target \"late\"; there is nothing to learn from",
                data.target("late").task(Task.REGRESSION));
        assertMessage("target \"one\": it has one value only, [a]; there is nothing to tell apart", data.target("one"));
        assertMessage(
                "target \"text\": a regression needs numbers, it is of type CATEGORY",
                data.target("text").task(Task.REGRESSION));
        assertMessage(
                "target \"text\": it has 3 classes, a binary target has two",
                data.target("text").task(Task.BINARY));
        assertMessage(
                "tabular data: only a number has a logarithm; the target is MULTI_CLASS",
                data.target("text").logTarget());
        assertMessage(
                "target \"date\": a date can't be predicted; derive a number from it, such as days until it",
                data.target("date"));
        assertMessage(
                "target \"zero\", row 1 is 2; a label is 0 or 1, or false or true", data.targets("zero", "zero2"));
    }

    @Test
    void wrongInputsAreNamed() {
        Table table = Table.of(
                NumberColumn.of("y", 0.5, 1.5, 2.5, 3.5),
                NumberColumn.of("inf", 1, 2, Double.NEGATIVE_INFINITY, 4),
                NumberColumn.of("none", NAN, NAN, NAN, 4),
                CategoryColumn.of("text", "a", "b", "c", "a"),
                DateColumn.of("Date", 1, 2, 100_000_000, 4),
                NumberColumn.of("Year", 1, 2, 3, 4));
        TabularData data = TabularData.of(table).target("y").split(Split.rows(3));
        assertMessage(
                "column \"inf\", row 2 is -Infinity; a number must be finite (or missing)", data.continuous("inf"));
        assertMessage(
                "column \"inf\", row 2 is -Infinity; a number must be finite (or missing)", data.categories("inf"));
        assertMessage(
                "column \"none\": every value of the rows to learn from is missing, so there is no median to fill it with;"
                        + " leave the column out, or fill it with a constant",
                data.continuous("none"));
        assertEquals(
                0,
                data.continuous("none")
                        .fillMissing(FillMissing.constant(0))
                        .features()
                        .numbers()
                        .get(0)
                        .fill());
        assertMessage(
                "tabular data: column \"text\" is of type CATEGORY and can't be CONTINUOUS; numbers can be continuous, dates"
                        + " have the role DATE, all others can be categories",
                data.continuous("text"));
        assertMessage(
                "tabular data: column \"Date\" is of type DATE and can't be CATEGORY; numbers can be continuous, dates"
                        + " have the role DATE, all others can be categories",
                data.categories("Date"));
        assertMessage("tabular data: column \"y\" is the target and an input", data.continuous("y"));
        assertMessage(
                "tabular data: two inputs are called \"Year\"; rename the column, or leave one out",
                data.continuous("Year").dates("Date"));
        assertMessage(
                "tabular data: no column is an input; name some by categories and continuous",
                TabularData.of(table.select("y", "none").head(3)).target("y"));
        assertThrows(DataException.class, () -> data.continuous("text").categories("text"));
        assertThrows(DataException.class, () -> data.categories("nothing"));
        assertThrows(IllegalArgumentException.class, () -> data.batchSize(0));
        assertThrows(DataException.class, () -> TabularData.of(table.head(0)));
    }

    private static void assertMessage(String expected, TabularData data) {
        assertEquals(expected, assertThrows(DataException.class, data::prepared).getMessage());
    }

    @Test
    void oneCategoryAndAMillionCategories() {
        int rows = 1_000_000;
        String[] ids = new String[rows];
        String[] same = new String[rows];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            ids[i] = "id" + i;
            same[i] = "all";
            y[i] = i % 7 + 0.5;
        }
        Table table = Table.of(CategoryColumn.of("id", ids), CategoryColumn.of("same", same), NumberColumn.of("y", y));
        List<ColumnRole> roles = TabularData.of(table).target("y").roles();
        assertEquals(
                "1,000,000 texts in 1,000,000 rows: an id, a name or free text",
                roles.get(0).reason());
        assertEquals(Role.IGNORED, roles.get(0).role());
        assertEquals(new ColumnRole("same", Role.IGNORED, "it has one value only"), roles.get(1));
        TabularData forced =
                TabularData.of(table).target("y").categories("id", "same").split(Split.none());
        TabularLearner learner = TabularLearner.of(forced, TabularSpec.linear().width("id", 1), 1);
        assertEquals(1_000_001, learner.embedding("id").levels().size() + 1);
        assertEquals(2, learner.model().embeddings().get(1).count(), "one category and the unknown one");
    }
}
