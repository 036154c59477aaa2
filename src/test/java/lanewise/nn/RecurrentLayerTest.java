package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Functional;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.ShapeException;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What recurrent layers promise beside their numbers: states as values, padding, names, initial values, messages. */
class RecurrentLayerTest {

    private static final int IN = 5;
    private static final int HIDDEN = 7;

    private static Tensor input(int time, int batch) {
        return Tensor.normal(Rng.of(3), 0, 1, time, batch, IN);
    }

    private static Lstm lstm() {
        return Lstm.of(Parameters.init(1), IN, HIDDEN, 2);
    }

    @Test
    void aSequenceInPiecesIsTheSequence() {
        Lstm lstm = lstm();
        Tensor x = input(6, 3);
        float[] whole = lstm.forward(x, Pass.inference()).toArray();
        var first = lstm.forward(x.slice(0, 4), lstm.zeroState(3), Pass.inference());
        var second = lstm.forward(x.slice(4, 6), lstm.detach(first.state()), Pass.inference());
        Tensor pieces = Tensor.concat(0, first.output(), second.output());
        assertArrayEquals(whole, pieces.toArray(), 1e-6f);
    }

    @Test
    void paddedSequencesAreAsIfAlone() {
        Lstm lstm = Lstm.bidirectional(Parameters.init(1), IN, HIDDEN, 2);
        Gru gru = Gru.bidirectional(Parameters.init(1), IN, HIDDEN, 2);
        Rnn rnn = Rnn.bidirectional(Parameters.init(1), IN, HIDDEN, 2);
        Tensor x = input(5, 4);
        int[] lengths = {3, 5, 1, 4};
        var together = lstm.forward(x, IntTensor.of(lengths), lstm.zeroState(4), Pass.inference());
        var gruTogether = gru.forward(x, IntTensor.of(lengths), gru.zeroState(4), Pass.inference());
        var rnnTogether = rnn.forward(x, IntTensor.of(lengths), rnn.zeroState(4), Pass.inference());
        for (int b = 0; b < lengths.length; b++) {
            Tensor alone = Functional.swapTimeAndBatch(x)
                    .slice(b, b + 1)
                    .reshape(5, 1, IN)
                    .slice(0, lengths[b]);
            var one = lstm.forward(alone, lstm.zeroState(1), Pass.inference());
            compare(together.output(), one.output(), b, lengths[b]);
            compareState(together.state().hidden(), one.state().hidden(), b);
            compareState(together.state().cell(), one.state().cell(), b);
            var gruOne = gru.forward(alone, gru.zeroState(1), Pass.inference());
            compare(gruTogether.output(), gruOne.output(), b, lengths[b]);
            compareState(gruTogether.state(), gruOne.state(), b);
            var rnnOne = rnn.forward(alone, rnn.zeroState(1), Pass.inference());
            compare(rnnTogether.output(), rnnOne.output(), b, lengths[b]);
            compareState(rnnTogether.state(), rnnOne.state(), b);
        }
    }

    private static void compare(Tensor together, Tensor alone, int b, int length) {
        for (int t = 0; t < together.size(0); t++) {
            for (int i = 0; i < together.size(2); i++) {
                float expected = t < length ? alone.get(t, 0, i) : 0;
                assertEquals(expected, together.get(t, b, i), 1e-6, "sequence " + b + ", time " + t);
            }
        }
    }

    private static void compareState(Tensor together, Tensor alone, int b) {
        for (int layer = 0; layer < together.size(0); layer++) {
            for (int i = 0; i < HIDDEN; i++) {
                assertEquals(alone.get(layer, 0, i), together.get(layer, b, i), 1e-6, "state of sequence " + b);
            }
        }
    }

    @Test
    void whatStandsInThePaddingDoesNotMatter() {
        Gru gru = Gru.bidirectional(Parameters.init(1), IN, HIDDEN, 1);
        Tensor x = input(3, 2);
        float[] other = x.toArray();
        Arrays.fill(other, 2 * 2 * IN, 2 * 2 * IN + IN, 50); // Time 2 of sequence 0.
        IntTensor lengths = IntTensor.of(new int[] {2, 3});
        float[] expected = gru.forward(x, lengths, gru.zeroState(2), Pass.inference())
                .output()
                .toArray();
        Tensor changed = Tensor.of(other, 3, 2, IN).tracked();
        var result = gru.forward(changed, lengths, gru.zeroState(2), Pass.inference());
        assertArrayEquals(expected, result.output().toArray());
        float[] gradient = result.output().sum().backward().of(changed).toArray();
        for (int i = 2 * 2 * IN; i < 2 * 2 * IN + IN; i++) {
            assertEquals(0, gradient[i], "the gradient of the padding");
        }
    }

    @Test
    void batchFirstIsTheSameWithAxesExchanged() {
        Lstm lstm = lstm();
        Tensor x = input(4, 3);
        Tensor expected = Functional.swapTimeAndBatch(lstm.forward(x, Pass.inference()));
        Tensor actual = lstm.batchFirst().forward(Functional.swapTimeAndBatch(x), Pass.inference());
        assertEquals(expected.shape(), actual.shape());
        assertArrayEquals(expected.toArray(), actual.toArray());
    }

