package lanewise.backend;

/** Rows of tables, read and added to by their numbers; and products of rows. */
public interface RowOperations {

    /**
     * {@code out[i] = table[ids[i]]} from a table of rows x columns.
     *
     * @throws IndexOutOfBoundsException if an id is not one of the rows
     */
    void gather(int rows, int columns, Buffer table, IntBuffer ids, Buffer out);

    /**
     * Whether the gradient of a table is best kept as the rows that have one, for which their number must be known to the
     * host; else it is filled out with zeros.
     */
    boolean sparseGradients();

    /** {@code table[ids[i]] += rows[i]}, in the same order every time: on the processor in that of i. */
    void scatterAdd(int columns, IntBuffer ids, Buffer rows, Buffer table);

    /** {@code table[ids[i]] += factors[i] * rows[i]}, in the order of {@link #scatterAdd}. */
    void scatterAddScaled(int columns, IntBuffer ids, Buffer factors, Buffer rows, Buffer table);

    /**
     * Numbers the distinct ids in the order of first appearance, so that {@code distinct[numbers[i]] == ids[i]}.
     *
     * @return how many distinct ids there are
     */
    int number(IntBuffer ids, IntBuffer numbers, IntBuffer distinct);

    /** {@code out[r] = dot(x[r], y[r])}. */
    void rowDot(int rows, int columns, Buffer x, Buffer y, Buffer out);
}
