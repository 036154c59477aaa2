/**
 * Where numbers live and who computes on them. A {@link lanewise.backend.Device} is what a user chooses;
 * {@link lanewise.backend.Backend} with its groups of operations, {@link lanewise.backend.Buffer} and
 * {@link lanewise.backend.Allocator} are the seam behind which a device stands, public for the rooms above and no API to
 * build on.
 */
@NullMarked
package lanewise.backend;

import org.jspecify.annotations.NullMarked;
