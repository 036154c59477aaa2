package lanewise.text;

import lanewise.tensor.IntTensor;
import org.jspecify.annotations.Nullable;

/**
 * Some steps of some sequences, with the token that follows each.
 *
 * @param targets the tokens that follow, in the order of the steps that count
 * @param counting which steps count, as positions in [time * batch]; null for all
 * @param begins whether the sequences begin here; if not, they follow on those of the batch before
 */
public record TextBatch(
        TextInput input, IntTensor targets, @Nullable IntTensor counting, boolean begins) {}
