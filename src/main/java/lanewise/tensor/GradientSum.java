package lanewise.tensor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import lanewise.backend.Allocator;
import org.jspecify.annotations.Nullable;

/** Gradients of several batches added up. It keeps copies, so the batches' own may go. */
public final class GradientSum {

    private final IdentityHashMap<Tensor, Node> nodes = new IdentityHashMap<>();

    private GradientSum() {}

    /** A sum of nothing yet. */
    public static GradientSum empty() {
        return new GradientSum();
    }

    /** What has come for a parameter: a dense sum, or rows of a table as they came. */
    private static final class Node {
        private final List<RowSummand> rows = new ArrayList<>(0);
        private final Shape shape;
        private @Nullable Tensor dense;

        Node(Shape shape) {
            this.shape = shape;
        }

        void add(Tensor gradient, float factor) {
            Tensor sum = dense == null ? Tensor.full(gradient.backend().heap(), 0, shape) : dense;
            gradient.backend().axpby(factor, gradient.buffer(), 1, sum.buffer());
            dense = sum;
        }

        void add(RowGradient gradient, float factor) {
            int[] ids = gradient.ids().toArray();
            Tensor numbers = gradient.rows().times(factor).copy();
            rows.add(new RowSummand(IntTensor.of(numbers.allocator(), ids, Shape.of(ids.length)), null, numbers));
        }

        void save(StateDict to) {
            if (dense != null) {
                to.put("dense", dense.toArray());
            }
            to.put("rows", (long) rows.size());
            for (int i = 0; i < rows.size(); i++) {
                to.put("ids" + i, rows.get(i).ids().toArray());
                to.put("numbers" + i, rows.get(i).rows().toArray());
            }
        }

        void load(StateDict from, Allocator heap) {
            dense = from.has("dense") ? Tensor.of(heap, from.floats("dense"), shape) : null;
            int width = shape.product(1, shape.rank());
            for (int i = 0; i < from.whole("rows"); i++) {
                int[] ids = from.ints("ids" + i);
                Tensor numbers = Tensor.of(heap, from.floats("numbers" + i), Shape.of(ids.length, width));
                rows.add(new RowSummand(IntTensor.of(heap, ids, Shape.of(ids.length)), null, numbers));
            }
        }

        Object times(float factor) {
            Tensor all = dense == null ? null : dense.times(factor);
            if (rows.isEmpty() && all != null) {
                return all;
            }
            RowGradient sum = RowSummand.sum(rows, new IdentityHashMap<>());
            RowGradient some = new RowGradient(sum.ids(), sum.rows().times(factor));
            if (all == null) {
                return some;
            }
            some.addTo(all);
            return all;
        }
    }

    /** Adds {@code factor} times the gradients of these parameters; those that have none are left out. */
    public void add(Gradients gradients, Collection<Parameter> parameters, float factor) {
        for (Parameter parameter : parameters) {
            if (gradients.contains(parameter)) {
                Node node = nodes.computeIfAbsent(parameter.leaf(), leaf -> new Node(leaf.shape()));
                RowGradient rows = gradients.rows(parameter);
                if (rows != null) {
                    node.add(rows, factor);
                } else {
                    node.add(gradients.of(parameter), factor);
                }
            }
        }
    }

    /** Notes the sum for each of these parameters that has one. */
    public void save(StateDict to, Collection<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            Node node = nodes.get(parameter.leaf());
            if (node != null) {
                node.save(to.scope(parameter.name()));
            }
        }
    }

    /** The sum that {@link #save} has noted. */
    public static GradientSum load(StateDict from, Collection<Parameter> parameters) {
        GradientSum sum = empty();
        for (Parameter parameter : parameters) {
            StateDict own = from.scope(parameter.name());
            if (own.has("rows")) {
                Node node = new Node(parameter.shape());
                node.load(own, parameter.leaf().backend().heap());
                sum.nodes.put(parameter.leaf(), node);
            }
        }
        return sum;
    }

    /** The sum, multiplied by a number; what is added later does not change it. */
    public Gradients times(float factor) {
        IdentityHashMap<Tensor, Object> leaves = new IdentityHashMap<>();
        nodes.forEach((leaf, node) -> leaves.put(leaf, node.times(factor)));
        return new Gradients(leaves);
    }
}
