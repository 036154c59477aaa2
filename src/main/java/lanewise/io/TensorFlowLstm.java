package lanewise.io;

import java.util.LinkedHashMap;
import java.util.Map;
import lanewise.tensor.ShapeException;
import lanewise.tensor.Tensor;

/**
 * The weights of TensorFlow's {@code BasicLSTMCell} as those of a layer of {@link lanewise.nn.Lstm}. TensorFlow keeps one
 * kernel for input and state, [in + hidden, 4 * hidden], the input's rows first, so that {@code z = [x; h] K + b}; its gates
 * stand in the order i, j, f, o, of which j is the new cell, here called g; and a forget bias, 1 by default, is added to f
 * in each step though no weight holds it. So:
 *
 * <ul>
 *   <li>{@code weight_ih} is the transpose of the first rows of K and {@code weight_hh} that of the others,
 *   <li>their blocks of rows, and those of the bias, are put into the order i, f, g, o,
 *   <li>{@code bias_ih} is b with the forget bias added to f, and {@code bias_hh} is 0.
 * </ul>
 */
public final class TensorFlowLstm {

    /** Where each of the gates i, f, g, o stands in i, j, f, o. */
    private static final int[] PLACE = {0, 2, 1, 3};

    private static final int FORGET = 1;

    private TensorFlowLstm() {}

    /**
     * The four weights of a layer under their names, such as {@code weight_ih_l0}.
     *
     * @param kernel [in + hidden, 4 * hidden]
     * @param bias [4 * hidden]
     * @param forgetBias what the cell adds to the forget gate, 1 by default in TensorFlow
     * @param layer the number of the layer, from 0
     * @throws ShapeException if the shapes do not belong together
     */
    public static Map<String, Tensor> weights(Tensor kernel, Tensor bias, float forgetBias, int layer) {
        int width = bias.elements();
        if (bias.rank() != 1 || width % 4 != 0 || kernel.rank() != 2 || kernel.size(1) != width) {
            throw new ShapeException("TensorFlow LSTM, kernel " + kernel.shape() + ", bias " + bias.shape()
                    + ": they must be [in + hidden, 4 * hidden] and [4 * hidden]");
        }
        int hidden = width / 4;
        int in = kernel.size(0) - hidden;
        if (in < 1) {
            throw new ShapeException("TensorFlow LSTM, kernel " + kernel.shape() + ": with " + hidden
                    + " hidden it must have more than " + hidden + " rows");
        }
        float[] k = kernel.toArray();
        float[] b = bias.toArray();
        float[] inputBias = new float[width];
        for (int row = 0; row < width; row++) {
            inputBias[row] = b[column(row, hidden)] + (row / hidden == FORGET ? forgetBias : 0);
        }
        Map<String, Tensor> weights = new LinkedHashMap<>();
        weights.put("weight_ih_l" + layer, block(k, 0, in, hidden));
        weights.put("weight_hh_l" + layer, block(k, in, hidden, hidden));
        weights.put("bias_ih_l" + layer, Tensor.of(inputBias));
        weights.put("bias_hh_l" + layer, Tensor.zeros(width));
        return weights;
    }

    /** The column of TensorFlow's kernel that belongs to a row of PyTorch's weights. */
    private static int column(int row, int hidden) {
        return PLACE[row / hidden] * hidden + row % hidden;
    }

    private static Tensor block(float[] kernel, int from, int columns, int hidden) {
        int rows = 4 * hidden;
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[row * columns + column] = kernel[(from + column) * rows + column(row, hidden)];
            }
        }
        return Tensor.of(values, rows, columns);
    }
}
