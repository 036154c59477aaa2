package lanewise.text.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import lanewise.RealData;
import lanewise.nn.Parameters;
import lanewise.optim.AdamW;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.text.TextBatch;
import lanewise.text.TextData;
import lanewise.text.TextLearner;
import lanewise.text.TextNet;
import lanewise.text.TextStep;
import lanewise.text.Unit;
import lanewise.train.Learner;
import lanewise.train.Metric;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers from one to 9999 in words, which a net is to count on: the book's small task for language models. */
class HumanNumbersTest {

    private static List<String> tokens() throws IOException {
        Path folder = RealData.folder("human-numbers");
        List<String> lines = new ArrayList<>();
        for (String file : List.of("train.txt", "valid.txt")) {
            String text = new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.UTF_8);
            for (String line : text.split("\n", -1)) {
                if (!line.isBlank()) {
                    lines.add(line.strip());
                }
            }
        }
        assertEquals(9998, lines.size());
        return Unit.WORD.tokens(String.join(" . ", lines));
    }

    @Test
    void theDataIsTheBooks() throws IOException {
        List<String> tokens = tokens();
        assertEquals(63_095, tokens.size());
        assertEquals(30, new HashSet<>(tokens).size());
        // Three words foretell the fourth; always to say "thousand" is right so often among the last fifth.
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < tokens.size() - 4; i += 3) {
            targets.add(tokens.get(i + 3));
        }
        assertEquals(21_031, targets.size());
        List<String> valid = targets.subList((int) (targets.size() * 0.8), targets.size());
        long thousands =
                valid.stream().filter(token -> token.equals("thousand")).count();
        assertEquals(0.15165200855716662, (double) thousands / valid.size());
    }

    private static TextData data() throws IOException {
        List<String> tokens = tokens();
        int cut = tokens.size() * 4 / 5;
        return TextData.stream(
                        String.join(" ", tokens.subList(0, cut)),
                        String.join(" ", tokens.subList(cut, tokens.size())),
                        Unit.WORD)
                .batchSize(64)
                .window(16);
    }

    /** The accuracy after the book's fifteen epochs, with its library's optimizer. */
    private static double accuracy(Learner<TextBatch, IntTensor> learner, float lr) {
        learner.metrics(Metric.accuracy());
        learner.printTo(System.out);
        learner.optimizer(AdamW.lr(lr).betas(0.9f, 0.99f).eps(1e-5f).decoupledWeightDecay(0.01f));
        return learner.fitOneCycle(15, lr).last().metrics().get("accuracy");
    }

    /** The book's windowed net reaches .6400 at the end and .6498 at best. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("figures")
    void theWindowedRnn(long seed) throws IOException {
        TextData data = data();
        Parameters parameters = Parameters.init(seed);
        CountingModel model = CountingModel.of(parameters, data.vocab().size(), 64);
        Learner<TextBatch, IntTensor> learner = new Learner<>(
                parameters, TextStep.of(model), data.train(Rng.of(seed)), data.valid(), data.rowsPerBatch(), seed);
        double accuracy = accuracy(learner, 3e-3f);
        assertTrue(accuracy >= 0.64, "accuracy " + accuracy + ", it should be at least 0.64");
    }

    /** The book's two layers of LSTM reach .7585; here .7175 with one seed. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("figures")
    void twoLayersOfLstm(long seed) throws IOException {
        double accuracy =
                accuracy(TextLearner.of(data(), TextNet.lstm(64).embedding(64).layers(2), seed), 1e-2f);
        assertTrue(accuracy >= 0.70, "accuracy " + accuracy + ", it should be at least 0.70");
    }
}
