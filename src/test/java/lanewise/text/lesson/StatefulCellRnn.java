package lanewise.text.lesson;

import java.util.ArrayList;
import java.util.List;
import lanewise.nn.Embedding;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.RnnCell;
import lanewise.nn.StatefulModel;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;
import lanewise.text.TextInput;

/** Eighth rung: the same net with the loop written out over a cell. */
record StatefulCellRnn(Embedding e, RnnCell cell, Linear out) implements StatefulModel<TextInput, Tensor> {

    static StatefulCellRnn of(Parameters p, int vocab, int factors, int width) {
        return new StatefulCellRnn(
                Embedding.of(p.scope("e"), vocab, factors),
                RnnCell.of(p.scope("rnn"), factors, width),
                Linear.of(p.scope("l_out"), width, vocab));
    }

    @Override
    public Result<Tensor> forward(TextInput text, Tensor state, Pass pass) {
        IntTensor tokens = text.tokens();
        int batch = tokens.size(1);
        Tensor[] outputs = new Tensor[tokens.size(0)];
        Tensor h = state;
        for (int t = 0; t < outputs.length; t++) {
            h = cell.forward(e.forward(tokens.slice(t, t + 1).reshape(batch), pass), h, pass);
            outputs[t] = h.reshape(1, batch, h.size(1));
        }
        return new Result<>(out.forward(Tensor.concat(0, outputs), pass), h);
    }

    @Override
    public Tensor zeroState(int batch) {
        return cell.zeroState(batch);
    }

    @Override
    public Tensor detach(Tensor state) {
        return state.copy();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(e.parameters());
        all.addAll(cell.parameters());
        all.addAll(out.parameters());
        return all;
    }
}
