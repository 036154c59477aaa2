package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanewise.backend.Device;
import org.junit.jupiter.api.Test;

class GradientsTest {

    private static Parameter weight(float... values) {
        return Parameter.weight("weight", values, Shape.of(values.length));
    }

    /** A table of 4 rows of 2. */
    private static Parameter table() {
        return Parameter.weight("table", new float[] {1, 2, 3, 4, 5, 6, 7, 8}, Shape.of(4, 2));
    }

    // The walk

    @Test
    void sharedPartsAreVisitedOnce() {
        Tensor x = Tensor.of(new float[] {2, 3}).tracked();
        Tensor square = x.square();
        // (x^2 + 3 x^2) x^2 = 4 x^4, so 16 x^3
        Tensor loss = square.plus(square.times(3)).times(square).sum();
        assertArrayEquals(new float[] {128, 432}, loss.backward().of(x).toArray());
    }

    @Test
    void everyUseIsVisitedBeforeTheShared() {
        Tensor x = Tensor.of(new float[] {2}).tracked();
        Tensor y = x.times(3);
        // A long way and a short way to y: 3^12 y + y
        Tensor far = y;
        for (int i = 0; i < 12; i++) {
            far = far.times(3);
        }
        assertEquals(3 * (531441 + 1), y.plus(far).backward().of(x).item());
        assertEquals(3 * (531441 + 1), far.plus(y).backward().of(x).item());
    }

    @Test
    void oneTensorTwiceCountsTwice() {
        Tensor x = Tensor.of(new float[] {2, 5}).tracked();
        assertArrayEquals(new float[] {4, 10}, x.times(x).sum().backward().of(x).toArray());
        assertArrayEquals(new float[] {2, 2}, x.plus(x).sum().backward().of(x).toArray());
        assertArrayEquals(new float[] {0, 0}, x.minus(x).sum().backward().of(x).toArray());
        assertArrayEquals(
                new float[] {3, 3},
                Tensor.concat(0, x, x, x).sum().backward().of(x).toArray());
    }

    @Test
    void aLongChainDoesNotOverflow() {
        Tensor x = Tensor.scalar(1).tracked();
        Tensor y = x;
        for (int i = 0; i < 100_000; i++) {
            y = y.plus(1);
        }
        assertEquals(1, y.backward().of(x).item());
        assertEquals(100_001, y.item());
    }

    @Test
    void twoPassesOverOneGraphAgree() {
        Tensor x = Tensor.of(new float[] {1, 2, 3}).tracked();
        Tensor loss = x.exp().times(x).sum();
        float[] first = loss.backward().of(x).toArray();
        assertArrayEquals(first, loss.backward().of(x).toArray());
    }

    @Test
    void aTrackedLossIsItsOwnGradient() {
        Tensor x = Tensor.scalar(5).tracked();
        assertEquals(1, x.backward().of(x).item());
    }

    @Test
    void takesAGradientToStartFrom() {
        Tensor x = Tensor.of(new float[] {1, 2, 3}).tracked();
        Tensor start = Tensor.of(new float[] {1, 0, -1});
        assertArrayEquals(
                new float[] {2, 0, -6}, x.square().backward(start).of(x).toArray());
        Tensor gradient = x.plus(Tensor.ones(3)).backward(start.tracked()).of(x);
        assertFalse(gradient.isTracked());
    }

    /** Rows that go straight into a row dot get their gradient without a matrix in between; ids may repeat. */
    @Test
    void rowDotsOfEmbeddingsAreTheDotsOfTheirRows() {
        Parameter first = table();
        Parameter second = table();
        IntTensor ids = IntTensor.vector(3, 0, 3, 3);
        IntTensor others = IntTensor.vector(1, 1, 2, 0);
        Tensor weights = Tensor.of(new float[] {1, -2, 3, 0.5f});
        Gradients straight = Functional.rowDot(first.rows(ids), second.rows(others))
                .times(weights)
                .sum()
                .backward();
        Gradients apart = Functional.rowDot(
                        first.rows(ids).times(1), second.rows(others).times(1))
                .times(weights)
                .sum()
                .backward();
        for (Parameter table : List.of(first, second)) {
            RowGradient rows = straight.rows(table);
            assertNotNull(rows);
            assertArrayEquals(apart.rows(table).ids().toArray(), rows.ids().toArray());
            assertArrayEquals(apart.of(table).toArray(), straight.of(table).toArray());
        }
        // One table on both sides: d(u . v) / du = v and the other way round.
        Gradients both = Functional.rowDot(first.rows(IntTensor.vector(0)), first.rows(IntTensor.vector(1)))
                .sum()
                .backward();
        assertArrayEquals(new float[] {3, 4, 1, 2, 0, 0, 0, 0}, both.of(first).toArray());
    }

    // What is recorded

