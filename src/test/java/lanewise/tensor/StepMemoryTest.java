package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanewise.Allocations;
import lanewise.backend.Allocator;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import org.junit.jupiter.api.Test;

/** What is computed from a tensor of a step belongs to that step. */
class StepMemoryTest {

    private static final String ENDED =
            "this tensor belongs to a training step that has ended; copy() what must outlive its step";

    private final Scope step = Device.cpu(1).backend().scope();

    private final Parameter weight = Parameter.weight("weight", new float[64 * 256], Shape.of(64, 256));
    private final Parameter bias = Parameter.weight("bias", new float[64], Shape.of(64));
    private final Parameter table = Parameter.weight("table", new float[1000 * 256], Shape.of(1000, 256));
    private final float[] values = new float[128 * 256];
    private final int[] ids = new int[128];

    private Tensor loss() {
        Tensor x = Tensor.of(step, values, Shape.of(128, 256));
        Tensor rows = table.rows(IntTensor.of(step, ids, Shape.of(128)));
        Tensor hidden = Functional.linearRelu(rows.plus(x), weight.value(), bias.value());
        return Functional.crossEntropy(hidden, IntTensor.of(step, ids, Shape.of(128)));
    }

    @Test
    void resultsAndGradientsBelongToTheStep() {
        Tensor loss = loss();
        assertSame(step, loss.allocator());
        Gradients gradients = loss.backward();
        assertSame(step, gradients.of(weight).allocator());
        assertSame(step, gradients.of(table).allocator());
        // The step's operand may be the first or the second.
        Tensor inside = Tensor.of(step, new float[] {1, 2}, Shape.of(2));
        Tensor outside = Tensor.of(new float[] {3, 4});
        for (Tensor result : List.of(inside.plus(outside), outside.plus(inside), Tensor.concat(0, outside, inside))) {
            assertSame(step, result.allocator());
        }
        Allocator heap = Device.cpu().backend().heap();
        assertSame(heap, outside.plus(outside).allocator());
        assertSame(step.backend().heap(), inside.copy().allocator());
    }

    @Test
    void nothingOfAnEndedStepCanBeRead() {
        Tensor loss = loss();
        Gradients gradients = loss.backward();
        Tensor gradient = gradients.of(weight);
        Tensor part = gradient.slice(1, 2).reshape(16, 16);
        Tensor kept = gradient.copy();
        float[] expected = gradient.toArray();
        step.release();
        for (Tensor ended : List.of(loss, gradient, part)) {
            assertEquals(
                    ENDED,
                    assertThrows(IllegalStateException.class, ended::toArray).getMessage());
        }
        assertEquals(
                ENDED,
                assertThrows(IllegalStateException.class, () -> part.plus(1)).getMessage());
        assertEquals(
                ENDED,
                assertThrows(
                                IllegalStateException.class,
                                () -> kept.reshape(256, 64).matmul(gradient))
                        .getMessage());
        assertEquals(
                ENDED, assertThrows(IllegalStateException.class, loss::backward).getMessage());
        assertArrayEquals(expected, kept.toArray());
    }

    @Test
    void aRepeatedStepAllocatesNextToNothing() {
        long bytes = Allocations.leastOfACall(24_999, 20, () -> {
            Gradients gradients = loss().backward();
            InPlace.sgd(weight, gradients.of(weight), weight.value(), 0, 0, false, 0, 1, 1);
            step.release();
        });
        // The arrays of a step are over 700,000 bytes; what is left are tensors, records and lambdas, and the index of
        // the rows in use.
        assertTrue(bytes < 25_000, "a step allocates " + bytes + " bytes");
    }
}
