/**
 * Learning from tables: {@link lanewise.tabular.TabularData} says what the columns are, {@link lanewise.tabular.TabularLearner}
 * trains a net with entity embeddings on them, {@link lanewise.tabular.TabularPredictor} serves it to raw rows.
 */
@NullMarked
package lanewise.tabular;

import org.jspecify.annotations.NullMarked;
