package lanewise.tensor;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The same numbers in another shape. */
record Reshape(Tensor x) implements Op {

    static Tensor of(Tensor x, int... sizes) {
        return view(x, fit(x.shape(), sizes)).recorded(new Reshape(x));
    }

    private static Tensor view(Tensor x, Shape shape) {
        return Tensor.view(x.buffer(), shape);
    }

    /** The shape of these sizes, one of which may be -1: what is left. */
    static Shape fit(Shape shape, int... sizes) {
        int open = -1;
        long known = 1;
        for (int axis = 0; axis < sizes.length; axis++) {
            if (sizes[axis] == -1 && open < 0) {
                open = axis;
            } else {
                known *= sizes[axis];
            }
        }
        int[] filled = sizes.clone();
        if (open >= 0 && known > 0) {
            filled[open] = (int) (shape.elements() / known);
        }
        long elements = 1;
        for (int size : filled) {
            elements = size < 0 ? -1 : elements * size;
        }
        if (elements != shape.elements()) {
            throw new ShapeException("reshape " + shape + " to " + Arrays.toString(sizes)
                    + ": the sizes must multiply to " + shape.elements());
        }
        return Shape.of(filled);
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(x);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        flow.addShared(x, view(dy, x.shape()));
    }
}
