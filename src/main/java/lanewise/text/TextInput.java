package lanewise.text;

import lanewise.tensor.IntTensor;
import org.jspecify.annotations.Nullable;

/**
 * What a language model reads.
 *
 * @param tokens numbers of tokens, [time, batch]
 * @param lengths how many steps of each sequence count, [batch]; null for all
 */
public record TextInput(IntTensor tokens, @Nullable IntTensor lengths) {

    /** Sequences of equal length. */
    public static TextInput of(IntTensor tokens) {
        return new TextInput(tokens, null);
    }
}
