/**
 * Layers, the models made of them, losses and initial values. Parameters are made, named and loaded by one
 * {@link lanewise.nn.Parameters}; whether a pass trains is told by the {@link lanewise.nn.Pass} every forward takes.
 */
@NullMarked
package lanewise.nn;

import org.jspecify.annotations.NullMarked;
