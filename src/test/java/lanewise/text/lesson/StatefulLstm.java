package lanewise.text.lesson;

import java.util.ArrayList;
import java.util.List;
import lanewise.nn.Embedding;
import lanewise.nn.Linear;
import lanewise.nn.Lstm;
import lanewise.nn.LstmState;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.StatefulModel;
import lanewise.tensor.Parameter;
import lanewise.text.TextInput;

/** Tenth rung: two layers of LSTM with dropout between them, trained by cosine restarts. */
record StatefulLstm(Embedding e, Lstm rnn, Linear out) implements StatefulModel<TextInput, LstmState> {

    static StatefulLstm of(Parameters p, int vocab, int factors, int width) {
        return new StatefulLstm(
                Embedding.of(p.scope("e"), vocab, factors),
                Lstm.of(p.scope("rnn"), factors, width, 2).dropout(0.5f),
                Linear.of(p.scope("l_out"), width, vocab));
    }

    @Override
    public Result<LstmState> forward(TextInput text, LstmState state, Pass pass) {
        Result<LstmState> result = rnn.forward(e.forward(text.tokens(), pass), state, pass);
        return new Result<>(out.forward(result.output(), pass), result.state());
    }

    @Override
    public LstmState zeroState(int batch) {
        return rnn.zeroState(batch);
    }

    @Override
    public LstmState detach(LstmState state) {
        return state.copy();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(e.parameters());
        all.addAll(rnn.parameters());
        all.addAll(out.parameters());
        return all;
    }
}
