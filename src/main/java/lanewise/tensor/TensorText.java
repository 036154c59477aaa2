package lanewise.tensor;

import java.util.Locale;

/** How tensors print: the shape, then the numbers of small ones and the first of large ones. */
final class TensorText {

    private static final int MOST = 32;

    private TensorText() {}

    private static final String RELEASED = "(its training step has ended)";

    static String of(Tensor tensor) {
        StringBuilder text = new StringBuilder("Tensor").append(tensor.shape()).append(' ');
        float[] values;
        try {
            values = tensor.reshape(tensor.elements())
                    .detach()
                    .slice(0, Math.min(MOST, tensor.elements()))
                    .toArray();
        } catch (IllegalStateException e) {
            // A debugger asks for the text of any tensor, also of one whose memory has been taken back.
            return text.append(RELEASED).toString();
        }
        return finish(text, tensor.shape(), i -> String.format(Locale.ROOT, "%.4g", values[i]));
    }

    static String of(IntTensor tensor) {
        StringBuilder text =
                new StringBuilder("IntTensor").append(tensor.shape()).append(' ');
        int[] values;
        try {
            values = tensor.toArray();
        } catch (IllegalStateException e) {
            return text.append(RELEASED).toString();
        }
        return finish(text, tensor.shape(), i -> Integer.toString(values[i]));
    }

    private interface Element {
        String text(int index);
    }

    private static String finish(StringBuilder text, Shape shape, Element element) {
        int shown = Math.min(MOST, shape.elements());
        open(text, shape, 0);
        for (int i = 0; i < shown; i++) {
            int ends = i == 0 ? 0 : endingAxes(shape, i);
            if (i > 0) {
                close(text, ends);
                text.append(", ");
                open(text, shape, shape.rank() - ends);
            }
            text.append(element.text(i));
        }
        if (shown < shape.elements()) {
            return text.append(", ...").toString();
        }
        close(text, shape.rank());
        return text.toString();
    }

    /** How many inner axes begin anew at element {@code index}. */
    private static int endingAxes(Shape shape, int index) {
        int axes = 0;
        int block = 1;
        for (int axis = shape.rank() - 1; axis > 0; axis--) {
            block *= shape.size(axis);
            if (index % block == 0) {
                axes++;
            }
        }
        return axes;
    }

    private static void open(StringBuilder text, Shape shape, int from) {
        for (int axis = from; axis < shape.rank(); axis++) {
            text.append('[');
        }
    }

    private static void close(StringBuilder text, int count) {
        for (int i = 0; i < count; i++) {
            text.append(']');
        }
    }
}
