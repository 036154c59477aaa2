/** Programs to read and to start from, each with a test that runs it. */
@NullMarked
package lanewise.examples;

import org.jspecify.annotations.NullMarked;
