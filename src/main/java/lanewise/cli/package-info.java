/**
 * The command line: {@link lanewise.cli.Main} finds the command, and a class for each command does the work. No API:
 * what is public here is so for the launcher alone.
 */
@NullMarked
package lanewise.cli;

import org.jspecify.annotations.NullMarked;
