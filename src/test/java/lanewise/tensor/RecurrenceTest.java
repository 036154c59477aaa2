package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import lanewise.backend.Device;
import lanewise.backend.Stranger;
import org.junit.jupiter.api.Test;

/** Batches so large that their parts go through time one after the other. */
class RecurrenceTest {

    private static final int TIME = 2;
    private static final int BATCH = 200;
    private static final int IN = 5;
    private static final int HIDDEN = 512;

    private static final Tensor X = random(1, TIME, BATCH, IN);
    private static final Tensor H = random(2, BATCH, HIDDEN);
    private static final Tensor C = random(3, BATCH, HIDDEN);
    private static final IntTensor LENGTHS = lengths();

    private static Tensor random(int seed, int... shape) {
        return Tensor.uniform(Rng.of(seed), -0.2f, 0.2f, shape).tracked();
    }

    private static IntTensor lengths() {
        int[] lengths = new int[BATCH];
        for (int i = 0; i < BATCH; i++) {
            lengths[i] = i % (TIME + 1);
        }
        return IntTensor.of(lengths);
    }

    private static RecurrentWeights weights(int gates) {
        return new RecurrentWeights(
                random(4, gates * HIDDEN, IN),
                random(5, gates * HIDDEN, HIDDEN),
                random(6, gates * HIDDEN),
                random(7, gates * HIDDEN));
    }

    /** A cell over some sequences of the batch. */
    private interface Cell {
        Tensor run(Tensor x, Tensor h, Tensor c, IntTensor lengths);
    }

    @Test
    void partsAreSequencesOnTheirOwn() {
        RecurrentWeights four = weights(4);
        RecurrentWeights three = weights(3);
        RecurrentWeights one = weights(1);
        check(four, (x, h, c, lengths) -> {
            Recurrent.LstmResult result = Recurrent.lstm(x, h, c, four, lengths, false);
            return Tensor.concat(
                    0, result.state(), result.cell(), result.outputs().row(0));
        });
        check(
                three,
                (x, h, c, lengths) -> Recurrent.gru(x, h, three, lengths, true).state());
        check(
                one,
                (x, h, c, lengths) ->
                        Recurrent.rnn(false, x, h, one, lengths, false).state());
    }

    private static void check(RecurrentWeights weights, Cell cell) {
        Recurrence sizes = new Recurrence(TIME, BATCH, IN, HIDDEN, null, false);
        assertTrue(sizes.parts(Device.cpu().backend(), 6 * HIDDEN).length > 1);
        assertEquals(1, sizes.parts(Stranger.likeCard().device().backend(), 6 * HIDDEN).length);
        Tensor whole = cell.run(X, H, C, LENGTHS);
        Tensor half = cell.run(rows(X, 0), H.slice(0, BATCH / 2), C.slice(0, BATCH / 2), rows(LENGTHS, 0));
        Tensor other = cell.run(rows(X, 1), H.slice(BATCH / 2, BATCH), C.slice(BATCH / 2, BATCH), rows(LENGTHS, 1));
        int blocks = whole.size(0) / BATCH;
        for (int i = 0; i < blocks; i++) {
            Tensor both = Tensor.concat(
                    0, half.slice(i * BATCH / 2, (i + 1) * BATCH / 2), other.slice(i * BATCH / 2, (i + 1) * BATCH / 2));
            assertArrayEquals(whole.slice(i * BATCH, (i + 1) * BATCH).toArray(), both.toArray(), 1e-5f);
        }
        Gradients all = whole.square().sum().backward();
        Gradients sum = half.square().sum().plus(other.square().sum()).backward();
        for (Tensor input : Arrays.asList(X, H, weights.input(), weights.hidden(), weights.hiddenBias())) {
            float[] expected = sum.of(input).toArray();
            float most = 0;
            for (float number : expected) {
                most = Math.max(most, Math.abs(number));
            }
            assertTrue(most > 0, "a gradient of zeros");
            assertArrayEquals(expected, all.of(input).toArray(), 1e-4f * most);
        }
    }

    /** Half of the sequences of a tensor [time, batch, features]. */
    private static Tensor rows(Tensor x, int half) {
        int from = half * BATCH / 2;
        Tensor[] steps = new Tensor[TIME];
        for (int t = 0; t < TIME; t++) {
            steps[t] = x.row(t).slice(from, from + BATCH / 2).reshape(1, BATCH / 2, IN);
        }
        return Tensor.concat(0, steps);
    }

    private static IntTensor rows(IntTensor lengths, int half) {
        int[] numbers = Arrays.copyOfRange(lengths.toArray(), half * BATCH / 2, (half + 1) * BATCH / 2);
        return IntTensor.of(Device.cpu().backend().heap(), numbers, Shape.of(BATCH / 2));
    }
}
