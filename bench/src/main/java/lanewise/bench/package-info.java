/**
 * The benchmarks: the workloads that other libraries are measured on as well, and a runner that prints their figures. On
 * the class path, never published.
 */
@NullMarked
package lanewise.bench;

import org.jspecify.annotations.NullMarked;
