package lanewise.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import lanewise.nn.Embedding;
import lanewise.plot.Plot;
import lanewise.plot.ScatterPlot;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Tensor;
import lanewise.train.BatchSource;
import lanewise.train.Output;
import lanewise.train.PrincipalComponents;
import lanewise.train.Report;
import lanewise.train.TopLosses;

/** The tokens that a model expected least, with the text around each. */
final class TextLosses implements BiConsumer<int[], Output<IntTensor>> {

    /** So many scores are taken out at a time. */
    private static final int CHUNK = 1 << 20;

    private static final int MAPPED = 80;

    private final Vocab vocab;
    private final Unit unit;
    private final BatchSource<TextBatch> source;
    private final TopLosses top = TopLosses.most(20);

    TextLosses(Vocab vocab, Unit unit, BatchSource<TextBatch> source) {
        this.vocab = vocab;
        this.unit = unit;
        this.source = source;
    }

    /** Looks through the scores [targets, tokens] of a batch of these rows. */
    @Override
    public void accept(int[] rows, Output<IntTensor> output) {
        Tensor logProbabilities = output.prediction().detach().logSoftmax();
        int[] targets = output.target().toArray();
        int tokens = logProbabilities.size(-1);
        int most = Math.max(1, CHUNK / tokens);
        for (int from = 0; from < targets.length; from += most) {
            int to = Math.min(targets.length, from + most);
            float[] scores = logProbabilities.slice(from, to).toArray();
            for (int i = from; i < to; i++) {
                int at = (i - from) * tokens;
                double loss = -scores[at + targets[i]];
                if (top.wants(loss)) {
                    top.add(loss, describe(rows, i, targets[i], scores, at, tokens));
                }
            }
        }
    }

    private List<String> describe(int[] rows, int target, int token, float[] scores, int at, int tokens) {
        int best = 0;
        for (int j = 1; j < tokens; j++) {
            best = scores[at + j] > scores[at + best] ? j : best;
        }
        int before = unit == Unit.CHAR ? 60 : 14;
        int behind = unit == Unit.CHAR ? 12 : 4;
        int[] around = source instanceof LineBatches lines
                ? lines.around(rows, target, before, behind)
                : ((StreamBatches) source).around(rows, target, before, behind);
        return Arrays.asList(
                text(around, 0, before),
                shown(vocab, token),
                text(around, before + 1, around.length),
                shown(vocab, best),
                Plot.number(Math.exp(scores[at + best])));
    }

    private String text(int[] around, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (around[i] >= 0) {
                text.append(text.length() > 0 ? unit.gap() : "")
                        .append(vocab.token(around[i]).replace('\n', '\u21b5'));
            }
        }
        return text.toString();
    }

    /** A token as it can be told from others on paper. */
    private static String shown(Vocab vocab, int id) {
        return vocab.token(id).replace(' ', '\u2423').replace('\n', '\u21b5').replace('\t', '\u21e5');
    }

    void addTo(Report page) {
        page.section("Validation text");
        page.text("The tokens that were expected least.");
        page.table(
                List.of("loss", "text before", "token", "text after", "expected", "probability of that"), top.rows());
    }

    /** The tokens that come first in the vocabulary, by their embeddings. */
    static ScatterPlot map(Vocab vocab, Embedding embedding) {
        int width = embedding.weight().shape().size(1);
        float[] numbers = embedding.weight().value().toArray();
        List<String> names = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        for (int id = 0; id < vocab.size() && rows.size() < MAPPED; id++) {
            if (vocab.isWritten(id)) {
                names.add(shown(vocab, id));
                rows.add(Arrays.copyOfRange(numbers, id * width, (id + 1) * width));
            }
        }
        return PrincipalComponents.map("Embeddings of tokens", names, rows);
    }
}
