package lanewise.tabular;

/** What a column of the table is to the model. */
public enum Role {
    /** What is predicted. */
    TARGET,
    /** An input with an embedding: one row of numbers for each of its values. */
    CATEGORY,
    /** An input that is a number. */
    CONTINUOUS,
    /** A date, taken apart into year, month, day of the week and so on, which are inputs. */
    DATE,
    /** Not used. */
    IGNORED
}
