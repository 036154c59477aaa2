package lanewise.tabular;

/** How the model learns that a number was missing: by a further input {@code NAME_na} for each column with missing values. */
public enum Indicator {
    /** A continuous input of 0 and 1, standardised: fast.ai's course of 2017. */
    CONTINUOUS,
    /** A category with an embedding: fastai v2. */
    CATEGORY,
    /** Not at all. */
    NONE
}
