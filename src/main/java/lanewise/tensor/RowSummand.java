package lanewise.tensor;

import java.util.List;
import java.util.Map;
import lanewise.backend.Allocator;
import lanewise.backend.Backend;
import lanewise.backend.IntBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one use of a table sends to the gradient of its rows: {@code factors[i] * rows[i]} to row {@code ids[i]}.
 *
 * @param factors a number for each row; null where all are 1
 */
record RowSummand(IntTensor ids, @Nullable Tensor factors, Tensor rows) {

    /** The sum of all in which each row appears once; the summands of a row are added in the order in which they came. */
    static RowGradient sum(List<RowSummand> parts, Map<IntTensor, RowNumbers> known) {
        RowSummand first = parts.get(0);
        Allocator allocator = first.rows.allocator();
        // Tables that are read by the same ids, as factors and biases are, share the numbering.
        RowNumbers numbers = parts.size() == 1
                ? known.computeIfAbsent(first.ids, ids -> RowNumbers.of(allocator, ids.buffer()))
                : RowNumbers.of(allocator, allIds(allocator, parts));
        Tensor sums = Tensor.full(allocator, 0, Shape.of(numbers.count(), first.columns()));
        int at = 0;
        for (RowSummand part : parts) {
            part.addTo(sums, numbers.numbers().slice(at, part.ids.elements()));
            at += part.ids.elements();
        }
        return new RowGradient(numbers.distinct(), sums);
    }

    private static IntBuffer allIds(Allocator allocator, List<RowSummand> parts) {
        int count = 0;
        for (RowSummand part : parts) {
            count += part.ids.elements();
        }
        IntBuffer all = allocator.ints(count);
        int at = 0;
        for (RowSummand part : parts) {
            int some = part.ids.elements();
            allocator.backend().upload(part.ids.toArray(), 0, all.slice(at, some));
            at += some;
        }
        return all;
    }

    private int columns() {
        return ids.elements() == 0 ? rows.shape().product(1, rows.rank()) : rows.elements() / ids.elements();
    }

    /** Adds it to a matrix, to the rows that {@code targets} name instead of ids. */
    void addTo(Tensor matrix, IntBuffer targets) {
        Backend backend = rows.backend();
        if (factors == null) {
            backend.rows().scatterAdd(columns(), targets, rows.buffer(), matrix.buffer());
        } else {
            backend.rows().scatterAddScaled(columns(), targets, factors.buffer(), rows.buffer(), matrix.buffer());
        }
    }
}
