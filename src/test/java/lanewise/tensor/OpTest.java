package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import lanewise.backend.Device;
import lanewise.kernel.BinaryFunction;
import lanewise.kernel.UnaryFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values against an oracle in doubles, within what rounding explains; gradients against its central differences. */
@Tag("lane")
class OpTest {

    private static final int SEEDS = 2;

    static List<OpCase> cases() {
        return OpTable.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valueAndGradient(OpCase operation) {
        check(operation, Device.cpu());
    }

    /** An operation on a device. */
    static void check(OpCase operation, Device device) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<float[]> values = operation.values(seed);
            List<Tensor> inputs = operation.tensors(device, values, -1);
            List<Doubles> exact = operation.doubles(values);
            Tensor y = operation.tensor().apply(inputs);
            String where = operation + ", seed " + seed;
            checkValue(where, y, operation.oracle().apply(exact));
            float[] cotangent = new OpCase.Input(-1, 1, false, y.shape()).values(new SplittableRandom(~seed));
            Gradients gradients = y.backward(Tensor.of(device, cotangent, y.shape()));
            for (int input = 0; input < inputs.size(); input++) {
                if (inputs.get(input).isTracked()) {
                    float[] gradient = gradients.of(inputs.get(input)).toArray();
                    checkGradient(where + ", input " + input, gradient, operation, exact, input, cotangent);
                    checkAlone(where + ", input " + input, gradient, operation, device, values, input, cotangent);
                }
            }
        }
    }

    /** So that it can be scaled in place: neither another gradient nor a number that went in or came out moves with it. */
    @ParameterizedTest
    @MethodSource("cases")
    void aGradientHasMemoryOfItsOwn(OpCase operation) {
        List<Tensor> inputs = operation.tensors(Device.cpu(), operation.values(1), -1);
        Tensor y = operation.tensor().apply(inputs);
        List<Tensor> others = new ArrayList<>(inputs);
        Tensor cotangent = Tensor.full(y.allocator(), 1, y.shape());
        others.add(y);
        others.add(cotangent);
        Gradients gradients = y.backward(cotangent);
        for (Tensor input : inputs) {
            if (input.isTracked()) {
                others.add(gradients.of(input));
            }
        }
        List<float[]> before = others.stream().map(Tensor::toArray).toList();
        for (int at = inputs.size() + 2; at < others.size(); at++) {
            Tensor gradient = others.get(at);
            gradient.backend().fill(gradient.buffer(), Float.NaN);
            for (int other = 0; other < others.size(); other++) {
                if (other != at) {
                    assertArrayEquals(before.get(other), others.get(other).toArray(), operation + ", tensor " + other);
                }
            }
            gradient.backend().upload(before.get(at), 0, gradient.buffer());
        }
    }

    private static void checkValue(String where, Tensor y, Doubles expected) {
        assertArrayEquals(expected.shape(), y.shape().sizes(), where);
        float[] actual = y.toArray();
        for (int i = 0; i < actual.length; i++) {
            double off = Math.abs(actual[i] - expected.value(i));
            // Below the smallest normal number a float has no relative precision.
            double bound = expected.bound(i) + Float.MIN_NORMAL;
            int at = i;
            assertTrue(
                    off <= bound,
                    () -> String.format(
                            Locale.ROOT,
                            "%s: element %d is %.9g, it should be %.9g within %.3g",
                            where,
                            at,
                            actual[at],
                            expected.value(at),
                            bound));
        }
    }

    private static void checkGradient(
            String where, float[] actual, OpCase operation, List<Doubles> exact, int input, float[] cotangent) {
        Doubles x = exact.get(input);
        double[] expected = new double[actual.length];
        double[] terms = new double[actual.length];
        for (int i = 0; i < actual.length; i++) {
            double step = 1e-5 * Math.max(Math.abs(x.value(i)), 0.1);
            Doubles up = at(operation, exact, input, x.moved(i, step));
            Doubles down = at(operation, exact, input, x.moved(i, -step));
            for (int j = 0; j < cotangent.length; j++) {
                double term = cotangent[j] * (up.value(j) - down.value(j)) / (2 * step);
                expected[i] += term;
                terms[i] += Math.abs(term);
            }
        }
        double largest = 0;
        for (float number : cotangent) {
            largest = Math.max(largest, Math.abs(number));
        }
        for (int i = 0; i < actual.length; i++) {
            // Relative to what was added up; the second part is for derivatives such as 1 - y, where y rounds to 1.
            double bound = 1e-4 * terms[i] + 1e-6 * largest;
            int at = i;
            assertTrue(
                    Math.abs(actual[i] - expected[i]) <= bound,
                    () -> String.format(
                            Locale.ROOT,
                            "%s: gradient %d is %.9g, it should be %.9g within %.3g",
                            where,
                            at,
                            actual[at],
                            expected[at],
                            bound));
        }
    }

    private static Doubles at(OpCase operation, List<Doubles> exact, int input, Doubles moved) {
        Doubles[] inputs = exact.toArray(new Doubles[0]);
        inputs[input] = moved;
        return operation.oracle().apply(Arrays.asList(inputs));
    }

    /** What is not asked for may be left out, and must not change the rest. */
    private static void checkAlone(
            String where,
            float[] gradient,
            OpCase operation,
            Device device,
            List<float[]> values,
            int input,
            float[] cotangent) {
        List<Tensor> inputs = operation.tensors(device, values, input);
        Tensor y = operation.tensor().apply(inputs);
        Gradients gradients = y.backward(Tensor.of(device, cotangent, y.shape()));
        assertArrayEquals(gradient, gradients.of(inputs.get(input)).toArray(), where + ", tracked alone");
    }

    @Test
    void everyOperationHasACase() {
        Set<Class<?>> tested = new HashSet<>();
        Set<UnaryFunction> unary = EnumSet.noneOf(UnaryFunction.class);
        Set<BinaryFunction> binary = EnumSet.noneOf(BinaryFunction.class);
        for (OpCase operation : cases()) {
            Deque<Tensor> open = new ArrayDeque<>();
            open.push(operation.tensor().apply(operation.tensors(Device.cpu(), operation.values(1), -1)));
            while (!open.isEmpty()) {
                Op op = open.pop().op();
                if (op == null) {
                    continue;
                }
                tested.add(op.getClass());
                if (op instanceof Unary one) {
                    unary.add(one.f());
                }
                if (op instanceof Binary two) {
                    binary.add(two.f());
                }
                open.addAll(op.inputs());
            }
        }
        assertEquals(Set.of(Op.class.getPermittedSubclasses()), tested);
        assertEquals(EnumSet.allOf(UnaryFunction.class), unary);
        assertEquals(EnumSet.allOf(BinaryFunction.class), binary);
    }
}
