/**
 * Language models of characters or words: a {@link lanewise.text.Vocab} numbers the tokens, {@link lanewise.text.TextData}
 * cuts texts into batches, a {@link lanewise.text.TextLearner} trains a recurrent net on them and carries its state from
 * batch to batch, and a {@link lanewise.text.TextPredictor} writes.
 */
@NullMarked
package lanewise.text;

import org.jspecify.annotations.NullMarked;
