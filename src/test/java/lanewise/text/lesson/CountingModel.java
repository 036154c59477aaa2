package lanewise.text.lesson;

import java.util.ArrayList;
import java.util.List;
import lanewise.nn.Embedding;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.StatefulModel;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;
import lanewise.text.TextInput;

/** The book's fourth model, which counts: the word is added to the state, and one layer with relu makes the next. */
record CountingModel(Embedding in, Linear hidden, Linear out) implements StatefulModel<TextInput, Tensor> {

    static CountingModel of(Parameters p, int vocab, int width) {
        return new CountingModel(
                Embedding.of(p.scope("i_h"), vocab, width),
                Linear.of(p.scope("h_h"), width, width),
                Linear.of(p.scope("h_o"), width, vocab));
    }

    @Override
    public Result<Tensor> forward(TextInput text, Tensor state, Pass pass) {
        IntTensor tokens = text.tokens();
        int batch = tokens.size(1);
        Tensor[] outputs = new Tensor[tokens.size(0)];
        Tensor h = state;
        for (int t = 0; t < outputs.length; t++) {
            IntTensor word = tokens.slice(t, t + 1).reshape(batch);
            h = hidden.forward(h.plus(in.forward(word, pass)), pass).relu();
            outputs[t] = h.reshape(1, batch, h.size(1));
        }
        return new Result<>(out.forward(Tensor.concat(0, outputs), pass), h);
    }

    @Override
    public Tensor zeroState(int batch) {
        return Tensor.zeros(batch, hidden.weight().shape().size(0));
    }

    @Override
    public Tensor detach(Tensor state) {
        return state.copy();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(in.parameters());
        all.addAll(hidden.parameters());
        all.addAll(out.parameters());
        return all;
    }
}
