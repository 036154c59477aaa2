package lanewise.text;

import java.util.Arrays;
import java.util.List;
import lanewise.backend.Allocator;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Shape;
import lanewise.train.BatchSource;

/**
 * Lines as samples, padded to the longest of a batch: a model reads the end token and then the line, and is to say the line
 * and then the end token.
 */
record LineBatches(List<int[]> lines, int end, int pad) implements BatchSource<TextBatch> {

    @Override
    public int rows() {
        return lines.size();
    }

    /** The tokens around target {@code at} of a batch of these rows: so many before it, itself and those behind it. */
    int[] around(int[] rows, int at, int before, int behind) {
        int[] found = new int[before + 1 + behind];
        Arrays.fill(found, -1);
        int left = at;
        for (int t = 0; ; t++) {
            for (int row : rows) {
                int[] line = lines.get(row);
                if (t <= line.length && left-- == 0) {
                    for (int i = Math.max(0, t - before); i <= Math.min(line.length, t + behind); i++) {
                        found[i - t + before] = i < line.length ? line[i] : end;
                    }
                    return found;
                }
            }
        }
    }

    @Override
    public TextBatch batch(int[] rows, Allocator allocator) {
        int batch = rows.length;
        int[] lengths = new int[batch];
        int counting = 0;
        int longest = 0;
        for (int i = 0; i < batch; i++) {
            lengths[i] = lines.get(rows[i]).length + 1;
            counting += lengths[i];
            longest = Math.max(longest, lengths[i]);
        }
        int[] tokens = new int[longest * batch];
        int[] targets = new int[counting];
        int[] positions = new int[counting];
        Arrays.fill(tokens, pad);
        int at = 0;
        for (int t = 0; t < longest; t++) {
            for (int i = 0; i < batch; i++) {
                if (t < lengths[i]) {
                    int[] line = lines.get(rows[i]);
                    tokens[t * batch + i] = t == 0 ? end : line[t - 1];
                    targets[at] = t < line.length ? line[t] : end;
                    positions[at] = t * batch + i;
                    at++;
                }
            }
        }
        TextInput input = new TextInput(
                IntTensor.of(allocator, tokens, Shape.of(longest, batch)),
                IntTensor.of(allocator, lengths, Shape.of(batch)));
        Shape all = Shape.of(counting);
        return new TextBatch(
                input, IntTensor.of(allocator, targets, all), IntTensor.of(allocator, positions, all), true);
    }
}
