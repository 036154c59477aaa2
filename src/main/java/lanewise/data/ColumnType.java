package lanewise.data;

/** What a column holds. */
public enum ColumnType {
    /** Numbers, as doubles: {@link NumberColumn}. */
    NUMBER,
    /** One of a fixed set of levels in each row: {@link CategoryColumn}. */
    CATEGORY,
    /** Dates or dates with a time of day: {@link DateColumn}. */
    DATE,
    /** Free text: {@link TextColumn}. */
    TEXT
}
