package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The recurrent layers against their equations, gate by gate and step by step. */
final class RecurrentOps extends OpTable {

    /** Sizes as time, batch, input, hidden. */
    private static final int[][] SIZES = {{1, 1, 1, 2}, {3, 2, 4, 3}, {5, 3, 2, 2}};

    @Override
    void fill() {
        for (int[] size : SIZES) {
            for (int form = 0; form < 4; form++) {
                boolean reverse = form % 2 == 1;
                boolean padded = form >= 2;
                String name = (reverse ? ", backwards" : "") + (padded ? ", padded" : "");
                cells(name, size, reverse, padded);
            }
            one("swapTimeAndBatch", Functional::swapTimeAndBatch, x -> swapped(x), in(size[0], size[1], size[3]));
            one("swapTimeAndBatch of a matrix", Functional::swapTimeAndBatch, x -> x.transpose(true), in(size[0], 3));
        }
    }

    private void cells(String name, int[] size, boolean reverse, boolean padded) {
        for (boolean relu : new boolean[] {false, true}) {
            many(
                    (relu ? "rnn of relu" : "rnn") + name,
                    in -> all(Recurrent.rnn(relu, in.get(0), in.get(1), weights(in, 2), lengths(in, padded), reverse)),
                    in -> oracle(in, padded, reverse, (step, h) -> rnn(relu, in, step, h)),
                    inputs(size, 1, false));
        }
        many(
                "gru" + name,
                in -> all(Recurrent.gru(in.get(0), in.get(1), weights(in, 2), lengths(in, padded), reverse)),
                in -> oracle(in, padded, reverse, (step, h) -> gru(in, step, h)),
                inputs(size, 3, false));
        many(
                "lstm" + name,
                in -> all(
                        Recurrent.lstm(in.get(0), in.get(1), in.get(2), weights(in, 3), lengths(in, padded), reverse)),
                in -> lstm(in, padded, reverse),
                inputs(size, 4, true));
    }

    private static OpCase.Input[] inputs(int[] size, int gates, boolean cell) {
        List<OpCase.Input> inputs = new ArrayList<>();
        inputs.add(in(size[0], size[1], size[2]));
        inputs.add(in(-1f, 1f, size[1], size[3]));
        if (cell) {
            inputs.add(in(size[1], size[3]));
        }
        inputs.add(in(-1f, 1f, gates * size[3], size[2]));
        inputs.add(in(-1f, 1f, gates * size[3], size[3]));
        inputs.add(in(-1f, 1f, gates * size[3]));
        inputs.add(in(-1f, 1f, gates * size[3]));
        return inputs.toArray(new OpCase.Input[0]);
    }

    private static RecurrentWeights weights(List<Tensor> in, int first) {
        return new RecurrentWeights(in.get(first), in.get(first + 1), in.get(first + 2), in.get(first + 3));
    }

    private static Tensor all(Recurrent.Result result) {
        return Tensor.concat(0, result.outputs(), oneStep(result.state()));
    }

    private static Tensor all(Recurrent.LstmResult result) {
        return Tensor.concat(0, result.outputs(), oneStep(result.state()), oneStep(result.cell()));
    }

    private static Tensor oneStep(Tensor state) {
        return state.reshape(1, state.size(0), state.size(1));
    }

    /** From one step to all of them, so that some sequences end early. */
    private static int[] lengths(int time, int batch) {
        int[] lengths = new int[batch];
        Arrays.setAll(lengths, i -> 1 + 2 * i % time);
        return lengths;
    }

    private static @Nullable IntTensor lengths(List<Tensor> in, boolean padded) {
        return padded
                ? beside(
                        in.get(0),
                        IntTensor.of(lengths(in.get(0).size(0), in.get(0).size(1))))
                : null;
    }

    // Oracles

    private interface Step {
        Doubles next(Doubles x, Doubles h);
    }

