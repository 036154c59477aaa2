package lanewise.text.lesson;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import lanewise.backend.Device;
import lanewise.nn.Model;
import lanewise.nn.Parameters;
import lanewise.nn.StatefulModel;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.text.TextData;
import lanewise.text.TextInput;
import lanewise.text.TextStep;
import lanewise.text.Unit;
import lanewise.train.Learner;
import org.junit.jupiter.api.Test;

/** The rungs' sizes are the course's, its text gives the numbers it printed, and each rung learns. */
class LessonTest {

    private static final int VOCAB = 85;
    private static final int SMALL_VOCAB = 56;
    private static final int FACTORS = 42;
    private static final int WIDTH = 256;

    private static long count(Function<Parameters, ?> model) {
        Parameters parameters = Parameters.init(1);
        assertNotNull(model.apply(parameters));
        return parameters.count();
    }

    @Test
    void parameters() {
        assertEquals(102_215, count(p -> Char3Model.of(p, VOCAB, FACTORS, WIDTH)));
        assertEquals(102_215, count(p -> CharLoopModel.of(p, VOCAB, FACTORS, WIDTH)));
        assertEquals(167_751, count(p -> CharLoopConcatModel.of(p, VOCAB, FACTORS, WIDTH)));
        // The course counted one bias of the layer of PyTorch, which has two.
        assertEquals(102_215, count(p -> CharRnn.of(p, VOCAB, FACTORS, WIDTH)));
        assertEquals(102_215, count(p -> CharSeqRnn.identity(p, VOCAB, FACTORS, WIDTH)));
        assertEquals(93_544, count(p -> CharSeqStatefulRnn.of(p, SMALL_VOCAB, FACTORS, WIDTH)));
        assertEquals(93_544, count(p -> StatefulCellRnn.of(p, SMALL_VOCAB, FACTORS, WIDTH)));
        assertEquals(247_144, count(p -> StatefulGru.of(p, SMALL_VOCAB, FACTORS, WIDTH)));
        assertEquals(3_271_016, count(p -> StatefulLstm.of(p, SMALL_VOCAB, FACTORS, 512)));
    }

    @Test
    void vocabularyAndIndex() throws IOException {
        String text = Nietzsche.text();
        assertEquals(600_893, text.length());
        assertEquals(VOCAB, Nietzsche.vocab(text).size());
        int[] index = Nietzsche.characters(text);
        assertArrayEquals(new int[] {40, 42, 29, 30, 25, 27, 29, 1, 1, 1}, Arrays.copyOf(index, 10));

        int[] starts = new int[200_295];
        Arrays.setAll(starts, i -> 3 * i);
        CharWindows three = new CharWindows(index, starts, 3, false);
        CharWindows.Batch batch =
                three.batch(new int[] {0, 1, 2, 3}, Device.cpu().backend().heap());
        assertArrayEquals(
                new int[] {40, 30, 29, 1}, batch.chars().slice(0, 1).reshape(-1).toArray());
        assertArrayEquals(new int[] {30, 29, 1, 40}, batch.targets().toArray());

        CharWindows.Parts eight = CharWindows.split(index, 8, 1, false);
        assertEquals(600_884, eight.train().rows() + eight.valid().rows());
        assertEquals(120_176, eight.valid().rows());
        CharWindows first = new CharWindows(index, new int[] {0, 1, 2, 3, 4, 5, 6, 7}, 8, false);
        assertArrayEquals(
                new int[] {1, 1, 43, 45, 40, 40, 39, 43},
                first.batch(
                                new int[] {0, 1, 2, 3, 4, 5, 6, 7},
                                Device.cpu().backend().heap())
                        .targets()
                        .toArray());
        CharWindows.Parts sequence = CharWindows.split(index, 8, 8, true);
        assertEquals(75_111, sequence.train().rows() + sequence.valid().rows());
        assertEquals(15_020, sequence.valid().rows());
    }

    @Test
    void layoutOfTheStream() throws IOException {
        TextData data = Nietzsche.stream(Nietzsche.text());
        assertEquals(963, data.batches());
        assertEquals(SMALL_VOCAB, data.vocab().size());
        assertEquals(493_747, data.trainTokens());
    }

    private static String text() {
        Rng rng = Rng.of(5);
        StringBuilder text = new StringBuilder();
        List<String> words = List.of("abcd ", "bad ", "cab ", "dacb ");
        for (int i = 0; i < 900; i++) {
            text.append(words.get(rng.nextInt(words.size())));
        }
        return text.toString();
    }

    @Test
    void everyRungWithoutStateLearns() {
        String text = text();
        int[] index = Nietzsche.characters(text);
        Set<Integer> different = new HashSet<>();
        for (int id : index) {
            different.add(id);
        }
        int vocab = different.size() + 1;
        learns("three characters", CharWindows.split(index, 3, 1, false), p -> Char3Model.of(p, vocab, 8, 32));
        learns("loop", CharWindows.split(index, 6, 1, false), p -> CharLoopModel.of(p, vocab, 8, 32));
        learns("concat", CharWindows.split(index, 6, 1, false), p -> CharLoopConcatModel.of(p, vocab, 8, 32));
        learns("layer", CharWindows.split(index, 6, 1, false), p -> CharRnn.of(p, vocab, 8, 32));
        learns("every step", CharWindows.split(index, 6, 1, true), p -> CharSeqRnn.of(p, vocab, 8, 32));
        learns("identity", CharWindows.split(index, 6, 1, true), p -> CharSeqRnn.identity(p, vocab, 8, 32));
    }

    private static void learns(
            String name, CharWindows.Parts parts, Function<Parameters, ? extends Model<IntTensor>> model) {
        Parameters parameters = Parameters.init(1);
        Learner<CharWindows.Batch, IntTensor> learner = new Learner<>(
                parameters, CharWindows.step(model.apply(parameters)), parts.train(), parts.valid(), 64, 2);
        double before = learner.validate().loss();
        double after = learner.fit(2, 3e-3f).last().validLoss();
        assertTrue(before > 1.5 && after < 1.0, name + ", seeds 1 and 2: from " + before + " to " + after);
    }

    @Test
    void everyRungWithStateLearns() {
        TextData data = TextData.stream(text(), 0.2f, Unit.CHAR).batchSize(16).window(8);
        int vocab = data.vocab().size();
        carries("layer", data, p -> CharSeqStatefulRnn.of(p, vocab, 8, 32));
        carries("cell", data, p -> StatefulCellRnn.of(p, vocab, 8, 32));
        carries("gru", data, p -> StatefulGru.of(p, vocab, 8, 32));
        carries("lstm", data, p -> StatefulLstm.of(p, vocab, 8, 32));
    }

    private static <S> void carries(
            String name, TextData data, Function<Parameters, StatefulModel<TextInput, S>> model) {
        Parameters parameters = Parameters.init(1);
        var learner = new Learner<>(
                parameters,
                TextStep.of(model.apply(parameters)),
                data.train(Rng.of(3)),
                data.valid(),
                data.rowsPerBatch(),
                2);
        double before = learner.validate().loss();
        double after = learner.fit(6, 1e-2f).last().validLoss();
        assertTrue(before > 1.5 && after < 0.7, name + ", seeds 1, 2 and 3: from " + before + " to " + after);
    }
}
