@NullMarked
package lanewise.bench;

import org.jspecify.annotations.NullMarked;
