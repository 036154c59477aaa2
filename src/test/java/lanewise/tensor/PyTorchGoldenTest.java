package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Composite operations against PyTorch 1.13. The program whose output stands below:
 *
 * <pre>{@code
 * import textwrap, torch
 * import torch.nn.functional as F
 * from torch import nn, tensor
 *
 * x = tensor([[0.5, -1, 2], [1.5, 0.25, -0.75], [-2, 3, 1], [0.125, -0.5, 4]], requires_grad=True)
 * dy = tensor([[1, -0.5, 0.25], [0.75, 2, -1], [-1.5, 0.5, 1.25], [0.3, -0.7, 0.9]])
 * weight = nn.Parameter(tensor([1.5, -0.5, 0.8]))
 * bias = nn.Parameter(tensor([0.1, 0.2, -0.3]))
 *
 * def show(name, t):
 *     numbers = " ".join(f"{v:.8g}" for v in t.detach().flatten().tolist())
 *     print(textwrap.fill(name + " " + numbers, 100))
 *
 * def run(name, y, dy, *leaves):
 *     y.backward(dy)
 *     show(name, y)
 *     for leaf, t in zip((".dx", ".dWeight", ".dBias"), leaves):
 *         show(name + leaf, t.grad)
 *         t.grad = None
 *
 * def layer(made):
 *     made.weight, made.bias = weight, bias
 *     return made
 *
 * bn, ln = layer(nn.BatchNorm1d(3)), layer(nn.LayerNorm(3))
 * run("first", bn(x), dy, x, weight, bias)
 * run("second", bn(x * 2), dy, x, weight, bias)
 * show("runningMean", bn.running_mean)
 * show("runningVariance", bn.running_var)
 * run("inference", bn.eval()(x), dy, x, weight, bias)
 * run("layerNorm", ln(x), dy, x, weight, bias)
 * one = torch.ones(())
 * run("crossEntropy", F.cross_entropy(x, tensor([2, 0, 1, 1])), one, x)
 * run("nll", F.nll_loss(F.log_softmax(x, 1), tensor([2, 0, 1, 1])), one, x)
 * targets = tensor([[1, 0, 0.5], [0.25, 1, 0], [0, 1, 0.75], [1, 0, 1]])
 * run("bce", F.binary_cross_entropy_with_logits(x * 10, targets), one, x)
 * }</pre>
 */
@Tag("lane")
class PyTorchGoldenTest {

    private static final String OUTPUT = """
            first 0.6510784 0.66523921 -0.096195459 1.8267123 0.26068339 -1.3772525 -2.2880063 -0.62933946
            -0.56203437 0.21021569 0.5034169 0.83548236
            first.dx 0.62085986 0.15583724 -0.11417657 -0.5117141 -0.55660516 -0.27160689 -0.22156143 0.1415341
            0.5061599 0.11241564 0.25923386 -0.12037643
            first.dWeight 3.6407912 1.4766288 2.2782433
            first.dBias 0.55000001 1.3 1.4
            second 0.65107965 0.66523993 -0.096195281 1.8267163 0.26068348 -1.3772539 -2.288012 -0.62934077
            -0.56203473 0.21021594 0.50341737 0.83548367
            second.dx 0.62085944 0.15583712 -0.11417688 -0.5117209 -0.55660611 -0.27160636 -0.22155413
            0.14153495 0.50616074 0.11241554 0.25923404 -0.12037753
            second.dWeight 3.6407995 1.4766312 2.2782462
            second.dBias 0.55000001 1.3 1.4
            runningMean 0.0090624997 0.126875 0.453125
            runningVariance 1.8735808 2.369323 2.7368228
            inference 0.63799733 0.5660435 0.44803351 1.7338543 0.16000524 -0.88180387 -2.1016452 -0.73327887
            -0.03554371 0.22705093 0.40362817 1.415188
            inference.dx 1.095857 0.16241531 0.12089431 0.82189274 -0.64966124 -0.48357725 -1.6437855
            -0.16241531 0.60447162 0.32875711 0.22738144 0.43521953
            inference.dWeight 3.4026477 1.7443812 3.3038149
            inference.dBias 0.55000001 1.3 1.4
            layerNorm 0.1 0.81237036 0.67979258 2.0012395 0.2452676 -1.2415662 -1.8466547 -0.36777431
            -0.17022303 -0.71640611 0.62913656 0.82203501
            layerNorm.dx 0.69401973 -0.34700978 -0.34701005 0.33840728 -0.76138723 0.42297995 -0.26254371
            -0.39381203 0.6563558 0.013869941 -0.011943847 -0.0019261241
            layerNorm.dWeight 2.7339933 1.5998654 2.9482088
            layerNorm.dBias 0.55000001 1.3 1.4
            crossEntropy 1.3090489
            crossEntropy.dx 0.043822598 0.0097781429 -0.053600743 -0.070389912 0.051459149 0.018930765
            0.0014749374 -0.031099856 0.029624917 0.0050283633 -0.24730851 0.24228014
            nll 1.3090489
            nll.dx 0.043822598 0.0097781429 -0.053600743 -0.070389912 0.051459149 0.018930765 0.0014749374
            -0.031099856 0.029624917 0.0050283633 -0.24730851 0.24228014
            bce 2.0079076
            bce.dx -0.0055773556 3.783156e-05 0.41666669 0.6249997 -0.063215144 0.00046064888 1.7176282e-09 0
            0.20829549 -0.18558344 0.0055773761 0
            """;

