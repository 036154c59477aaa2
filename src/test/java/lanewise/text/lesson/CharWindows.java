package lanewise.text.lesson;

import java.util.BitSet;
import lanewise.backend.Allocator;
import lanewise.data.Split;
import lanewise.nn.Model;
import lanewise.tensor.Functional;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Shape;
import lanewise.train.BatchSource;
import lanewise.train.Output;
import lanewise.train.Step;

/**
 * Windows over a text in any order, as the first rungs of the lesson read it.
 *
 * @param text numbers of characters
 * @param starts where the windows begin
 * @param length how many characters a window has
 * @param everyStep whether the target is the next character after each of the window, or only after the last
 */
record CharWindows(int[] text, int[] starts, int length, boolean everyStep) implements BatchSource<CharWindows.Batch> {

    /** Characters [length, batch] and the targets, [length * batch] or [batch]. */
    record Batch(IntTensor chars, IntTensor targets) {}

    /** The two parts of a text's windows. */
    record Parts(CharWindows train, CharWindows valid) {}

    /**
     * The lesson's windows: {@code length} characters every {@code stride}, split by its {@code get_cv_idxs(count -
     * length - 1)}.
     */
    static Parts split(int[] text, int length, int stride, boolean everyStep) {
        // As its list comprehension has it: range(0, len(idx) - cs - 1, stride), the last of 8 overlapping ones apart.
        int count = stride == 1 ? text.length - length - 1 : (text.length - 1 - length + stride - 1) / stride;
        int cut = stride == 1 ? count : count - length - 1;
        BitSet validates = new BitSet();
        for (int row : Split.courseRows(cut, 0, 0.2, 42)) {
            validates.set(row);
        }
        int[] train = new int[count - validates.cardinality()];
        int[] valid = new int[validates.cardinality()];
        int inTrain = 0;
        int inValid = 0;
        for (int row = 0; row < count; row++) {
            if (validates.get(row)) {
                valid[inValid++] = row * stride;
            } else {
                train[inTrain++] = row * stride;
            }
        }
        return new Parts(
                new CharWindows(text, train, length, everyStep), new CharWindows(text, valid, length, everyStep));
    }

    @Override
    public int rows() {
        return starts.length;
    }

    @Override
    public Batch batch(int[] rows, Allocator allocator) {
        int batch = rows.length;
        int[] chars = new int[length * batch];
        int[] targets = new int[everyStep ? length * batch : batch];
        for (int i = 0; i < batch; i++) {
            int start = starts[rows[i]];
            for (int t = 0; t < length; t++) {
                chars[t * batch + i] = text[start + t];
                if (everyStep) {
                    targets[t * batch + i] = text[start + t + 1];
                }
            }
            if (!everyStep) {
                targets[i] = text[start + length];
            }
        }
        return new Batch(
                IntTensor.of(allocator, chars, Shape.of(length, batch)),
                IntTensor.of(allocator, targets, Shape.of(targets.length)));
    }

    /** The cross-entropy of a model's scores, of one step or of all. */
    static Step<Batch, IntTensor> step(Model<IntTensor> model) {
        return (batch, pass) -> {
            var scores = model.forward(batch.chars(), pass);
            var flat = scores.reshape(batch.targets().elements(), scores.size(-1));
            return new Output<>(
                    Functional.crossEntropy(flat, batch.targets()),
                    flat,
                    batch.targets(),
                    batch.chars().size(1));
        };
    }
}