    private static Doubles swapped(Doubles x) {
        Doubles y = null;
        for (int b = 0; b < x.size(1); b++) {
            int[] rows = new int[x.size(0)];
            for (int t = 0; t < rows.length; t++) {
                rows[t] = t * x.size(1) + b;
            }
            Doubles one = x.reshape(x.size(0) * x.size(1), x.size(2)).gather(IntTensor.of(rows));
            Doubles part = one.reshape(1, x.size(0), x.size(2));
            y = y == null ? part : y.concat(0, part);
        }
        return y;
    }

    /** The sum of gate {@code number}, without the part of the input or of the state if that is null. */
    private static Doubles sum(List<Doubles> in, int first, int number, @Nullable Doubles x, @Nullable Doubles h) {
        int width = in.get(1).size(1);
        UnaryOperator<Doubles> part = all -> all.slice(number * width, (number + 1) * width);
        Doubles sum = null;
        if (x != null) {
            sum = x.matmul(part.apply(in.get(first)).transpose(true)).plus(part.apply(in.get(first + 2)));
        }
        if (h != null) {
            Doubles state =
                    h.matmul(part.apply(in.get(first + 1)).transpose(true)).plus(part.apply(in.get(first + 3)));
            sum = sum == null ? state : sum.plus(state);
        }
        return sum;
    }

    private static Doubles rnn(boolean relu, List<Doubles> in, Doubles x, Doubles h) {
        return sum(in, 2, 0, x, h).map(v -> relu ? Math.max(v, 0) : Math.tanh(v));
    }

    private static Doubles gru(List<Doubles> in, Doubles x, Doubles h) {
        Doubles r = sum(in, 2, 0, x, h).map(ArithmeticOps::sigmoid);
        Doubles z = sum(in, 2, 1, x, h).map(ArithmeticOps::sigmoid);
        Doubles next =
                sum(in, 2, 2, x, null).plus(r.times(sum(in, 2, 2, null, h))).map(Math::tanh);
        return next.plus(z.times(h.minus(next)));
    }

    private static Doubles mask(List<Doubles> in, boolean padded, int t) {
        int batch = in.get(0).size(1);
        int[] lengths = lengths(in.get(0).size(0), batch);
        double[] mask = new double[batch];
        Arrays.setAll(mask, i -> !padded || t < lengths[i] ? 1 : 0);
        return Doubles.of(mask, batch, 1);
    }

    private static Doubles choose(Doubles mask, Doubles one, Doubles other) {
        return one.times(mask).plus(other.times(mask.map(v -> 1 - v)));
    }

    private static Doubles oneStep(Doubles h) {
        return h.reshape(1, h.size(0), h.size(1));
    }

    private static Doubles oracle(List<Doubles> in, boolean padded, boolean reverse, Step step) {
        Doubles h = in.get(1);
        Doubles outputs = null;
        int time = in.get(0).size(0);
        for (int i = 0; i < time; i++) {
            int t = reverse ? time - 1 - i : i;
            Doubles mask = mask(in, padded, t);
            h = choose(mask, step.next(in.get(0).slice(t, t + 1).drop(0), h), h);
            Doubles output = oneStep(h.times(mask));
            outputs = outputs == null ? output : reverse ? output.concat(0, outputs) : outputs.concat(0, output);
        }
        return outputs.concat(0, oneStep(h));
    }

    private static Doubles lstm(List<Doubles> in, boolean padded, boolean reverse) {
        Doubles[] cell = {in.get(2)};
        int[] done = {0};
        int time = in.get(0).size(0);
        Doubles outputs = oracle(in, padded, reverse, (x, h) -> {
            int t = reverse ? time - 1 - done[0] : done[0];
            done[0]++;
            Doubles input = sum(in, 3, 0, x, h).map(ArithmeticOps::sigmoid);
            Doubles forget = sum(in, 3, 1, x, h).map(ArithmeticOps::sigmoid);
            Doubles candidate = sum(in, 3, 2, x, h).map(Math::tanh);
            Doubles output = sum(in, 3, 3, x, h).map(ArithmeticOps::sigmoid);
            Doubles next = forget.times(cell[0]).plus(input.times(candidate));
            cell[0] = choose(mask(in, padded, t), next, cell[0]);
            return output.times(next.map(Math::tanh));
        });
        return outputs.concat(0, oneStep(cell[0]));
    }
}
