package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanewise.tensor.IntTensor;
import lanewise.tensor.ShapeException;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Losses against PyTorch 1.13. The program that made the numbers:
 *
 * <pre>
 * from torch import tensor
 * from torch.nn import functional as F
 *
 * p = tensor([[0.5, -1.0, 2.0], [3.0, 0.25, -0.75]])
 * t = tensor([[1.0, 0.0, 0.5], [0.25, 1.0, 0.0]])
 * print(F.mse_loss(p, t), F.l1_loss(p, t))
 * print(F.cross_entropy(p, tensor([2, 1])), F.nll_loss(p.log_softmax(1), tensor([2, 1])))
 * print(F.binary_cross_entropy_with_logits(p, t))
 * far = tensor([[1000.0, 0.0, -1000.0]])
 * for c in range(3):
 *     print(F.cross_entropy(far, tensor([c])))
 * for target in (0.0, 0.5, 1.0):
 *     print(F.binary_cross_entropy_with_logits(tensor([200.0]), tensor([target])))
 *     print(F.binary_cross_entropy_with_logits(tensor([-200.0]), tensor([target])))
 * </pre>
 */
@Tag("lane")
class LossTest {

    private static final Tensor P = Tensor.of(new float[][] {{0.5f, -1, 2}, {3, 0.25f, -0.75f}});
    private static final Tensor T = Tensor.of(new float[][] {{1, 0, 0.5f}, {0.25f, 1, 0}});
    private static final IntTensor CLASSES = IntTensor.vector(2, 1);

    @Test
    void againstPyTorch() {
        assertEquals(2.03125f, Loss.mse().of(P, T).item(), 1e-6f);
        assertEquals(1.208333f, Loss.l1().of(P, T).item(), 1e-6f);
        assertEquals(1.537571f, Loss.crossEntropy().of(P, CLASSES).item(), 1e-6f);
        assertEquals(1.537571f, Loss.nll().of(P.logSoftmax(), CLASSES).item(), 1e-6f);
        assertEquals(0.8626108f, Loss.binaryCrossEntropyWithLogits().of(P, T).item(), 1e-6f);
    }

    @Test
    void extremeLogits() {
        Tensor far = Tensor.of(new float[][] {{1000, 0, -1000}});
        for (int target = 0; target < 3; target++) {
            Tensor tracked = far.tracked();
            Tensor loss = Loss.crossEntropy().of(tracked, IntTensor.vector(target));
            assertEquals(1000 * target, loss.item());
            float[] gradient = loss.backward().of(tracked).toArray();
            assertEquals(target == 0 ? 0 : 1, gradient[0], "softmax less one-hot, class " + target);
        }
        float[] targets = {0, 0.5f, 1};
        float[] atPlus = {200, 100, 0};
        for (int i = 0; i < targets.length; i++) {
            assertEquals(atPlus[i], binary(200, targets[i]));
            assertEquals(atPlus[2 - i], binary(-200, targets[i]));
        }
    }

    private static float binary(float logit, float target) {
        return Loss.binaryCrossEntropyWithLogits()
                .of(Tensor.of(new float[] {logit}), Tensor.of(new float[] {target}))
                .item();
    }

    @Test
    void shapesThatWouldCompareEveryPairAreRefused() {
        Tensor column = Tensor.zeros(6, 1);
        Tensor vector = Tensor.zeros(6);
        for (Loss<Tensor> loss : List.of(Loss.mse(), Loss.l1(), Loss.binaryCrossEntropyWithLogits())) {
            String message = assertThrows(ShapeException.class, () -> loss.of(column, vector))
                    .getMessage();
            assertTrue(message.contains("[6, 1]") && message.contains("[6]"), message);
        }
        assertThrows(ShapeException.class, () -> Loss.crossEntropy().of(P, IntTensor.vector(0, 1, 2)));
        assertThrows(ShapeException.class, () -> Loss.nll().of(P, IntTensor.vector(0, 1, 2)));
        assertThrows(IndexOutOfBoundsException.class, () -> Loss.crossEntropy().of(P, IntTensor.vector(0, 3)));
        assertThrows(IndexOutOfBoundsException.class, () -> Loss.nll().of(P, IntTensor.vector(0, -1)));
    }
}
