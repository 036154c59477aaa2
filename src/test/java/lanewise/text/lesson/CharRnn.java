package lanewise.text.lesson;

import lanewise.nn.Embedding;
import lanewise.nn.Linear;
import lanewise.nn.Model;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.Rnn;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Tensor;

/** Fourth rung: the loop is a layer. */
record CharRnn(Embedding e, Rnn rnn, Linear out) implements Model<IntTensor> {

    static CharRnn of(Parameters p, int vocab, int factors, int width) {
        return new CharRnn(
                Embedding.of(p.scope("e"), vocab, factors),
                Rnn.of(p.scope("rnn"), factors, width),
                Linear.of(p.scope("l_out"), width, vocab));
    }

    @Override
    public Tensor forward(IntTensor chars, Pass pass) {
        Tensor outputs = rnn.forward(e.forward(chars, pass), pass);
        return out.forward(outputs.row(chars.size(0) - 1), pass);
    }
}
