@NullMarked
package lanewise.collab;

import org.jspecify.annotations.NullMarked;
