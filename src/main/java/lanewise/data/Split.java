package lanewise.data;

import java.time.LocalDate;
import java.util.function.Predicate;

/**
 * Says which rows of a table train and which validate. The splits made here keep the table's order on both sides, give each
 * side one row at least (except {@link #none}) and print themselves; any other rule can be written as a lambda.
 */
@FunctionalInterface
public interface Split {

    /**
     * Splits a table.
     *
     * @throws DataException if a side would be empty, or if a named row or column is not there
     */
    Partition apply(Table table);

    /**
     * Random rows validate: the fraction, to the nearest row, drawn by the seed. On a table that follows the same entities
     * over time the partition carries a {@linkplain Partition#warning() warning}.
     */
    static Split random(float validFraction, long seed) {
        return new RandomSplit(validFraction, seed);
    }

    /** The last rows validate: the fraction, to the nearest row. For a table sorted by time. */
    static Split last(float validFraction) {
        return new LastSplit(validFraction);
    }

    /**
     * The rows from one day to another validate, both of them included, and all others train.
     *
     * @param column the name of a date column without missing dates
     */
    static Split dates(String column, LocalDate from, LocalDate to) {
        return new DatesSplit(column, from, to);
    }

    /**
     * The rows from a day on validate, those before it train: how well will the model tell the future?
     *
     * @param column the name of a date column without missing dates
     */
    static Split from(String column, LocalDate from) {
        return new DatesSplit(column, from, null);
    }

    /**
     * All rows of some random groups validate, so that no store or person stands on both sides: how well will the model do on
     * new ones? Whole groups are taken until their rows are about the fraction. A missing value is a group of its own.
     */
    static Split groups(String column, float validFraction, long seed) {
        return new GroupSplit(column, validFraction, seed);
    }

    /**
     * Random rows validate, the same fraction of each value of a column, give or take a row: for classes of which some are
     * rare. A missing value counts as one. As {@link #random}, it may carry a warning.
     */
    static Split stratified(String column, float validFraction, long seed) {
        return new StratifiedSplit(column, validFraction, seed);
    }

    /** These rows, counted from 0, validate. */
    static Split rows(int... validRows) {
        return new RowsSplit(validRows);
    }

    /** The rows that fulfil a condition validate: {@code Split.where(row -> row.number("year") >= 2015)}. */
    static Split where(Predicate<? super Row> validates) {
        return new WhereSplit(validates);
    }

    /** All rows train, none validates. */
    static Split none() {
        return new NoSplit();
    }

    /**
     * The split of the course of 2017: the rows {@link #courseRows} gives validate.
     *
     * @param fold 0 as the course has it since 21 November 2017, 4 as before
     * @param validFraction the course's {@code val_pct}, 0.2 by default
     * @param seed from 0 to 2^32 - 1; the course's is 42
     */
    static Split course(int fold, double validFraction, long seed) {
        return new CourseSplit(fold, validFraction, seed);
    }

    /**
     * The row numbers that fastai 0.7's {@code get_cv_idxs(n, cv_idx, val_pct, seed)} gives, in its order: with
     * {@code m = floor(validFraction * n)} the elements {@code fold * m} to {@code (fold + 1) * m - 1} of 0 to n-1 shuffled as
     * NumPy's {@code RandomState(seed).permutation(n)} does.
     *
     * @throws DataException if that range is empty or goes beyond the n rows
     */
    static int[] courseRows(int n, int fold, double validFraction, long seed) {
        return new CourseSplit(fold, validFraction, seed).validRows(n);
    }
}
