package lanewise.optim;

import java.util.List;
import lanewise.tensor.Parameter;

/**
 * Parameters that are trained at one rate.
 *
 * @param multiplier what the optimizer's rate is multiplied by for these parameters
 */
public record ParameterGroup(List<Parameter> parameters, float multiplier) {

    public ParameterGroup {
        parameters = List.copyOf(parameters);
        if (!(multiplier >= 0) || Float.isInfinite(multiplier)) {
            throw new IllegalArgumentException(
                    "parameter group: the rate may not be negative or infinite, its multiplier is " + multiplier);
        }
    }

    /** These parameters at the optimizer's own rate. */
    public static ParameterGroup of(List<Parameter> parameters) {
        return new ParameterGroup(parameters, 1);
    }

    /** The same parameters at {@code factor} times the rate they have here. */
    public ParameterGroup times(float factor) {
        return new ParameterGroup(parameters, multiplier * factor);
    }
}
