package lanewise.text.lesson;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.function.Function;
import lanewise.nn.Model;
import lanewise.nn.Parameters;
import lanewise.nn.StatefulModel;
import lanewise.optim.Adam;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.text.TextBatch;
import lanewise.text.TextData;
import lanewise.text.TextInput;
import lanewise.text.TextStep;
import lanewise.train.History;
import lanewise.train.Learner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the course's rungs reached on its text, with its schedules: validation losses in nats per character. */
@Tag("figures")
class LessonFiguresTest {

    private static final int FACTORS = 42;
    private static final int WIDTH = 256;
    private static final int BATCH = 512;

    private static Learner<CharWindows.Batch, IntTensor> learner(
            CharWindows.Parts parts, long seed, Function<Parameters, ? extends Model<IntTensor>> model) {
        Parameters parameters = Parameters.init(seed);
        var learner = new Learner<>(
                parameters, CharWindows.step(model.apply(parameters)), parts.train(), parts.valid(), BATCH, seed);
        learner.printTo(System.out);
        return learner;
    }

    private static <S> Learner<TextBatch, IntTensor> carrying(
            TextData data, long seed, Function<Parameters, StatefulModel<TextInput, S>> model) {
        Parameters parameters = Parameters.init(seed);
        var learner = new Learner<>(
                parameters,
                TextStep.of(model.apply(parameters)),
                data.train(Rng.of(seed)),
                data.valid(),
                data.rowsPerBatch(),
                seed);
        learner.printTo(System.out);
        return learner;
    }

    private static void atMost(double limit, History history) {
        double loss = history.last().validLoss();
        assertTrue(loss <= limit, "validation loss " + loss + ", it should be at most " + limit + "\n" + history);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theRnnLayer(long seed) throws IOException {
        String text = Nietzsche.text();
        int vocab = Nietzsche.vocab(text).size();
        CharWindows.Parts parts = CharWindows.split(Nietzsche.characters(text), 8, 1, false);
        var learner = learner(parts, seed, p -> CharRnn.of(p, vocab, FACTORS, WIDTH));
        learner.fit(4, 1e-3f);
        atMost(1.51, learner.fit(2, 1e-4f));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theIdentityStart(long seed) throws IOException {
        String text = Nietzsche.text();
        int vocab = Nietzsche.vocab(text).size();
        CharWindows.Parts parts = CharWindows.split(Nietzsche.characters(text), 8, 8, true);
        var learner = learner(parts, seed, p -> CharSeqRnn.identity(p, vocab, FACTORS, WIDTH));
        learner.fit(4, 1e-2f);
        atMost(1.85, learner.fit(4, 1e-3f));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theStatefulRnn(long seed) throws IOException {
        TextData data = Nietzsche.stream(Nietzsche.text());
        int vocab = data.vocab().size();
        var learner = carrying(data, seed, p -> CharSeqStatefulRnn.of(p, vocab, FACTORS, WIDTH));
        learner.fit(4, 1e-3f);
        atMost(1.49, learner.fit(4, 1e-4f));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theGru(long seed) throws IOException {
        TextData data = Nietzsche.stream(Nietzsche.text());
        int vocab = data.vocab().size();
        var learner = carrying(data, seed, p -> StatefulGru.of(p, vocab, FACTORS, WIDTH));
        learner.fit(6, 1e-3f);
        atMost(1.37, learner.fit(3, 1e-4f));
    }

    /** The first four cycles, of 1, 2, 4 and 8 epochs. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theLstmAfterFifteenEpochs(long seed) throws IOException {
        atMost(1.32, lstm(seed, 4));
    }

    /** Six cycles, the last of 32 epochs: hours. The course had trained its net for 17 epochs before. */
    @Test
    @Tag("hours")
    void theLstmAfterSixtyThreeEpochs() throws IOException {
        atMost(1.26, lstm(1, 6));
    }

    private static History lstm(long seed, int cycles) throws IOException {
        TextData data = Nietzsche.stream(Nietzsche.text());
        int vocab = data.vocab().size();
        var learner = carrying(data, seed, p -> StatefulLstm.of(p, vocab, FACTORS, 512));
        learner.optimizer(Adam.lr(1e-2f).weightDecay(1e-5f));
        return learner.fitCosine(cycles, 1, 2, 1e-2f);
    }
}
