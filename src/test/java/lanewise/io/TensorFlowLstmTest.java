package lanewise.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lanewise.nn.Lstm;
import lanewise.nn.LstmState;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.tensor.Rng;
import lanewise.tensor.ShapeException;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The converted weights do what TensorFlow's cell does with its own. */
class TensorFlowLstmTest {

    private static final int IN = 3;
    private static final int HIDDEN = 2;

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void theLayerIsTheCell() {
        Rng rng = Rng.of(11);
        Tensor kernel = Tensor.uniform(rng, -1, 1, IN + HIDDEN, 4 * HIDDEN);
        Tensor bias = Tensor.uniform(rng, -1, 1, 4 * HIDDEN);
        Map<String, Tensor> weights = TensorFlowLstm.weights(kernel, bias, 1, 0);
        assertEquals(
                List.of("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"), new ArrayList<>(weights.keySet()));
        Lstm lstm = Lstm.of(Parameters.load(weights), IN, HIDDEN);
        Tensor x = Tensor.uniform(rng, -1, 1, 3, 1, IN);
        LstmState state = lstm.forward(x, lstm.zeroState(1), Pass.inference()).state();

        double[] c = new double[HIDDEN];
        double[] h = new double[HIDDEN];
        for (int t = 0; t < 3; t++) {
            double[] z = new double[4 * HIDDEN];
            for (int gate = 0; gate < z.length; gate++) {
                z[gate] = bias.get(gate);
                for (int i = 0; i < IN; i++) {
                    z[gate] += x.get(t, 0, i) * kernel.get(i, gate);
                }
                for (int i = 0; i < HIDDEN; i++) {
                    z[gate] += h[i] * kernel.get(IN + i, gate);
                }
            }
            for (int k = 0; k < HIDDEN; k++) {
                double forget = sigmoid(z[2 * HIDDEN + k] + 1);
                c[k] = c[k] * forget + sigmoid(z[k]) * Math.tanh(z[HIDDEN + k]);
                h[k] = Math.tanh(c[k]) * sigmoid(z[3 * HIDDEN + k]);
            }
        }
        assertArrayEquals(
                new float[] {(float) h[0], (float) h[1]}, state.hidden().toArray(), 1e-6f);
        assertArrayEquals(new float[] {(float) c[0], (float) c[1]}, state.cell().toArray(), 1e-6f);
    }

    @Test
    void shapesMustBelongTogether() {
        ShapeException thrown = assertThrows(
                ShapeException.class, () -> TensorFlowLstm.weights(Tensor.zeros(5, 12), Tensor.zeros(8), 1, 0));
        assertEquals(
                "TensorFlow LSTM, kernel [5, 12], bias [8]: they must be [in + hidden, 4 * hidden] and [4 * hidden]",
                thrown.getMessage());
        assertThrows(ShapeException.class, () -> TensorFlowLstm.weights(Tensor.zeros(2, 8), Tensor.zeros(8), 1, 0));
    }
}
