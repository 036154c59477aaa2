package lanewise.text.lesson;

import java.util.ArrayList;
import java.util.List;
import lanewise.nn.Embedding;
import lanewise.nn.Gru;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.StatefulModel;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;
import lanewise.text.TextInput;

/** Ninth rung: gates decide what is kept of the state and what is new. */
record StatefulGru(Embedding e, Gru rnn, Linear out) implements StatefulModel<TextInput, Tensor> {

    static StatefulGru of(Parameters p, int vocab, int factors, int width) {
        return new StatefulGru(
                Embedding.of(p.scope("e"), vocab, factors),
                Gru.of(p.scope("rnn"), factors, width),
                Linear.of(p.scope("l_out"), width, vocab));
    }

    @Override
    public Result<Tensor> forward(TextInput text, Tensor state, Pass pass) {
        Result<Tensor> result = rnn.forward(e.forward(text.tokens(), pass), state, pass);
        return new Result<>(out.forward(result.output(), pass), result.state());
    }

    @Override
    public Tensor zeroState(int batch) {
        return rnn.zeroState(batch);
    }

    @Override
    public Tensor detach(Tensor state) {
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