    @Test
    void nothingIsRecordedWithoutTrackedInputs() {
        for (OpCase operation : OpTable.all()) {
            OpCase untracked = new OpCase(
                    operation.name(),
                    operation.tensor(),
                    operation.oracle(),
                    operation.inputs().stream()
                            .map(in -> new OpCase.Input(in.low(), in.high(), false, in.shape()))
                            .toList());
            Tensor y = untracked.tensor().apply(untracked.tensors(Device.cpu(), untracked.values(1), -1));
            assertFalse(y.isTracked(), operation.name());
            assertNull(y.op(), operation.name());
        }
    }

    @Test
    void detachAndCopyCutTheGraph() {
        Tensor x = Tensor.of(new float[] {2, 3}).tracked();
        Tensor y = x.square();
        assertFalse(y.detach().isTracked());
        assertFalse(y.copy().isTracked());
        assertArrayEquals(new float[] {4, 9}, y.copy().toArray());
        assertArrayEquals(
                new float[] {4, 9}, x.times(y.detach()).sum().backward().of(x).toArray());
        Parameter parameter = weight(1, 2);
        Tensor shared = parameter.value();
        Tensor copied = parameter.value().copy();
        parameter.set(Tensor.of(new float[] {5, 6}));
        assertArrayEquals(new float[] {5, 6}, shared.toArray());
        assertArrayEquals(new float[] {1, 2}, copied.toArray());
    }

    @Test
    void frozenParametersAndStatisticsHaveNone() {
        Parameter frozen = weight(1, 2);
        frozen.trainable(false);
        Parameter statistic = Parameter.statistic("mean", new float[] {1, 2}, Shape.of(2));
        Parameter free = weight(3, 4);
        Gradients gradients = frozen.value()
                .times(free.value())
                .times(statistic.value())
                .sum()
                .backward();
        assertFalse(gradients.contains(frozen));
        assertFalse(gradients.contains(statistic));
        assertTrue(gradients.contains(free));
        assertArrayEquals(new float[] {1, 4}, gradients.of(free).toArray());
        frozen.trainable(true);
        assertTrue(frozen.value().sum().backward().contains(frozen));
    }

    // Rows

    @Test
    void rowsOfATableAreAddedUp() {
        Parameter table = table();
        Tensor picked = table.rows(IntTensor.of(new int[] {2, 0, 2, 2}, 2, 2));
        assertEquals(Shape.of(2, 2, 2), picked.shape());
        Tensor factors = Tensor.of(new float[] {1, 10, 2, 20, 3, 30, 4, 40}, 2, 2, 2);
        Gradients gradients = picked.times(factors).sum().backward();
        RowGradient rows = gradients.rows(table);
        assertNotNull(rows);
        assertArrayEquals(new int[] {2, 0}, rows.ids().toArray());
        assertEquals(Shape.of(2, 2), rows.rows().shape());
        assertArrayEquals(new float[] {8, 80, 2, 20}, rows.rows().toArray());
        assertArrayEquals(
                new float[] {2, 20, 0, 0, 8, 80, 0, 0}, gradients.of(table).toArray());
    }

    @Test
    void aTableReadTwiceByRowsStaysInRows() {
        Parameter table = table();
        Tensor loss = table.rows(IntTensor.vector(1, 3))
                .sum()
                .plus(table.rows(IntTensor.vector(3, 0)).times(10).sum());
        RowGradient rows = loss.backward().rows(table);
        assertNotNull(rows);
        float[] all = loss.backward().of(table).toArray();
        assertArrayEquals(new float[] {10, 10, 1, 1, 0, 0, 11, 11}, all);
        assertEquals(3, rows.ids().elements());
    }

    @Test
    void aTableReadByRowsAndAsAWholeIsDense() {
        for (boolean rowsFirst : new boolean[] {true, false}) {
            Parameter table = table();
            Tensor twice = table.rows(IntTensor.vector(1, 1))
                    .sum()
                    .plus(table.rows(IntTensor.vector(1)).sum());
            Tensor whole = table.value().times(10).sum();
            Gradients gradients = (rowsFirst ? twice.plus(whole) : whole.plus(twice)).backward();
            assertNull(gradients.rows(table));
            assertArrayEquals(
                    new float[] {10, 10, 13, 13, 10, 10, 10, 10},
                    gradients.of(table).toArray());
        }
    }

    @Test
    void rowsOfAComputedTableFlowOn() {
        Tensor x = Tensor.of(new float[] {1, 2, 3}).tracked();
        assertArrayEquals(
                new float[] {4, 0, 6},
                x.square()
                        .gather(IntTensor.vector(2, 0, 0))
                        .sum()
                        .backward()
                        .of(x)
                        .toArray());
    }

    @Test
    void noRowsAtAllAreNoGradient() {
        Parameter table = table();
        Gradients gradients = table.rows(IntTensor.vector()).sum().backward();
        assertArrayEquals(new float[8], gradients.of(table).toArray());
        assertEquals(0, gradients.norm(List.of(table)));
    }

    // Clipping

