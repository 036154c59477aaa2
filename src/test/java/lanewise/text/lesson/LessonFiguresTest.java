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

/** What the course's rungs reached on its text, with its schedules: validation losses in nats per character. */
@Tag("figures")
class LessonFiguresTest {

    private static final int FACTORS = 42;
    private static final int WIDTH = 256;
    private static final int BATCH = 512;

    private static Learner<CharWindows.Batch, IntTensor> learner(
            CharWindows.Parts parts, Function<Parameters, ? extends Model<IntTensor>> model) {
        Parameters parameters = Parameters.init(42);
        var learner = new Learner<>(
                parameters, CharWindows.step(model.apply(parameters)), parts.train(), parts.valid(), BATCH, 7);
        learner.printTo(System.out);
        return learner;
    }

    private static <S> Learner<TextBatch, IntTensor> carrying(
            TextData data, Function<Parameters, StatefulModel<TextInput, S>> model) {
        Parameters parameters = Parameters.init(42);
        var learner = new Learner<>(
                parameters,
                TextStep.of(model.apply(parameters)),
                data.train(Rng.of(5)),
                data.valid(),
                data.rowsPerBatch(),
                7);
        learner.printTo(System.out);
        return learner;
    }

    private static void atMost(double limit, History history) {
        double loss = history.last().validLoss();
        assertTrue(loss <= limit, "validation loss " + loss + ", it should be at most " + limit + "\n" + history);
    }

    @Test
    void theRnnLayer() throws IOException {
        String text = Nietzsche.text();
        int vocab = Nietzsche.vocab(text).size();
        CharWindows.Parts parts = CharWindows.split(Nietzsche.characters(text), 8, 1, false);
        var learner = learner(parts, p -> CharRnn.of(p, vocab, FACTORS, WIDTH));
        learner.fit(4, 1e-3f);
        atMost(1.51, learner.fit(2, 1e-4f));
    }

    @Test
    void theIdentityStart() throws IOException {
        String text = Nietzsche.text();
        int vocab = Nietzsche.vocab(text).size();
        CharWindows.Parts parts = CharWindows.split(Nietzsche.characters(text), 8, 8, true);
        var learner = learner(parts, p -> CharSeqRnn.identity(p, vocab, FACTORS, WIDTH));
        learner.fit(4, 1e-2f);
        atMost(1.85, learner.fit(4, 1e-3f));
    }

    @Test
    void theStatefulRnn() throws IOException {
        TextData data = Nietzsche.stream(Nietzsche.text());
        int vocab = data.vocab().size();
        var learner = carrying(data, p -> CharSeqStatefulRnn.of(p, vocab, FACTORS, WIDTH));
        learner.fit(4, 1e-3f);
        atMost(1.49, learner.fit(4, 1e-4f));
    }

    @Test
    void theGru() throws IOException {
        TextData data = Nietzsche.stream(Nietzsche.text());
        int vocab = data.vocab().size();
        var learner = carrying(data, p -> StatefulGru.of(p, vocab, FACTORS, WIDTH));
        learner.fit(6, 1e-3f);
        atMost(1.37, learner.fit(3, 1e-4f));
    }

    /** The first four cycles, of 1, 2, 4 and 8 epochs. */
    @Test
    void theLstmAfterFifteenEpochs() throws IOException {
        atMost(1.32, lstm(4));
    }

    /** Six cycles, the last of 32 epochs: hours. */
    @Test
    @Tag("hours")
    void theLstmAfterSixtyThreeEpochs() throws IOException {
        atMost(1.26, lstm(6));
    }

    private static History lstm(int cycles) throws IOException {
        TextData data = Nietzsche.stream(Nietzsche.text());
        int vocab = data.vocab().size();
        var learner = carrying(data, p -> StatefulLstm.of(p, vocab, FACTORS, 512));
        learner.optimizer(Adam.lr(1e-2f).weightDecay(1e-5f));
        return learner.fitCosine(cycles, 1, 2, 1e-2f);
    }
}
