/**
 * The training loop and what watches it. A {@link lanewise.train.Learner} draws batches, runs a
 * {@link lanewise.train.Step} on each, and lets the optimizer follow the gradients; everything else is a
 * {@link lanewise.train.Callback} on a named event. Nothing is printed unless a learner is told where.
 */
@NullMarked
package lanewise.train;

import org.jspecify.annotations.NullMarked;
