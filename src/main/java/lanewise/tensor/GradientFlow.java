package lanewise.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One backward pass: visits the recorded operations, each after all that used its output, and adds up what reaches each
 * tensor. The walk keeps its own stack, since a long recurrent net would overflow the thread's.
 */
final class GradientFlow {

    private final IdentityHashMap<Tensor, Node> nodes = new IdentityHashMap<>();
    private final IdentityHashMap<IntTensor, RowNumbers> numbers = new IdentityHashMap<>(4);

    private GradientFlow() {}

    static Gradients backward(Tensor loss, Tensor gradient) {
        GradientFlow flow = new GradientFlow();
        List<Node> order = flow.inputsFirst(loss);
        flow.addShared(loss, gradient);
        IdentityHashMap<Tensor, Object> leaves = new IdentityHashMap<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            Op op = node.tensor.op();
            if (node.isEmpty()) {
                continue;
            }
            if (op == null) {
                leaves.put(node.tensor, node.total(flow));
            } else {
                op.backward(node.tensor, node.dense(), flow);
            }
            node.clear();
        }
        return new Gradients(leaves);
    }

    /** Whether a gradient of this input is of use to anyone. */
    boolean wants(Tensor input) {
        return input.isTracked();
    }

    /** Adds to the gradient of an input a tensor that was made for it: nobody else may hold it or a view of it. */
    void add(Tensor input, Tensor gradient) {
        if (wants(input)) {
            node(input).add(gradient, true);
        }
    }

    /** Adds to the gradient of an input a tensor that others hold too. It is not changed. */
    void addShared(Tensor input, Tensor gradient) {
        if (wants(input)) {
            node(input).add(gradient, false);
        }
    }

    /** Adds to some rows of the gradient of a table; ids may repeat. */
    void addRows(Tensor table, IntTensor ids, Tensor rows) {
        if (wants(table)) {
            node(table).rows.add(new RowSummand(ids, null, rows));
        }
    }

    /** Adds {@code factors[i] * rows[i]} to row {@code ids[i]} of the gradient of a table; ids may repeat. */
    void addRows(Tensor table, IntTensor ids, Tensor factors, Tensor rows) {
        if (wants(table)) {
            node(table).rows.add(new RowSummand(ids, factors, rows));
        }
    }

    private Node node(Tensor tensor) {
        return nodes.computeIfAbsent(tensor, Node::new);
    }

    /** The tracked tensors behind {@code loss}, every one after its inputs. */
    private List<Node> inputsFirst(Tensor loss) {
        List<Node> order = new ArrayList<>();
        Deque<Node> stack = new ArrayDeque<>();
        stack.push(node(loss));
        while (!stack.isEmpty()) {
            Node node = stack.element();
            Op op = node.tensor.op();
            if (node.entered) {
                stack.remove();
                if (!node.left) {
                    node.left = true;
                    order.add(node);
                }
                continue;
            }
            node.entered = true;
            if (op != null) {
                for (Tensor input : op.inputs()) {
                    if (input.isTracked()) {
                        stack.push(node(input));
                    }
                }
            }
        }
        return order;
    }

    /** A tensor and what has reached it so far: dense gradients added up, rows of a table kept as they came. */
    private static final class Node {
        private final Tensor tensor;
        private final List<RowSummand> rows = new ArrayList<>(0);
        private boolean entered;
        private boolean left;
        private @Nullable Tensor sum;
        private boolean own;

        Node(Tensor tensor) {
            this.tensor = tensor;
        }

        boolean isEmpty() {
            return sum == null && rows.isEmpty();
        }

        void clear() {
            sum = null;
            rows.clear();
        }

        void add(Tensor gradient, boolean made) {
            Tensor before = sum;
            if (before == null) {
                sum = gradient;
                own = made;
            } else if (own) {
                before.backend().axpby(1, gradient.buffer(), 1, before.buffer());
            } else {
                sum = before.plus(gradient);
                own = true;
            }
        }

        /** For a leaf, in memory of its own: row gradients stay rows, each row once, where that is best. */
        Object total(GradientFlow flow) {
            if (sum == null && tensor.backend().rows().sparseGradients()) {
                return RowSummand.sum(rows, flow.numbers);
            }
            Tensor all = dense();
            return own ? all : all.times(1);
        }

        Tensor dense() {
            for (RowSummand some : rows) {
                if (sum == null) {
                    sum = Tensor.full(some.rows().allocator(), 0, tensor.shape());
                    own = true;
                } else if (!own) {
                    sum = sum.times(1);
                    own = true;
                }
                some.addTo(sum, some.ids().buffer());
            }
            rows.clear();
            return Objects.requireNonNull(sum);
        }
    }
}
