package lanewise.tensor;

/**
 * The gradient of a table of which a batch used a few rows: row {@code ids[i]} has gradient {@code rows[i]}, all others
 * have none.
 *
 * @param ids the rows used, [count]; each once in what {@link Gradients#rows} returns, in the order of first use
 * @param rows their gradients, [count, columns]
 */
public record RowGradient(IntTensor ids, Tensor rows) {

    /** The numbers in a row. */
    int columns() {
        return ids.elements() == 0 ? rows.shape().product(1, rows.rank()) : rows.elements() / ids.elements();
    }

    /** The same rows with their gradients multiplied. */
    public RowGradient times(float factor) {
        return factor == 1 ? this : new RowGradient(ids, rows.times(factor));
    }

    /** Adds to a dense gradient of the table, in place. */
    void addTo(Tensor table) {
        rows.backend().rows().scatterAdd(columns(), ids.buffer(), rows.buffer(), table.buffer());
    }
}
