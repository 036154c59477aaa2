package lanewise.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lanewise.nn.Parameters;
import lanewise.optim.ParameterGroup;
import lanewise.tensor.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of a model in groups from input to output, each with a rate of its own, and which of them are frozen. */
final class LayerGroups {

    private final Parameters parameters;
    private final @Nullable List<List<Parameter>> groups;
    private boolean batchNormFrozen;

    private LayerGroups(Parameters parameters, @Nullable List<List<Parameter>> groups) {
        this.parameters = parameters;
        this.groups = groups;
    }

    /** All in one group, also those that are made later. */
    static LayerGroups one(Parameters parameters) {
        return new LayerGroups(parameters, null);
    }

    /**
     * @throws IllegalArgumentException if a weight is in no group or in two
     */
    static LayerGroups of(Parameters parameters, List<List<Parameter>> groups) {
        List<List<Parameter>> copies = new ArrayList<>();
        Set<Parameter> seen = new HashSet<>();
        for (List<Parameter> group : groups) {
            copies.add(List.copyOf(group));
            for (Parameter parameter : group) {
                if (!seen.add(parameter)) {
                    throw new IllegalArgumentException(
                            "layer groups: the parameter " + parameter.name() + " is given twice");
                }
            }
        }
        for (Parameter parameter : parameters.all()) {
            if (!parameter.isStatistic() && !seen.contains(parameter)) {
                throw new IllegalArgumentException(
                        "layer groups: the parameter " + parameter.name() + " is in none of the " + copies.size());
            }
        }
        return new LayerGroups(parameters, Collections.unmodifiableList(copies));
    }

    List<List<Parameter>> lists() {
        return groups == null ? Collections.singletonList(parameters.all()) : groups;
    }

    List<ParameterGroup> forOptimizer() {
        List<ParameterGroup> all = new ArrayList<>();
        for (List<Parameter> group : lists()) {
            all.add(ParameterGroup.of(group));
        }
        return all;
    }

    /** Freezes the groups before group {@code n} and frees the others; a negative n counts from the end. */
    void freezeTo(int n) {
        List<List<Parameter>> all = lists();
        int first = n < 0 ? n + all.size() : n;
        if (first < 0 || first >= all.size()) {
            throw new IllegalArgumentException("freezeTo: group " + n + " is not one of the model's " + all.size()
                    + " layer groups: " + -all.size() + " to " + (all.size() - 1) + " would be");
        }
        for (int i = 0; i < all.size(); i++) {
            for (Parameter parameter : all.get(i)) {
                parameter.trainable(i >= first && !(parameter.isStatistic() && batchNormFrozen));
            }
        }
    }

    /** Fixes the running statistics, or sets them free again where their group is. */
    void freezeBatchNorm(boolean frozen) {
        batchNormFrozen = frozen;
        for (Parameter parameter : parameters.all()) {
            if (parameter.isStatistic()) {
                parameter.trainable(!frozen);
            }
        }
    }
}
