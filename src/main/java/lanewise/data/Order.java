package lanewise.data;

/**
 * How the rows of a table are sorted by one column: numbers and dates by value, categories and texts by the letters of their
 * text ({@link String#compareTo}). Missing values come last in both directions.
 */
public record Order(String column, boolean descending) {

    /** From the smallest value to the greatest. */
    public static Order ascending(String column) {
        return new Order(column, false);
    }

    /** From the greatest value to the smallest. */
    public static Order descending(String column) {
        return new Order(column, true);
    }
}
