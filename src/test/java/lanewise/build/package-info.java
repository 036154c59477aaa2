/** Tests of the build's promises: the lanes, the direction of the rooms' arrows, and what the jars hold and run on. */
@NullMarked
package lanewise.build;

import org.jspecify.annotations.NullMarked;
