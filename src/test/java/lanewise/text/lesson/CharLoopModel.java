package lanewise.text.lesson;

import lanewise.nn.Embedding;
import lanewise.nn.Linear;
import lanewise.nn.Model;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Tensor;

/** Second rung: the same as a loop, for any number of characters. */
record CharLoopModel(Embedding e, Linear in, Linear hidden, Linear out) implements Model<IntTensor> {

    static CharLoopModel of(Parameters p, int vocab, int factors, int width) {
        return new CharLoopModel(
                Embedding.of(p.scope("e"), vocab, factors),
                Linear.of(p.scope("l_in"), factors, width),
                Linear.of(p.scope("l_hidden"), width, width),
                Linear.of(p.scope("l_out"), width, vocab));
    }

    @Override
    public Tensor forward(IntTensor chars, Pass pass) {
        Tensor h = Tensor.zeros(chars.size(1), hidden.weight().shape().size(0));
        for (int step = 0; step < chars.size(0); step++) {
            IntTensor c = chars.slice(step, step + 1).reshape(-1);
            Tensor input = in.forward(e.forward(c, pass), pass).relu();
            h = hidden.forward(h.plus(input), pass).tanh();
        }
        return out.forward(h, pass);
    }
}
