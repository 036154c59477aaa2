package lanewise.tensor;

import java.util.List;
import lanewise.backend.Allocator;
import lanewise.backend.IntBuffer;

/**
 * The gradient of a table of which a batch used a few rows: row {@code ids[i]} has gradient {@code rows[i]}, all others
 * have none.
 *
 * @param ids the rows used, [count]; each once in what {@link Gradients#rows} returns, in the order of first use
 * @param rows their gradients, [count, columns]
 */
public record RowGradient(IntTensor ids, Tensor rows) {

    /** One gradient in which each row appears once; the summands of a row are added in the order in which they came. */
    static RowGradient coalesce(List<RowGradient> parts) {
        int count = 0;
        int columns = parts.get(0).columns();
        for (RowGradient part : parts) {
            count += part.ids.elements();
        }
        Allocator allocator = parts.get(0).rows.allocator();
        IntBuffer ids = parts.get(0).ids.buffer();
        Tensor rows = parts.get(0).rows;
        if (parts.size() > 1) {
            ids = allocator.ints(count);
            rows = Tensor.empty(allocator, Shape.of(count, columns));
            int at = 0;
            for (RowGradient part : parts) {
                int some = part.ids.elements();
                int[] numbers = part.ids.toArray();
                allocator.backend().upload(numbers, 0, ids.slice(at, some));
                allocator.backend().copy(part.rows.buffer(), rows.buffer().slice(at * columns, some * columns));
                at += some;
            }
        }
        IntBuffer distinct = allocator.ints(count);
        Tensor sums = Tensor.empty(allocator, Shape.of(count, columns));
        int used = allocator.backend().coalesce(columns, ids, rows.buffer(), distinct, sums.buffer());
        return new RowGradient(new IntTensor(distinct.slice(0, used), Shape.of(used)), sums.slice(0, used));
    }

    /** The numbers in a row. */
    int columns() {
        return ids.elements() == 0 ? rows.shape().product(1, rows.rank()) : rows.elements() / ids.elements();
    }

    /** Adds to a dense gradient of the table, in place. */
    void addTo(Tensor table) {
        rows.backend().scatterAdd(columns(), ids.buffer(), rows.buffer(), table.buffer());
    }
}
