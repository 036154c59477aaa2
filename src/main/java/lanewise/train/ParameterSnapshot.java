package lanewise.train;

import java.util.ArrayList;
import java.util.List;
import lanewise.nn.Parameters;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** All parameters and running statistics as they are, and the optimizer that may put off changes of each. */
final class ParameterSnapshot {

    private final List<Kept> all = new ArrayList<>();

    private record Kept(Parameter parameter, Tensor values, Parameter.@Nullable Deferred deferred) {}

    private ParameterSnapshot() {}

    static ParameterSnapshot of(Parameters parameters) {
        ParameterSnapshot snapshot = new ParameterSnapshot();
        for (Parameter parameter : parameters.all()) {
            snapshot.all.add(new Kept(parameter, parameter.value().copy(), parameter.deferred()));
        }
        return snapshot;
    }

    /** Puts everything back, bit for bit. */
    void restore() {
        for (Kept kept : all) {
            restoreValues(kept);
            kept.parameter.defer(kept.deferred);
        }
    }

    /** Puts the values back, under the optimizer that there is now. */
    void restoreValues() {
        all.forEach(ParameterSnapshot::restoreValues);
    }

    private static void restoreValues(Kept kept) {
        kept.parameter.set(kept.values);
    }
}
