/** Tests of the command line: in this process by what it prints and its status, in another one for signals. */
@NullMarked
package lanewise.cli;

import org.jspecify.annotations.NullMarked;
