/**
 * Model files: safetensors with checksums, written so that a crash leaves the old file, and the small JSON that describes
 * a model inside them. A file is only ever data: nothing in it names a class, and no input, however damaged, ends in
 * anything but a {@link lanewise.io.ModelFormatException} or an {@link java.io.UncheckedIOException}.
 *
 * <p>{@link lanewise.io.Safetensors} is for users; the rest is public for the applications and no API to build on.
 */
@NullMarked
package lanewise.io;

import org.jspecify.annotations.NullMarked;
