package lanewise.text;

import java.util.Locale;
import lanewise.io.JsonObject;
import lanewise.nn.Parameters;

/**
 * Which net to train: an embedding of the tokens, recurrent layers, and a linear layer that scores every token as the next.
 *
 * @param cell the kind of recurrent layers
 * @param embedding the width of the embedding, 64 by default
 * @param hidden the width of the state
 * @param layers how many recurrent layers, 1 by default
 * @param dropout on the outputs of all recurrent layers but the last, 0 by default
 * @param outputDropout on the outputs of the last, 0 by default
 */
public record TextNet(Cell cell, int embedding, int hidden, int layers, float dropout, float outputDropout) {

    /** The kinds of recurrent layers. */
    public enum Cell {
        RNN,
        GRU,
        LSTM
    }

    public TextNet {
        requirePositive("the width of the embedding", embedding);
        requirePositive("the width of the state", hidden);
        requirePositive("the number of layers", layers);
        requireProbability(dropout);
        requireProbability(outputDropout);
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("text net: " + what + " must be at least 1, got " + value);
        }
    }

    private static void requireProbability(float p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("text net: dropout must lie between 0 and 1, got " + p);
        }
    }

    private static TextNet of(Cell cell, int hidden) {
        return new TextNet(cell, 64, hidden, 1, 0, 0);
    }

    /** Simple recurrent layers with tanh. */
    public static TextNet rnn(int hidden) {
        return of(Cell.RNN, hidden);
    }

    /** Gated recurrent units. */
    public static TextNet gru(int hidden) {
        return of(Cell.GRU, hidden);
    }

    /** Long short-term memory. */
    public static TextNet lstm(int hidden) {
        return of(Cell.LSTM, hidden);
    }

    /** The same with so many recurrent layers. */
    public TextNet layers(int count) {
        return new TextNet(cell, embedding, hidden, count, dropout, outputDropout);
    }

    /** The same with another width of the embedding. */
    public TextNet embedding(int width) {
        return new TextNet(cell, width, hidden, layers, dropout, outputDropout);
    }

    /** The same with dropout between the recurrent layers. */
    public TextNet dropout(float p) {
        return new TextNet(cell, embedding, hidden, layers, p, outputDropout);
    }

    /** The same with dropout behind the last recurrent layer. */
    public TextNet outputDropout(float p) {
        return new TextNet(cell, embedding, hidden, layers, dropout, p);
    }

    /** The net for so many tokens. */
    public LanguageModel model(Parameters parameters, int tokens) {
        return LanguageModel.of(parameters, this, tokens);
    }

    /** What a model file keeps of it. */
    JsonObject toJson() {
        return JsonObject.of()
                .with("cell", cell.name().toLowerCase(Locale.ROOT))
                .with("embedding", embedding)
                .with("hidden", hidden)
                .with("layers", layers)
                .with("dropout", dropout)
                .with("output_dropout", outputDropout);
    }

    /** The net a model file kept. */
    static TextNet fromJson(JsonObject json) {
        String name = json.getString("cell");
        Cell cell = switch (name) {
            case "rnn" -> Cell.RNN;
            case "gru" -> Cell.GRU;
            case "lstm" -> Cell.LSTM;
            default ->
                throw new IllegalArgumentException(
                        "model file: the recurrent cell " + name + " is none of rnn, gru and lstm");
        };
        return new TextNet(
                cell,
                json.getInt("embedding"),
                json.getInt("hidden"),
                json.getInt("layers"),
                json.getFloat("dropout"),
                json.getFloat("output_dropout"));
    }
}
