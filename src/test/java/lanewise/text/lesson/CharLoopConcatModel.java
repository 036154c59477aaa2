package lanewise.text.lesson;

import lanewise.nn.Embedding;
import lanewise.nn.Linear;
import lanewise.nn.Model;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Tensor;

/** Third rung: state and character side by side, since what they say is not of the same kind and should not be added. */
record CharLoopConcatModel(Embedding e, Linear in, Linear hidden, Linear out) implements Model<IntTensor> {

    static CharLoopConcatModel of(Parameters p, int vocab, int factors, int width) {
        return new CharLoopConcatModel(
                Embedding.of(p.scope("e"), vocab, factors),
                Linear.of(p.scope("l_in"), factors + width, width),
                Linear.of(p.scope("l_hidden"), width, width),
                Linear.of(p.scope("l_out"), width, vocab));
    }

    @Override
    public Tensor forward(IntTensor chars, Pass pass) {
        Tensor h = Tensor.zeros(chars.size(1), hidden.weight().shape().size(0));
        for (int step = 0; step < chars.size(0); step++) {
            IntTensor c = chars.slice(step, step + 1).reshape(-1);
            Tensor input =
                    in.forward(Tensor.concat(1, h, e.forward(c, pass)), pass).relu();
            h = hidden.forward(input, pass).tanh();
        }
        return out.forward(h, pass);
    }
}
