@NullMarked
package lanewise.text;

import org.jspecify.annotations.NullMarked;
