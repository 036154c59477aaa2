@NullMarked
package lanewise.plot;

import org.jspecify.annotations.NullMarked;
