/**
 * The course's lesson on recurrent nets, rung by rung: from three linear layers to two layers of LSTM that carry their state.
 */
@NullMarked
package lanewise.text.lesson;

import org.jspecify.annotations.NullMarked;
