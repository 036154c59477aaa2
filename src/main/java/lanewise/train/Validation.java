package lanewise.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Loss and metrics over the validation rows.
 *
 * @param loss NaN without any rows
 * @param metrics by name, in the learner's order
 */
public record Validation(double loss, Map<String, Double> metrics) {

    public Validation {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
