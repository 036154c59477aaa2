/**
 * Collaborative filtering: recommenders from a table of who rated what. {@link lanewise.collab.CollabData} takes the
 * ratings, {@link lanewise.collab.CollabLearner} trains a model on them, {@link lanewise.collab.CollabPredictor} serves it.
 */
@NullMarked
package lanewise.collab;

import org.jspecify.annotations.NullMarked;
