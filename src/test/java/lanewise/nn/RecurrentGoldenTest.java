package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lanewise.tensor.Gradients;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every cell and layer, forward and backward, against PyTorch 1.13: {@code recurrent.py} made {@code recurrent.txt}. */
@Tag("lane")
class RecurrentGoldenTest {

    private static final double TOLERANCE = 1e-5;
    private static final int TIME = 4;
    private static final int BATCH = 3;
    private static final int IN = 3;
    private static final int HIDDEN = 2;
    private static final int[] LENGTHS = {2, 4, 1};

    private static final Map<String, float[]> GOLDEN = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        InputStream in = RecurrentGoldenTest.class.getResourceAsStream("recurrent.txt");
        assertNotNull(in, "recurrent.txt");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                float[] numbers = new float[words.length - 2];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = Float.parseFloat(words[i + 2]);
                }
                GOLDEN.put(words[0] + " " + words[1], numbers);
            }
        }
    }

    private static Tensor cos(int first, float factor, int... shape) {
        int elements = 1;
        for (int size : shape) {
            elements *= size;
        }
        float[] values = new float[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = factor * (float) Math.cos(i + first);
        }
        return Tensor.of(values, shape);
    }

    private static void fill(List<Parameter> parameters) {
        for (int number = 0; number < parameters.size(); number++) {
            Parameter parameter = parameters.get(number);
            parameter.set(cos(10 * number, 0.7f, parameter.shape().sizes()));
        }
    }

    private static void close(String what, Tensor actual) {
        float[] expected = GOLDEN.get(what);
        assertNotNull(expected, what);
        float[] numbers = actual.toArray();
        assertEquals(expected.length, numbers.length, what);
        for (int i = 0; i < numbers.length; i++) {
            double bound = TOLERANCE * Math.max(1, Math.abs(expected[i]));
            assertEquals(expected[i], numbers[i], bound, what + ", element " + i);
        }
    }

    /** The output and the state's parts for an input and the initial state's parts. */
    private interface Forward {
        List<Tensor> run(Tensor x, List<Tensor> start);
    }

    private static void check(
            String name, List<Parameter> parameters, Tensor x, int states, int[] stateShape, Forward forward) {
        fill(parameters);
        Tensor input = x.tracked();
        List<Tensor> start = new ArrayList<>();
        for (int i = 0; i < states; i++) {
            start.add(cos(3 + i, 1, stateShape).tracked());
        }
        List<Tensor> results = forward.run(input, start);
        close(name + " output", results.get(0));
        Tensor loss =
                results.get(0).times(cos(5, 1, results.get(0).shape().sizes())).sum();
        for (int i = 0; i < states; i++) {
            Tensor state = results.get(1 + i);
            close(name + " state" + i, state);
            loss = loss.plus(state.times(cos(7 + i, 1, state.shape().sizes())).sum());
        }
        Gradients gradients = loss.backward();
        close(name + " d_x", gradients.of(input));
        for (int i = 0; i < states; i++) {
            close(name + " d_state" + i, gradients.of(start.get(i)));
        }
        for (Parameter parameter : parameters) {
            close(name + " d_" + parameter.name(), gradients.of(parameter));
        }
    }

    private static Pass training() {
        return Pass.training(Rng.of(1));
    }

    private static <M extends StatefulModel<Tensor, Tensor>> void checkLayers(String name, M layers, Forward forward) {
        int directions = layers.zeroState(1).size(0);
        check(name, layers.parameters(), cos(1, 1, TIME, BATCH, IN), 1, new int[] {directions, BATCH, HIDDEN}, forward);
    }

    private static Forward forward(StatefulModel<Tensor, Tensor> layers) {
        return (x, start) -> parts(layers.forward(x, start.get(0), training()));
    }

    private static List<Tensor> parts(StatefulModel.Result<Tensor> result) {
        return List.of(result.output(), result.state());
    }

    private static List<Tensor> lstmParts(StatefulModel.Result<LstmState> result) {
        return List.of(result.output(), result.state().hidden(), result.state().cell());
    }

    private static Parameters parameters() {
        return Parameters.init(1);
    }

    @Test
    void simpleLayers() {
        for (boolean relu : new boolean[] {false, true}) {
            String name = relu ? "relu" : "rnn";
            Rnn one = Rnn.of(parameters(), IN, HIDDEN);
            Rnn flat = relu ? one.relu() : one;
            checkLayers(name, flat, forward(flat));
            Rnn both = Rnn.bidirectional(parameters(), IN, HIDDEN, 2);
            Rnn deep = relu ? both.relu() : both;
            checkLayers(name + "-deep", deep, forward(deep));
            checkLayers(
                    name + "-padded",
                    deep,
                    (x, start) -> parts(deep.forward(x, IntTensor.of(LENGTHS), start.get(0), training())));
        }
    }

    @Test
    void gatedRecurrentUnits() {
        Gru flat = Gru.of(parameters(), IN, HIDDEN);
        checkLayers("gru", flat, forward(flat));
        Gru deep = Gru.bidirectional(parameters(), IN, HIDDEN, 2);
        checkLayers("gru-deep", deep, forward(deep));
        checkLayers(
                "gru-padded",
                deep,
                (x, start) -> parts(deep.forward(x, IntTensor.of(LENGTHS), start.get(0), training())));
    }

    @Test
    void longShortTermMemory() {
        Tensor x = cos(1, 1, TIME, BATCH, IN);
        Lstm flat = Lstm.of(parameters(), IN, HIDDEN);
        check(
                "lstm",
                flat.parameters(),
                x,
                2,
                new int[] {1, BATCH, HIDDEN},
                (in, start) -> lstmParts(flat.forward(in, new LstmState(start.get(0), start.get(1)), training())));
        Lstm deep = Lstm.bidirectional(parameters(), IN, HIDDEN, 2);
        check(
                "lstm-deep",
                deep.parameters(),
                x,
                2,
                new int[] {4, BATCH, HIDDEN},
                (in, start) -> lstmParts(deep.forward(in, new LstmState(start.get(0), start.get(1)), training())));
        check(
                "lstm-padded",
                deep.parameters(),
                x,
                2,
                new int[] {4, BATCH, HIDDEN},
                (in, start) -> lstmParts(deep.forward(
                        in, IntTensor.of(LENGTHS), new LstmState(start.get(0), start.get(1)), training())));
    }

    @Test
    void cells() {
        Tensor x = cos(1, 1, BATCH, IN);
        int[] shape = {BATCH, HIDDEN};
        RnnCell rnn = RnnCell.of(parameters(), IN, HIDDEN);
        check(
                "rnn-cell",
                rnn.parameters(),
                x,
                1,
                shape,
                (in, start) -> twice(rnn.forward(in, start.get(0), training())));
        GruCell gru = GruCell.of(parameters(), IN, HIDDEN);
        check(
                "gru-cell",
                gru.parameters(),
                x,
                1,
                shape,
                (in, start) -> twice(gru.forward(in, start.get(0), training())));
        LstmCell lstm = LstmCell.of(parameters(), IN, HIDDEN);
        check("lstm-cell", lstm.parameters(), x, 2, shape, (in, start) -> {
            LstmState state = lstm.forward(in, new LstmState(start.get(0), start.get(1)), training());
            return List.of(state.hidden(), state.hidden(), state.cell());
        });
    }

    private static List<Tensor> twice(Tensor state) {
        return List.of(state, state);
    }
}
