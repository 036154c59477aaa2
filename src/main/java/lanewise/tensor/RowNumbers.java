package lanewise.tensor;

import lanewise.backend.Allocator;
import lanewise.backend.IntBuffer;

/**
 * The rows of a table that a batch uses, numbered in the order of first use.
 *
 * @param distinct the rows, each once
 * @param numbers the number of each id: {@code distinct[numbers[i]] == ids[i]}
 */
record RowNumbers(IntTensor distinct, IntBuffer numbers) {

    static RowNumbers of(Allocator allocator, IntBuffer ids) {
        IntBuffer numbers = allocator.ints(ids.length());
        IntBuffer distinct = allocator.ints(ids.length());
        int count = allocator.backend().rows().number(ids, numbers, distinct);
        return new RowNumbers(new IntTensor(distinct.slice(0, count), Shape.of(count)), numbers);
    }

    /** How many different rows there are. */
    int count() {
        return distinct.elements();
    }
}
