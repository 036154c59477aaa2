/**
 * Optimizers and the schedules of their rates. A specification such as {@code Adam.lr(1e-3f)} is a value;
 * {@code on(parameters)} makes the optimizer, which holds moments and changes the parameters.
 */
@NullMarked
package lanewise.optim;

import org.jspecify.annotations.NullMarked;
