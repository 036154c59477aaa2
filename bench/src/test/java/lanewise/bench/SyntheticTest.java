package lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/**
 * The data are those on which the other libraries are measured: single numbers, and sums weighted by 1 to 7 in turn, from
 * the program that makes theirs.
 */
class SyntheticTest {

    private static double weight(int i) {
        return i % 7 + 1;
    }

    private static double weighted(float[] numbers) {
        double sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            sum += numbers[i] * weight(i);
        }
        return sum;
    }

    private static double weighted(int[] numbers) {
        double sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            sum += numbers[i] * weight(i);
        }
        return sum;
    }

    @Test
    void streamsAreThoseOfTheOthers() {
        assertEquals(0.5665615200996399, Synthetic.uniform(1, 0));
        assertEquals(0.31624436378479004, Synthetic.uniform(11, 0));
        assertEquals(0.13931238651275635, Synthetic.uniform(13, 99_999));
        assertEquals(0.09353983402252197, Synthetic.uniform(99, 12_345));
        float[] matrix = Synthetic.floats(1, 1024);
        assertEquals(0.13312304f, matrix[0]);
        assertEquals(0.49156344f, matrix[1]);
        assertEquals(0.22954178f, matrix[1023]);
    }

    @Test
    void ratingsAreThoseOfTheOthers() {
        Ratings ratings = Ratings.likeMovieLens();
        assertEquals(100_000, ratings.count());
        assertEquals(483, ratings.users()[0]);
        assertEquals(123, ratings.users()[99_999]);
        assertEquals(2998, ratings.items()[0]);
        assertEquals(1443, ratings.items()[99_999]);
        assertEquals(4.0f, ratings.stars()[0]);
        assertEquals(1.0f, ratings.stars()[99_999]);
        assertEquals(127_499_264, weighted(ratings.users()));
        assertEquals(1_757_007_331, weighted(ratings.items()));
        assertEquals(1_098_241.5, weighted(ratings.stars()));
    }

    @Test
    void tabularRowsAreThoseOfTheOthers() {
        TabularRows rows = TabularRows.synthetic(8_192);
        int columns = rows.categories().length;
        assertEquals(22, columns);
        int[] rowByRow = new int[columns * rows.count()];
        for (int i = 0; i < rowByRow.length; i++) {
            rowByRow[i] = rows.categories()[i % columns][i / columns];
        }
        assertEquals(153, rowByRow[0]);
        assertEquals(6, rowByRow[1]);
        assertEquals(861, rowByRow[columns * 8_191]);
        assertEquals(5, rowByRow[columns * 8_192 - 1]);
        assertEquals(22_695_114, weighted(rowByRow));
        assertEquals(-0.81079644f, rows.numbers()[0]);
        assertEquals(1.2804221f, rows.numbers()[16 * 8_192 - 1]);
        assertEquals(1_184.5517209231975, weighted(rows.numbers()), 1e-6);
        assertEquals(10.764566f, rows.targets()[0]);
        assertEquals(9.502008f, rows.targets()[8_191]);
        assertEquals(294_616.8920440674, weighted(rows.targets()), 1e-6);
    }

    @Test
    void tablesOfAnySizeAreFilledEvenly() {
        Ratings ratings = Ratings.ofItems(10_000_000);
        assertEquals(10_000_000, ratings.itemCount());
        double mean = weighted(ratings.items()) / ratings.count() / 4;
        assertEquals(5e6, mean, 5e4);
    }
}
