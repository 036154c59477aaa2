/**
 * Arithmetic on ranges of {@code float[]} and {@code int[]}: serial, without shapes, tensors, threads or allocated results.
 * Families of kernels are small interfaces, each with a scalar and a vector twin that {@link lanewise.kernel.Kernels}
 * chooses between once; what is put together from them is plain static methods.
 *
 * <p>This package is no API: it is not exported, and what is public in it is public for the other rooms only.
 */
@NullMarked
package lanewise.kernel;

import org.jspecify.annotations.NullMarked;
