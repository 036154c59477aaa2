/** Tests of the kernels: against sums in doubles, twin against twin, and call against call. */
@NullMarked
package lanewise.kernel;

import org.jspecify.annotations.NullMarked;
