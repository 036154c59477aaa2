/**
 * Plots as values that write themselves as SVG: lines, points and matrices, in light and dark, without a script. It
 * knows nothing but the JDK.
 */
@NullMarked
package lanewise.plot;

import org.jspecify.annotations.NullMarked;
