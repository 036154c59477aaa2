package lanewise.train;

/** Row numbers one after the other. */
final class RowRange {

    private RowRange() {}

    static int[] of(int from, int count) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = from + i;
        }
        return rows;
    }
}