    @Test
    void clipNormScalesAllAlike() {
        Parameter a = weight(3, 0);
        Parameter b = weight(0, 2);
        Parameter table = table();
        Parameter unused = weight(1);
        List<Parameter> all = List.of(a, b, table, unused);
        // Gradients (6, 0), (0, 4) and two rows (6, 6) and (6, 6), one of them summed from two uses: norm 14
        Tensor loss = a.value()
                .square()
                .sum()
                .plus(b.value().square().sum())
                .plus(table.rows(IntTensor.vector(2, 0, 2))
                        .times(Tensor.of(new float[] {2, 6, 4}, 3, 1))
                        .sum());
        Gradients gradients = loss.backward();
        assertEquals(14, gradients.norm(all), 1e-5);
        assertEquals(14, gradients.clipNorm(all, 100), 1e-5);
        assertArrayEquals(new float[] {6, 0}, gradients.of(a).toArray());
        assertEquals(14, gradients.clipNorm(all, 7), 1e-5);
        assertArrayEquals(new float[] {3, 0}, gradients.of(a).toArray(), 1e-5f);
        assertArrayEquals(new float[] {0, 2}, gradients.of(b).toArray(), 1e-5f);
        RowGradient rows = gradients.rows(table);
        assertNotNull(rows);
        assertArrayEquals(new int[] {2, 0}, rows.ids().toArray());
        assertArrayEquals(new float[] {3, 3, 3, 3}, rows.rows().toArray(), 1e-5f);
        assertEquals(7, gradients.norm(all), 1e-5);
    }

    @Test
    void clipNormScalesASharedGradientOnce() {
        Parameter a = weight(1, 1);
        Parameter b = weight(2, 2);
        Tensor start = Tensor.of(new float[] {3, 4});
        Gradients gradients = a.value().plus(b.value()).backward(start);
        assertEquals(Math.sqrt(50), gradients.clipNorm(List.of(a, b), 1), 1e-5);
        float factor = (float) Math.sqrt(1 / 50.0);
        assertArrayEquals(new float[] {3 * factor, 4 * factor}, gradients.of(a).toArray(), 1e-6f);
        assertArrayEquals(new float[] {3 * factor, 4 * factor}, gradients.of(b).toArray(), 1e-6f);
        assertArrayEquals(new float[] {3, 4}, start.toArray());
    }

    @Test
    void clipNormLeavesWhatTheGradientCameFrom() {
        Parameter a = weight(1, 1);
        Tensor start = Tensor.of(new float[] {3, 4});
        CustomOp passesOn = new CustomOp() {
            @Override
            public Tensor forward(List<Tensor> inputs) {
                return inputs.get(0);
            }

            @Override
            public List<Tensor> backward(List<Tensor> inputs, Tensor output, Tensor gradient) {
                return List.of(start);
            }
        };
        for (Tensor loss : List.of(a.value(), a.value().reshape(2), Tensor.apply(passesOn, a.value()))) {
            Gradients gradients = loss.backward(start);
            assertEquals(5, gradients.clipNorm(List.of(a), 1), 1e-5);
            assertArrayEquals(new float[] {0.6f, 0.8f}, gradients.of(a).toArray(), 1e-6f);
            assertArrayEquals(new float[] {3, 4}, start.toArray());
        }
        assertArrayEquals(new float[] {1, 1}, a.value().toArray());
    }

    @Test
    void whatOneParameterAddsUpAnotherDoesNotSee() {
        Parameter a = weight(1, 1);
        Parameter b = weight(2, 2);
        Tensor start = Tensor.of(new float[] {3, 4});
        // Both sides of the first sum get one tensor, and one of them more.
        Tensor loss = a.value().plus(b.value()).plus(a.value()).plus(a.value().times(2));
        Gradients gradients = loss.backward(start);
        assertArrayEquals(new float[] {12, 16}, gradients.of(a).toArray());
        assertArrayEquals(new float[] {3, 4}, gradients.of(b).toArray());
        assertArrayEquals(new float[] {3, 4}, start.toArray());
    }

    // Errors

    @Test
    void saysWhatIsWrong() {
        Tensor tracked = Tensor.ones(2, 3).tracked();
        assertEquals(
                "backward: the loss must be a single number, got shape [2, 3]; reduce it by mean() or sum(), or give the gradient",
                assertThrows(ShapeException.class, tracked::backward).getMessage());
        assertEquals(
                "backward: nothing this was computed from is tracked; run the forward pass with Pass.training, or call"
                        + " tracked() on an input",
                assertThrows(
                                IllegalStateException.class,
                                () -> Tensor.ones(2, 3).sum().backward())
                        .getMessage());
        assertEquals(
                "backward: the gradient has shape [3], the tensor [2, 3]",
                assertThrows(ShapeException.class, () -> tracked.backward(Tensor.ones(3)))
                        .getMessage());
        Gradients gradients = tracked.sum().backward();
        assertEquals(
                "gradients: there is none of parameter weight: the loss does not depend on it, or it is frozen, a statistic,"
                        + " or a tensor that was computed and not made by tracked()",
                assertThrows(IllegalArgumentException.class, () -> gradients.of(weight(1)))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> gradients.of(Tensor.ones(2, 3).tracked()));
        assertEquals(
                "parameter weight: its shape is [1], the new values have [2, 3]",
                assertThrows(ShapeException.class, () -> weight(1).set(tracked)).getMessage());
    }
}
