package lanewise.text;

import java.util.ArrayList;
import java.util.List;
import lanewise.nn.Dropout;
import lanewise.nn.Embedding;
import lanewise.nn.Gru;
import lanewise.nn.Linear;
import lanewise.nn.Lstm;
import lanewise.nn.LstmState;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.Rnn;
import lanewise.nn.StatefulModel;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;

/**
 * Scores every token as the next one of a text: an embedding, recurrent layers and a linear head. Tokens are time-first,
 * [time, batch], and so are the scores, [time, batch, tokens]; the state is a value that goes in and comes out.
 */
public final class LanguageModel implements StatefulModel<TextInput, TextState> {

    /** Recurrent layers of any kind. */
    private sealed interface Layers permits RnnLayers, GruLayers, LstmLayers {
        Result<TextState> forward(Tensor x, TextInput input, TextState state, Pass pass);

        TextState zeroState(int batch);

        List<Parameter> parameters();
    }

    private final Embedding embedding;
    private final Layers layers;
    private final Dropout dropout;
    private final Linear head;

    private LanguageModel(Embedding embedding, Layers layers, Dropout dropout, Linear head) {
        this.embedding = embedding;
        this.layers = layers;
        this.dropout = dropout;
        this.head = head;
    }

    static LanguageModel of(Parameters parameters, TextNet net, int tokens) {
        Embedding embedding = Embedding.of(parameters.scope("embedding"), tokens, net.embedding());
        Parameters inner = parameters.scope("rnn");
        int in = net.embedding();
        Layers layers;
        if (net.cell() == TextNet.Cell.RNN) {
            layers = new RnnLayers(Rnn.of(inner, in, net.hidden(), net.layers()).dropout(net.dropout()));
        } else if (net.cell() == TextNet.Cell.GRU) {
            layers = new GruLayers(Gru.of(inner, in, net.hidden(), net.layers()).dropout(net.dropout()));
        } else {
            layers = new LstmLayers(
                    Lstm.of(inner, in, net.hidden(), net.layers()).dropout(net.dropout()));
        }
        Linear head = Linear.of(parameters.scope("head"), net.hidden(), tokens);
        return new LanguageModel(embedding, layers, Dropout.of(net.outputDropout()), head);
    }

    private record RnnLayers(Rnn rnn) implements Layers {
        @Override
        public Result<TextState> forward(Tensor x, TextInput input, TextState state, Pass pass) {
            IntTensor lengths = input.lengths();
            Result<Tensor> result = lengths == null
                    ? rnn.forward(x, state.hidden(), pass)
                    : rnn.forward(x, lengths, state.hidden(), pass);
            return new Result<>(result.output(), new TextState(result.state(), null));
        }

        @Override
        public TextState zeroState(int batch) {
            return new TextState(rnn.zeroState(batch), null);
        }

        @Override
        public List<Parameter> parameters() {
            return rnn.parameters();
        }

        @Override
        public String toString() {
            return rnn.toString();
        }
    }

    private record GruLayers(Gru gru) implements Layers {
        @Override
        public Result<TextState> forward(Tensor x, TextInput input, TextState state, Pass pass) {
            IntTensor lengths = input.lengths();
            Result<Tensor> result = lengths == null
                    ? gru.forward(x, state.hidden(), pass)
                    : gru.forward(x, lengths, state.hidden(), pass);
            return new Result<>(result.output(), new TextState(result.state(), null));
        }

        @Override
        public TextState zeroState(int batch) {
            return new TextState(gru.zeroState(batch), null);
        }

        @Override
        public List<Parameter> parameters() {
            return gru.parameters();
        }

        @Override
        public String toString() {
            return gru.toString();
        }
    }

    private record LstmLayers(Lstm lstm) implements Layers {
        @Override
        public Result<TextState> forward(Tensor x, TextInput input, TextState state, Pass pass) {
            IntTensor lengths = input.lengths();
            Tensor cell = state.cell();
            if (cell == null) {
                throw new IllegalArgumentException("language model: the state of an LSTM needs a cell");
            }
            LstmState before = new LstmState(state.hidden(), cell);
            Result<LstmState> result =
                    lengths == null ? lstm.forward(x, before, pass) : lstm.forward(x, lengths, before, pass);
            LstmState after = result.state();
            return new Result<>(result.output(), new TextState(after.hidden(), after.cell()));
        }

        @Override
        public TextState zeroState(int batch) {
            LstmState zero = lstm.zeroState(batch);
            return new TextState(zero.hidden(), zero.cell());
        }

        @Override
        public List<Parameter> parameters() {
            return lstm.parameters();
        }

        @Override
        public String toString() {
            return lstm.toString();
        }
    }

    /** The table of tokens. */
    Embedding embedding() {
        return embedding;
    }

    @Override
    public Result<TextState> forward(TextInput input, TextState state, Pass pass) {
        Result<TextState> result = layers.forward(embedding.forward(input.tokens(), pass), input, state, pass);
        Tensor scores = head.forward(dropout.forward(result.output(), pass), pass);
        return new Result<>(scores, result.state());
    }

    @Override
    public TextState zeroState(int batch) {
        return layers.zeroState(batch);
    }

    @Override
    public List<Tensor> tensors(TextState state) {
        Tensor cell = state.cell();
        return cell == null ? List.of(state.hidden()) : List.of(state.hidden(), cell);
    }

    @Override
    public TextState detach(TextState state) {
        return state.copy();
    }

    @Override
    public TextState detach(TextState state, TextState older) {
        return state.copy(older);
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(embedding.parameters());
        parameters.addAll(layers.parameters());
        parameters.addAll(head.parameters());
        return parameters;
    }

    @Override
    public String toString() {
        return "LanguageModel(\n  (embedding): " + embedding + "\n  (rnn): " + layers + "\n  (dropout): " + dropout
                + "\n  (head): " + head + "\n)";
    }
}
