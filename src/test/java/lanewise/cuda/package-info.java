/** The host's stand-in for a card, for tests of other rooms; the tests of this room stand in the tree for Java 22. */
@NullMarked
package lanewise.cuda;

import org.jspecify.annotations.NullMarked;
