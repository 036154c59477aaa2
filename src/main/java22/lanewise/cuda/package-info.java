/**
 * The second device: a graphics card, through {@code java.lang.foreign}, the driver and cuBLAS that are installed. These
 * classes stand in the part of the jar that Java 22 and newer read; {@link lanewise.backend.Device} finds them by name.
 */
@NullMarked
package lanewise.cuda;

import org.jspecify.annotations.NullMarked;
