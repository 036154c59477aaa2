package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers of fastai 0.7's {@code get_cv_idxs}, computed with NumPy's RandomState. */
class CourseSplitTest {

    @ParameterizedTest
    @CsvSource({
        "10, 0, 0.2, 2, 8 1, 9",
        "100, 0, 0.2, 20, 83 53 70 45 44 39 22 80, 890",
        "100004, 0, 0.2, 20000, 19090 99678 18455 35755 66536 58156 45934 67241, 994752395",
        "10222, 0, 0.2, 2044, 2882 4514 7717 33 4924 532 8028 5860, 10320706",
        "600884, 0, 0.2, 120176, 480310 419017 232803 316420 357537 79705 380628 59199, 36103464162",
        "75102, 0, 0.2, 15020, 25679 44278 25725 10855 34979 44625 2388 52903, 563559043",
        "844338, 0, 0.17765397269813749, 150000, 43879 562681 239643 689976 397240 562729 122201 101744, 63276857464",
        "10, 4, 0.2, 2, 3 6, 9",
        "100, 4, 0.2, 20, 63 84 37 29 1 52 21 2, 1040",
        "100004, 4, 0.2, 20000, 51901 6028 58507 2458 98881 24044 48435 72179, 995170699",
        "10222, 4, 0.2, 2044, 3694 1573 6281 5439 2567 3423 2037 9450, 10542889",
        "600884, 4, 0.2, 120176, 234388 314945 310032 320780 466550 546483 213217 287168, 36101588206",
        "75102, 4, 0.2, 15020, 61146 41534 33701 4355 71135 28887 54957 22998, 559353624",
        "844338, 4, 0.17765397269813749, 150000, 500770 225688 736782 684672 254433 714655 53067 70129, 63323655320"
    })
    void rowsOfTheNotebooks(int n, int fold, double fraction, int count, String first, long sum) {
        int[] rows = Split.courseRows(n, fold, fraction, 42);
        int[] expected =
                Arrays.stream(first.split(" ")).mapToInt(Integer::parseInt).toArray();
        assertEquals(count, rows.length);
        assertArrayEquals(expected, Arrays.copyOf(rows, expected.length));
        assertEquals(
                sum, LongStream.of(Arrays.stream(rows).asLongStream().toArray()).sum());
    }

    @Test
    void theFractionOfRossmannIsTheQuotient() {
        assertEquals(0.17765397269813749, 150000.0 / 844338);
    }

    @Test
    void theSplitHasTheSameRowsInTableOrder() {
        Table table = Table.of(NumberColumn.of("i", new double[100]));
        Partition partition = Split.course(4, 0.2, 42).apply(table);
        int[] rows = Split.courseRows(100, 4, 0.2, 42);
        Arrays.sort(rows);
        assertArrayEquals(rows, partition.valid());
        int[] train = IntStream.range(0, 100)
                .filter(row -> Arrays.binarySearch(rows, row) < 0)
                .toArray();
        assertArrayEquals(train, partition.train());
    }

    @Test
    void foldsAreDisjointAndCoverAll() {
        int[] all = IntStream.range(0, 5)
                .flatMap(fold -> Arrays.stream(Split.courseRows(100, fold, 0.2, 7)))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, 100).toArray(), all);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertEquals(
                "Split.course(5, 0.2, 42): fold 5 of 20 rows each is beyond the 100 rows there are",
                assertThrows(DataException.class, () -> Split.courseRows(100, 5, 0.2, 42))
                        .getMessage());
        assertTrue(assertThrows(DataException.class, () -> Split.courseRows(3, 0, 0.2, 42))
                .getMessage()
                .endsWith("a larger fraction is needed"));
        assertThrows(IllegalArgumentException.class, () -> Split.course(-1, 0.2, 42));
        assertThrows(IllegalArgumentException.class, () -> Split.course(0, 0.2, -1));
        assertThrows(IllegalArgumentException.class, () -> Split.course(0, 0.2, 1L << 32));
        assertEquals(20, Split.courseRows(100, 0, 0.2, (1L << 32) - 1).length);
    }
}
