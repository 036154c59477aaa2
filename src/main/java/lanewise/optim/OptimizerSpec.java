package lanewise.optim;

import java.util.Collections;
import java.util.List;
import lanewise.nn.Parameters;

/** An optimizer before it has parameters: rate and constants. A value that prints itself. */
public interface OptimizerSpec {

    /** The learning rate. */
    float lr();

    /** The optimizer for groups of parameters, each at its own rate. */
    Optimizer on(List<ParameterGroup> groups);

    /** The optimizer for all weights of a model, at one rate. */
    default Optimizer on(Parameters parameters) {
        return on(Collections.singletonList(ParameterGroup.of(parameters.all())));
    }
}
