package lanewise.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
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

    private final IdentityHashMap<Tensor, Arrived> arrived = new IdentityHashMap<>();

    private GradientFlow() {}

    static Gradients backward(Tensor loss, Tensor gradient) {
        GradientFlow flow = new GradientFlow();
        flow.add(loss, gradient);
        IdentityHashMap<Tensor, Object> leaves = new IdentityHashMap<>();
        List<Tensor> order = inputsFirst(loss);
        for (int i = order.size() - 1; i >= 0; i--) {
            Tensor tensor = order.get(i);
            Arrived sum = flow.arrived.remove(tensor);
            Op op = tensor.op();
            if (sum == null) {
                continue;
            }
            if (op == null) {
                leaves.put(tensor, sum.total(tensor));
            } else {
                op.backward(tensor, sum.dense(tensor), flow);
            }
        }
        return new Gradients(leaves);
    }

    /** Whether a gradient of this input is of use to anyone. */
    boolean wants(Tensor input) {
        return input.isTracked();
    }

    /** Adds to the gradient of an input; the tensor given is not changed, so it may be sent to several. */
    void add(Tensor input, Tensor gradient) {
        if (wants(input)) {
            at(input).add(gradient);
        }
    }

    /** Adds to some rows of the gradient of a table; ids may repeat. */
    void addRows(Tensor table, IntTensor ids, Tensor rows) {
        if (wants(table)) {
            at(table).addRows(ids, rows);
        }
    }

    private Arrived at(Tensor input) {
        return arrived.computeIfAbsent(input, tensor -> new Arrived());
    }

    /** The tracked tensors behind {@code loss}, every one after its inputs. */
    private static List<Tensor> inputsFirst(Tensor loss) {
        List<Tensor> order = new ArrayList<>();
        IdentityHashMap<Tensor, Boolean> entered = new IdentityHashMap<>();
        Deque<Tensor> stack = new ArrayDeque<>();
        stack.push(loss);
        while (!stack.isEmpty()) {
            Tensor tensor = stack.pop();
            Boolean left = entered.get(tensor);
            if (left == null) {
                entered.put(tensor, false);
                stack.push(tensor);
                Op op = tensor.op();
                for (Tensor input : op == null ? Collections.<Tensor>emptyList() : op.inputs()) {
                    if (input.isTracked() && !entered.containsKey(input)) {
                        stack.push(input);
                    }
                }
            } else if (!left) {
                entered.put(tensor, true);
                order.add(tensor);
            }
        }
        return order;
    }

    /** What has reached one tensor so far: dense gradients added up, rows of a table kept as they came. */
    private static final class Arrived {
        private @Nullable Tensor sum;
        private boolean own;
        private final List<RowGradient> rows = new ArrayList<>(0);

        void add(Tensor gradient) {
            Tensor before = sum;
            if (before == null) {
                sum = gradient;
            } else if (own) {
                before.backend().axpby(1, gradient.buffer(), 1, before.buffer());
            } else {
                sum = before.plus(gradient);
                own = true;
            }
        }

        void addRows(IntTensor ids, Tensor gradient) {
            rows.add(new RowGradient(ids, gradient));
        }

        /** For a leaf: row gradients stay rows, each row once. */
        Object total(Tensor leaf) {
            return rows.isEmpty() || sum != null ? dense(leaf) : RowGradient.coalesce(rows);
        }

        Tensor dense(Tensor tensor) {
            for (RowGradient some : rows) {
                if (sum == null) {
                    sum = Tensor.full(some.rows().allocator(), 0, tensor.shape());
                    own = true;
                } else if (!own) {
                    sum = sum.times(1);
                    own = true;
                }
                some.addTo(sum);
            }
            rows.clear();
            return Objects.requireNonNull(sum);
        }
    }
}
