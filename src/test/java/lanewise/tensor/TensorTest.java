package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TensorTest {

    private static final Tensor MATRIX = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    private static final Tensor VECTOR = Tensor.ones(5);
    private static final Tensor CUBE = Tensor.zeros(2, 3, 4);

    @Test
    void isMadeFromNumbers() {
        float[] numbers = {1, 2, 3};
        Tensor vector = Tensor.of(numbers);
        numbers[0] = 9;
        assertArrayEquals(new float[] {1, 2, 3}, vector.toArray());
        assertEquals(Shape.of(3), vector.shape());
        assertEquals(
                MATRIX.shape(), Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}}).shape());
        assertArrayEquals(
                MATRIX.toArray(),
                Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}}).toArray());
        assertEquals(Shape.of(0, 0), Tensor.of(new float[0][]).shape());
        assertEquals(Shape.of(), Tensor.scalar(2).shape());
        assertEquals(2, Tensor.scalar(2).item());
        assertArrayEquals(new float[] {7, 7, 7, 7}, Tensor.full(7, 2, 2).toArray());
        assertArrayEquals(new float[4], Tensor.zeros(4).toArray());
    }

    @Test
    void readsNumbers() {
        assertEquals(6, MATRIX.get(1, 2));
        assertEquals(2, MATRIX.get(0, 1));
        assertEquals(3, Tensor.scalar(3).get());
        assertEquals(4, Tensor.full(4, 1, 1).item());
        assertEquals(2, MATRIX.rank());
        assertEquals(3, MATRIX.size(-1));
        assertEquals(6, MATRIX.elements());
    }

    @Test
    void cutsAlongTheFirstAxis() {
        assertArrayEquals(new float[] {4, 5, 6}, MATRIX.row(1).toArray());
        assertEquals(Shape.of(3), MATRIX.row(1).shape());
        assertEquals(Shape.of(1, 3), MATRIX.slice(1, 2).shape());
        assertEquals(Shape.of(0, 3), MATRIX.slice(2, 2).shape());
        assertEquals(5, MATRIX.row(1).slice(1, 3).row(0).item());
        assertEquals(Shape.of(), VECTOR.row(0).shape());
    }

    @Test
    void findsTheLargest() {
        Tensor x = Tensor.of(new float[] {1, 7, 3, 7, 2, 7}, 2, 3);
        assertEquals(1, x.argmax());
        assertArrayEquals(new int[] {1, 0}, x.argmax(1).toArray());
        assertArrayEquals(new int[] {1, 0, 1}, x.argmax(0).toArray());
        assertArrayEquals(new int[] {1, 0}, x.argmax(-1).toArray());
        assertEquals(7, x.max().item());
        assertEquals(1, Tensor.of(new float[] {1, Float.NaN, 3}).argmax());
        assertTrue(Float.isNaN(Tensor.of(new float[] {1, Float.NaN, 3}).max().item()));
    }

    @Test
    void gradientOfTheLargestGoesToTheFirstOfEquals() {
        Tensor x = Tensor.of(new float[] {1, 7, 3, 7, 2, 7}, 2, 3).tracked();
        assertArrayEquals(
                new float[] {0, 1, 0, 1, 0, 0}, x.max(1).sum().backward().of(x).toArray());
        assertArrayEquals(
                new float[] {0, 1, 0, 0, 0, 0}, x.max().backward().of(x).toArray());
    }

    @Test
    void impossibleClassesDoNotSpoilTheLoss() {
        Tensor logProbabilities =
                Tensor.of(new float[] {-1, Float.NEGATIVE_INFINITY}, 1, 2).tracked();
        Tensor loss = Functional.nllLoss(logProbabilities, IntTensor.vector(0));
        assertEquals(1, loss.item());
        assertArrayEquals(
                new float[] {-1, 0}, loss.backward().of(logProbabilities).toArray());
    }

    @Test
    void prints() {
        assertEquals("Tensor[2, 3] [[1.000, 2.000, 3.000], [4.000, 5.000, 6.000]]", MATRIX.toString());
        assertEquals("Tensor[] 0.5000", Tensor.scalar(0.5f).toString());
        assertEquals("Tensor[0] []", Tensor.zeros(0).toString());
        assertEquals(
                "Tensor[2, 1, 1] [[[-1.500]], [[NaN]]]",
                Tensor.of(new float[] {-1.5f, Float.NaN}, 2, 1, 1).toString());
        assertEquals("Tensor[1] [1.250e+10]", Tensor.of(new float[] {1.25e10f}).toString());
        String large = Tensor.zeros(1000).toString();
        assertTrue(large.startsWith("Tensor[1000] [0.000, 0.000"), large);
        assertTrue(large.endsWith(", 0.000, ..."), large);
        assertEquals(32, large.split(", ", -1).length - 1);
    }

    @Test
    void untrackedTensorsAreNotCopied() {
        assertSame(MATRIX, MATRIX.detach());
        assertSame(MATRIX, Functional.dropout(MATRIX, 0, Rng.of(1)));
    }

    @Test
    void makingNamesShapeAndCount() {
        refuses("tensor of shape [2, 2]: it has 4 elements, 3 values were given", () -> Tensor.of(new float[3], 2, 2));
        refuses("matrix: row 1 has 1 values, row 0 has 2", () -> Tensor.of(new float[][] {{1, 2}, {3}}));
        refuses("shape [-1]: sizes may not be negative", () -> Tensor.zeros(-1));
    }

    @Test
    void readingNamesShapeAndIndex() {
        refuses("item: [2, 3] has 6 elements, it needs exactly one", MATRIX::item);
        refuses(
                "item: [0] has 0 elements, it needs exactly one",
                () -> Tensor.zeros(0).item());
        refuses("get [1]: [2, 3] has 2 axes", () -> MATRIX.get(1));
        outside("get [0, 3]: axis 1 of [2, 3] ends at 2", () -> MATRIX.get(0, 3));
        outside("get [-1, 0]: axis 0 of [2, 3] ends at 1", () -> MATRIX.get(-1, 0));
        refuses("slice 1 to 3 of [2, 3]: the first axis ends at 2", () -> MATRIX.slice(1, 3));
        refuses("slice 2 to 1 of [2, 3]: the first axis ends at 2", () -> MATRIX.slice(2, 1));
        refuses("slice -1 to 1 of [2, 3]: the first axis ends at 2", () -> MATRIX.slice(-1, 1));
        refuses("slice: [] has no axis 0, it has 0 axes", () -> Tensor.scalar(1).slice(0, 1));
        refuses("slice 2 to 3 of [2, 3]: the first axis ends at 2", () -> MATRIX.row(2));
        refuses("reshape [2, 3] to [4]: the sizes must multiply to 6", () -> MATRIX.reshape(4));
        outside(
                "gather: row 2 at position 1 does not lie between 0 and 1",
                () -> MATRIX.gather(IntTensor.vector(0, 2)));
        outside("gather: row -1 at position 0 does not lie between 0 and 1", () -> MATRIX.gather(IntTensor.vector(-1)));
        refuses(
                "gather: [] has no axis 0, it has 0 axes",
                () -> Tensor.scalar(1).gather(IntTensor.vector(0)));
    }

    @Test
    void arithmeticNamesOperationAndBothShapes() {
        String rule = ": the shapes must be equal, or one a single number,"
                + " a row (the trailing axes of the other) or a column (its leading axes, then 1)";
        refuses("plus [2, 3], [5]" + rule, () -> MATRIX.plus(VECTOR));
        refuses("minus [5], [2, 3]" + rule, () -> VECTOR.minus(MATRIX));
        refuses("times [2, 3], [2]" + rule, () -> MATRIX.times(Tensor.ones(2)));
        refuses("div [2, 3, 4], [2, 3]" + rule, () -> CUBE.div(MATRIX));
        refuses("matmul [2, 3] x [2, 3]: inner dimensions differ (3 and 2)", () -> MATRIX.matmul(MATRIX));
        refuses("matmul [2, 3]' x [2, 3]': inner dimensions differ (2 and 3)", () -> MATRIX.matmul(MATRIX, true, true));
        refuses("matmul [2, 3] x [5]: both must be matrices", () -> MATRIX.matmul(VECTOR));
        refuses("transpose [5]: it must be a matrix", VECTOR::transpose);
        refuses("row dot [2, 3], [5]: both must be matrices of one shape", () -> Functional.rowDot(MATRIX, VECTOR));
        refuses("concat: there is nothing to put together", () -> Tensor.concat(0));
        refuses(
                "concat along axis 1 of [2, 3] and [5]: all other axes must be equal",
                () -> Tensor.concat(-1, MATRIX, VECTOR));
        refuses("concat: [2, 3] has no axis 2, it has 2 axes", () -> Tensor.concat(2, MATRIX, MATRIX));
    }

    @Test
    void reductionsNameTheAxis() {
        refuses("sum: [2, 3] has no axis 2, it has 2 axes", () -> MATRIX.sum(2));
        refuses("mean: [2, 3] has no axis -3, it has 2 axes", () -> MATRIX.mean(-3));
        refuses("max: [] has no axis 0, it has 0 axes", () -> Tensor.scalar(1).max(0));
        refuses("argmax: [2, 3] has no axis 5, it has 2 axes", () -> MATRIX.argmax(5));
        refuses(
                "max [0, 3]: there is nothing along the axis to choose from",
                () -> Tensor.zeros(0, 3).max(0));
        refuses(
                "argmax [0]: there is nothing along the axis to choose from",
                () -> Tensor.zeros(0).argmax());
        refuses(
                "softmax []: a single number has no axis to normalise",
                () -> Tensor.scalar(1).softmax());
    }

    @Test
    void layersAndLossesNameBothShapes() {
        Tensor weight = Tensor.zeros(4, 3);
        refuses(
                "linear [5], weight [4, 3]: the last axis of the input must be 3",
                () -> Functional.linear(VECTOR, weight, null));
        refuses(
                "linear [2, 3], weight [4, 3], bias [3]: the bias must be [4]",
                () -> Functional.linear(MATRIX, weight, Tensor.zeros(3)));
        refuses(
                "linear [2, 3], weight [2, 3, 4]: the weight must be a matrix, [outputs, inputs]",
                () -> Functional.linear(MATRIX, CUBE, null));
        refuses(
                "linearLeakyRelu: the slope may not be negative, got -1.0",
                () -> Functional.linearLeakyRelu(MATRIX, weight, null, -1));
        refuses("leakyRelu: the slope may not be negative, got -0.5", () -> MATRIX.leakyRelu(-0.5f));
        refuses(
                "dropout: the probability must lie between 0 and 1, got 1.5",
                () -> Functional.dropout(MATRIX, 1.5f, Rng.of(1)));
        refuses(
                "dropout: the probability must lie between 0 and 1, got NaN",
                () -> Functional.dropout(MATRIX, Float.NaN, Rng.of(1)));
        Tensor three = Tensor.ones(3);
        Tensor four = Tensor.ones(4);
        refuses(
                "batchNorm [2, 3]: the input must be a matrix of 4 columns",
                () -> Functional.batchNormInference(MATRIX, four, four, four, four, 0));
        refuses(
                "batchNorm [2, 3], weight [3], another parameter [4]: all must have 3 elements",
                () -> Functional.batchNormInference(MATRIX, three, three, three, four, 0));
        Parameter statistic = Parameter.statistic("statistic", new float[3], Shape.of(3));
        refuses(
                "batchNorm [1, 3]: in training a batch needs at least two rows to have a variance",
                () -> Functional.batchNormTraining(Tensor.ones(1, 3), statistic, statistic, three, three, 0.1f, 0));
        refuses(
                "layerNorm [2, 3]: the last axis of the input must be 4",
                () -> Functional.layerNorm(MATRIX, four, four, 0));
        refuses(
                "layerNorm [2, 3], weight [3], another parameter [4]: all must have 3 elements",
                () -> Functional.layerNorm(MATRIX, three, four, 0));
        refuses("mseLoss [2, 3], target [5]: the shapes must be equal", () -> Functional.mseLoss(MATRIX, VECTOR));
        refuses("l1Loss [5], target [2, 3]: the shapes must be equal", () -> Functional.l1Loss(VECTOR, MATRIX));
        refuses(
                "binaryCrossEntropyWithLogits [5], targets [2, 3]: the shapes must be equal",
                () -> Functional.binaryCrossEntropyWithLogits(VECTOR, MATRIX));
        IntTensor labels = IntTensor.vector(0, 3);
        refuses(
                "crossEntropy [2, 3, 4], targets [2]: the logits need the shape of the targets and one more axis, the classes",
                () -> Functional.crossEntropy(CUBE, labels));
        refuses(
                "nllLoss [2, 3, 4], targets [2]: the log-probabilities need the shape of the targets and one more axis, the classes",
                () -> Functional.nllLoss(CUBE, labels));
        outside(
                "crossEntropy: class 3 at position 1 does not lie between 0 and 2",
                () -> Functional.crossEntropy(MATRIX, labels));
        outside(
                "nllLoss: target 3 at position 1 is not one of the 3 classes",
                () -> Functional.nllLoss(MATRIX, labels));
    }

    @Test
    void customOperationsAreChecked() {
        Tensor x = Tensor.ones(3).tracked();
        assertTrue(assertThrows(
                        IllegalStateException.class,
                        () -> Tensor.apply(returning(List.of()), x).sum().backward())
                .getMessage()
                .endsWith("its backward returned 0 gradients for 1 inputs"));
        assertTrue(assertThrows(
                        ShapeException.class,
                        () -> Tensor.apply(returning(List.of(Tensor.ones(2))), x)
                                .sum()
                                .backward())
                .getMessage()
                .endsWith("gradient 0 has shape [2], its input [3]"));
    }

    private static CustomOp returning(List<Tensor> gradients) {
        return new CustomOp() {
            @Override
            public Tensor forward(List<Tensor> inputs) {
                return inputs.get(0);
            }

            @Override
            public List<Tensor> backward(List<Tensor> inputs, Tensor output, Tensor gradient) {
                return gradients;
            }
        };
    }

    private static void refuses(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private static void outside(String message, Executable call) {
        assertEquals(
                message, assertThrows(IndexOutOfBoundsException.class, call).getMessage());
    }

    @Test
    void divisionByANumberIsDivision() {
        assertEquals(1, Tensor.of(new float[] {1e-39f}).div(1e-39f).item());
        float[] x = {1, 2, 3, 4, 5, 6, 7};
        assertArrayEquals(
                Tensor.of(x).div(Tensor.scalar(3)).toArray(),
                Tensor.of(x).div(3).toArray());
    }

    @Test
    void aTensorOfAnEndedStepStillHasAText() {
        Scope step = Device.cpu(1).backend().scope();
        Tensor tensor = Tensor.of(step, new float[] {1, 2}, Shape.of(2));
        step.release();
        assertEquals("Tensor[2] (its training step has ended)", tensor.toString());
    }
}
