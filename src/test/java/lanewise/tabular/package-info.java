@NullMarked
package lanewise.tabular;

import org.jspecify.annotations.NullMarked;
