package lanewise.text.lesson;

import lanewise.nn.Embedding;
import lanewise.nn.Linear;
import lanewise.nn.Model;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Tensor;

/** First rung: three characters, one after the other, make the fourth. The same three layers at each step. */
record Char3Model(Embedding e, Linear in, Linear hidden, Linear out) implements Model<IntTensor> {

    static Char3Model of(Parameters p, int vocab, int factors, int width) {
        return new Char3Model(
                Embedding.of(p.scope("e"), vocab, factors),
                Linear.of(p.scope("l_in"), factors, width),
                Linear.of(p.scope("l_hidden"), width, width),
                Linear.of(p.scope("l_out"), width, vocab));
    }

    /** [3, batch] to [batch, vocab]. */
    @Override
    public Tensor forward(IntTensor chars, Pass pass) {
        Tensor in1 = input(chars, 0, pass);
        Tensor in2 = input(chars, 1, pass);
        Tensor in3 = input(chars, 2, pass);
        Tensor h = hidden.forward(in1, pass).tanh();
        h = hidden.forward(h.plus(in2), pass).tanh();
        h = hidden.forward(h.plus(in3), pass).tanh();
        return out.forward(h, pass);
    }

    private Tensor input(IntTensor chars, int step, Pass pass) {
        IntTensor c = chars.slice(step, step + 1).reshape(-1);
        return in.forward(e.forward(c, pass), pass).relu();
    }
}