    private static final double TOLERANCE = 2e-6;

    private final Map<String, List<Double>> expected = parse();

    private final Tensor x = Tensor.of(new float[] {0.5f, -1, 2, 1.5f, 0.25f, -0.75f, -2, 3, 1, 0.125f, -0.5f, 4}, 4, 3)
            .tracked();
    private final Tensor gradient =
            Tensor.of(new float[] {1, -0.5f, 0.25f, 0.75f, 2, -1, -1.5f, 0.5f, 1.25f, 0.3f, -0.7f, 0.9f}, 4, 3);
    private final Tensor weight = Tensor.of(new float[] {1.5f, -0.5f, 0.8f}).tracked();
    private final Tensor bias = Tensor.of(new float[] {0.1f, 0.2f, -0.3f}).tracked();

    /** Names and the numbers behind them. */
    private static Map<String, List<Double>> parse() {
        Map<String, List<Double>> found = new HashMap<>();
        List<Double> numbers = new ArrayList<>();
        for (String word : OUTPUT.trim().split("\\s+", -1)) {
            if (Character.isLetter(word.charAt(0))) {
                numbers = new ArrayList<>();
                found.put(word, numbers);
            } else {
                numbers.add(Double.valueOf(word));
            }
        }
        return found;
    }

    private void assertNumbers(String name, Tensor actual) {
        List<Double> numbers = expected.get(name);
        assertNotNull(numbers, name);
        assertEquals(numbers.size(), actual.elements(), name);
        float[] values = actual.toArray();
        for (int i = 0; i < values.length; i++) {
            assertEquals(numbers.get(i), values[i], TOLERANCE, name + ", element " + i);
        }
    }

    private void assertLayer(String name, Tensor y) {
        Gradients gradients = y.backward(gradient);
        assertNumbers(name, y);
        assertNumbers(name + ".dx", gradients.of(x));
        assertNumbers(name + ".dWeight", gradients.of(weight));
        assertNumbers(name + ".dBias", gradients.of(bias));
    }

    private void assertLoss(String name, Tensor loss) {
        assertNumbers(name, loss);
        assertNumbers(name + ".dx", loss.backward().of(x));
    }

    @Test
    void batchNorm() {
        Parameter mean = Parameter.statistic("running_mean", new float[3], Shape.of(3));
        Parameter variance = Parameter.statistic("running_var", new float[] {1, 1, 1}, Shape.of(3));
        assertLayer("first", Functional.batchNormTraining(x, mean, variance, weight, bias, 0.1f, 1e-5f));
        assertLayer("second", Functional.batchNormTraining(x.times(2), mean, variance, weight, bias, 0.1f, 1e-5f));
        assertNumbers("runningMean", mean.value());
        assertNumbers("runningVariance", variance.value());
        assertLayer("inference", Functional.batchNormInference(x, mean.value(), variance.value(), weight, bias, 1e-5f));
    }

    @Test
    void layerNorm() {
        assertLayer("layerNorm", Functional.layerNorm(x, weight, bias, 1e-5f));
    }

    @Test
    void losses() {
        IntTensor classes = IntTensor.vector(2, 0, 1, 1);
        assertLoss("crossEntropy", Functional.crossEntropy(x, classes));
        assertLoss("nll", Functional.nllLoss(x.logSoftmax(), classes));
        Tensor targets = Tensor.of(new float[] {1, 0, 0.5f, 0.25f, 1, 0, 0, 1, 0.75f, 1, 0, 1}, 4, 3);
        assertLoss("bce", Functional.binaryCrossEntropyWithLogits(x.times(10), targets));
    }
}