    @Test
    void aCellInALoopIsTheLayer() {
        Parameters p = Parameters.init(1);
        Lstm layer = Lstm.of(p, IN, HIDDEN);
        Parameters q = Parameters.init(2);
        LstmCell cell = LstmCell.of(q, IN, HIDDEN);
        for (int i = 0; i < 4; i++) {
            cell.parameters().get(i).set(layer.parameters().get(i).value());
        }
        Tensor x = input(4, 2);
        LstmState state = cell.zeroState(2);
        for (int t = 0; t < 4; t++) {
            state = cell.forward(x.row(t), state, Pass.inference());
        }
        var result = layer.forward(x, layer.zeroState(2), Pass.inference());
        assertArrayEquals(result.state().hidden().toArray(), state.hidden().toArray(), 1e-6f);
        assertArrayEquals(result.state().cell().toArray(), state.cell().toArray(), 1e-6f);
    }

    @Test
    void theStateIsCutOffByDetach() {
        Rnn rnn = Rnn.of(Parameters.init(1), IN, HIDDEN);
        var first = rnn.forward(input(2, 1), rnn.zeroState(1), Pass.training(Rng.of(1)));
        assertTrue(first.state().isTracked());
        assertFalse(rnn.detach(first.state()).isTracked());
    }

    @Test
    void dropoutLiesBetweenTheLayers() {
        Tensor x = input(2, 3);
        Lstm one = Lstm.of(Parameters.init(1), IN, HIDDEN).dropout(1);
        assertArrayEquals(
                one.forward(x, Pass.inference()).toArray(),
                one.forward(x, Pass.training(Rng.of(1))).toArray());
        Lstm two = lstm().dropout(1);
        Tensor dropped = two.forward(x, Pass.training(Rng.of(1)));
        // The upper layer gets zeros, whatever x is.
        assertArrayEquals(two.forward(x.times(2), Pass.training(Rng.of(1))).toArray(), dropped.toArray());
        assertFalse(Arrays.equals(two.forward(x, Pass.inference()).toArray(), dropped.toArray()));
    }

    @Test
    void namesAndInitialValuesAreThoseOfPyTorch() {
        Parameters parameters = Parameters.init(1);
        Gru gru = Gru.bidirectional(parameters.scope("gru"), IN, 64, 2);
        List<String> names = gru.parameters().stream().map(Parameter::name).toList();
        assertEquals(16, names.size());
        assertEquals(
                List.of("gru.weight_ih_l0", "gru.weight_hh_l0", "gru.bias_ih_l0", "gru.bias_hh_l0"),
                names.subList(0, 4));
        assertEquals("gru.weight_ih_l0_reverse", names.get(4));
        assertEquals("gru.weight_ih_l1", names.get(8));
        assertEquals("gru.bias_hh_l1_reverse", names.get(15));
        assertArrayEquals(new int[] {192, 128}, gru.parameters().get(8).shape().sizes());
        for (Parameter parameter : gru.parameters()) {
            double squares = 0;
            for (float value : parameter.value().toArray()) {
                assertTrue(Math.abs(value) <= 0.125f, parameter + " holds " + value);
                squares += value * value;
            }
            // The variance of a uniform distribution of half width 1/8.
            assertEquals(1.0 / 192, squares / parameter.elements(), 0.002, parameter.toString());
        }
        assertEquals("GRU(5, 64, num_layers=2, bidirectional=True)", gru.toString());
        assertEquals(
                "LSTM(5, 7, num_layers=2, batch_first=True, dropout=0.5)",
                lstm().batchFirst().dropout(0.5f).toString());
    }

    @Test
    void theIdentityStartKeepsItsState() {
        Rnn rnn = Rnn.identity(Parameters.init(1), IN, HIDDEN);
        float[] weight = rnn.parameters().get(1).value().toArray();
        for (int i = 0; i < weight.length; i++) {
            assertEquals(i % (HIDDEN + 1) == 0 ? 1 : 0, weight[i]);
        }
    }

    @Test
    void messagesSayWhatWouldFit() {
        Lstm lstm = lstm();
        ShapeException input =
                assertThrows(ShapeException.class, () -> lstm.forward(Tensor.zeros(4, 3, 6), Pass.inference()));
        assertEquals("Lstm [4, 3, 6]: the input must be [time, batch, 5]", input.getMessage());
        ShapeException state = assertThrows(
                ShapeException.class, () -> lstm.forward(Tensor.zeros(4, 3, 5), lstm.zeroState(2), Pass.inference()));
        assertEquals(
                "Lstm: the initial state has shape [2, 2, 7], it must be [layers * directions, batch, hidden],"
                        + " which is [2, 3, 7]",
                state.getMessage());
        ShapeException length = assertThrows(
                ShapeException.class,
                () -> lstm.forward(
                        Tensor.zeros(4, 2, 5), IntTensor.of(new int[] {5, 1}), lstm.zeroState(2), Pass.inference()));
        assertEquals("lstm [4, 2, 5]: length 5 of sequence 0 does not lie between 0 and 4", length.getMessage());
        assertThrows(IllegalArgumentException.class, () -> lstm.dropout(1.5f));
    }
}
