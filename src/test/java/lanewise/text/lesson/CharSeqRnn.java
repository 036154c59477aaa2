package lanewise.text.lesson;

import lanewise.nn.Embedding;
import lanewise.nn.Linear;
import lanewise.nn.Model;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.Rnn;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Tensor;

/** Fifth rung: a character is foretold after each one read, not only after the last, so that no window need overlap. */
record CharSeqRnn(Embedding e, Rnn rnn, Linear out) implements Model<IntTensor> {

    static CharSeqRnn of(Parameters p, int vocab, int factors, int width) {
        return new CharSeqRnn(
                Embedding.of(p.scope("e"), vocab, factors),
                Rnn.of(p.scope("rnn"), factors, width),
                Linear.of(p.scope("l_out"), width, vocab));
    }

    /** Sixth rung: the hidden weight begins as the identity, so that the gradient reaches the first step whole. */
    static CharSeqRnn identity(Parameters p, int vocab, int factors, int width) {
        return new CharSeqRnn(
                Embedding.of(p.scope("e"), vocab, factors),
                Rnn.identity(p.scope("rnn"), factors, width),
                Linear.of(p.scope("l_out"), width, vocab));
    }

    @Override
    public Tensor forward(IntTensor chars, Pass pass) {
        return out.forward(rnn.forward(e.forward(chars, pass), pass), pass);
    }
}
