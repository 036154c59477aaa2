package lanewise.tensor;

import java.util.Collections;
import java.util.List;

/** Rows of a table by number, as an embedding reads them; the gradient touches those rows alone. */
record Gather(Tensor table, IntTensor ids) implements Op {

    static Tensor of(Tensor table, IntTensor ids) {
        int rows = table.size(table.shape().axis("gather", 0));
        int width = table.shape().product(1, table.rank());
        int[] sizes = new int[ids.shape().rank() + table.rank() - 1];
        System.arraycopy(ids.shape().sizes(), 0, sizes, 0, ids.shape().rank());
        System.arraycopy(table.shape().sizes(), 1, sizes, ids.shape().rank(), table.rank() - 1);
        Shape shape = Shape.of(sizes);
        // The batch's ids, not the table, tell where the result belongs: a parameter lives on the heap.
        boolean step = ids.buffer().allocator().scoped();
        Tensor y = Tensor.empty(step ? ids.buffer().allocator() : table.allocator(), shape);
        y.backend().rows().gather(rows, width, table.buffer(), ids.buffer(), y.buffer());
        return y.recorded(new Gather(table, ids));
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(table);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        flow.addRows(table, ids, dy);
    }
}
