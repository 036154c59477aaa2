package lanewise.kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/** The trials of {@link ElementKernels} and {@link ColumnKernels}, whose twins give the same bits. */
final class ElementTrials {

    private ElementTrials() {}

    /** Runs one kernel on n elements of a, b and out, where a and b hold four times as many. */
    interface Call<K> {
        void run(K kernels, int n, float[] a, float[] b, float[] out);
    }

    static void addTo(Map<String, Trial> trials) {
        elementCalls()
                .forEach((name, call) -> trials.put(
                        "ElementKernels." + name,
                        (tested, scalar, n, key) -> worst(call, tested.element(), scalar.element(), n, key)));
        columnCalls()
                .forEach((name, call) -> trials.put(
                        "ColumnKernels." + name,
                        (tested, scalar, n, key) -> worst(call, tested.column(), scalar.column(), n, key)));
    }

    private static <K> double worst(Call<K> call, K tested, K scalar, int n, long key) {
        float[] out = Trial.random(n, key + 2);
        float[] expected = out.clone();
        call.run(tested, n, Trial.random(4 * n, key), Trial.random(4 * n, ~key), out);
        call.run(scalar, n, Trial.random(4 * n, key), Trial.random(4 * n, ~key), expected);
        return Trial.sameBits(out, expected);
    }

    static Map<String, Call<ElementKernels>> elementCalls() {
        Map<String, Call<ElementKernels>> calls = new LinkedHashMap<>();
        calls.put("affine", (kernels, n, a, b, out) -> kernels.affine(n, 0.7f, 1.3f, a, 0, out, 0));
        calls.put("scale", (kernels, n, a, b, out) -> kernels.scale(n, 0.7f, a, 0, out, 0));
        calls.put("relu", (kernels, n, a, b, out) -> kernels.relu(n, a, 0, out, 0));
        calls.put("leakyRelu", (kernels, n, a, b, out) -> kernels.leakyRelu(n, 0.1f, a, 0, out, 0));
        calls.put("square", (kernels, n, a, b, out) -> kernels.square(n, a, 0, out, 0));
        calls.put("sqrt", (kernels, n, a, b, out) -> kernels.sqrt(n, a, 0, out, 0));
        calls.put("abs", (kernels, n, a, b, out) -> kernels.abs(n, a, 0, out, 0));
        calls.put("plus", (kernels, n, a, b, out) -> kernels.plus(n, a, 0, b, 0, out, 0));
        calls.put("minus", (kernels, n, a, b, out) -> kernels.minus(n, a, 0, b, 0, out, 0));
        calls.put("times", (kernels, n, a, b, out) -> kernels.times(n, a, 0, b, 0, out, 0));
        calls.put("div", (kernels, n, a, b, out) -> kernels.div(n, a, 0, b, 0, out, 0));
        calls.put("divBy", (kernels, n, a, b, out) -> kernels.divBy(n, 0.7f, a, 0, out, 0));
        calls.put("divOf", (kernels, n, a, b, out) -> kernels.divOf(n, 0.7f, a, 0, out, 0));
        calls.put("reluGradient", (kernels, n, a, b, out) -> kernels.reluGradient(n, a, 0, b, 0, out, 0));
        calls.put(
                "leakyReluGradient", (kernels, n, a, b, out) -> kernels.leakyReluGradient(n, 0.1f, a, 0, b, 0, out, 0));
        calls.put("sigmoidGradient", (kernels, n, a, b, out) -> kernels.sigmoidGradient(n, a, 0, b, 0, out, 0));
        calls.put("tanhGradient", (kernels, n, a, b, out) -> kernels.tanhGradient(n, a, 0, b, 0, out, 0));
        calls.put("squareGradient", (kernels, n, a, b, out) -> kernels.squareGradient(n, a, 0, b, 0, out, 0));
        calls.put("sqrtGradient", (kernels, n, a, b, out) -> kernels.sqrtGradient(n, a, 0, b, 0, out, 0));
        calls.put("absGradient", (kernels, n, a, b, out) -> kernels.absGradient(n, a, 0, b, 0, out, 0));
        calls.put("dropout", (kernels, n, a, b, out) -> kernels.dropout(n, 1 << 23, 2f, 7, 1000, a, 0, out, 0));
        return calls;
    }

    static Map<String, Call<ColumnKernels>> columnCalls() {
        Map<String, Call<ColumnKernels>> calls = new LinkedHashMap<>();
        calls.put("add", (kernels, n, a, b, out) -> kernels.add(n, a, 0, out, 0));
        calls.put("axpy", (kernels, n, a, b, out) -> kernels.axpy(n, 0.7f, a, 0, out, 0));
        calls.put("addRelu", (kernels, n, a, b, out) -> kernels.addRelu(n, a, 0, out, 0));
        calls.put("max", (kernels, n, a, b, out) -> kernels.max(n, a, 0, out, 0));
        calls.put("addSquares", (kernels, n, a, b, out) -> kernels.addSquares(n, a, 0, out, 0));
        calls.put("addSquaredDistances", (kernels, n, a, b, out) -> kernels.addSquaredDistances(n, a, 0, b, 0, out, 0));
        calls.put("addProducts", (kernels, n, a, b, out) -> kernels.addProducts(n, a, 0, b, 0, a, n, out, 0));
        calls.put(
                "addScaledProducts",
                (kernels, n, a, b, out) -> kernels.addScaledProducts(n, 0.7f, 1.3f, a, 0, b, 0, out, 0));
        calls.put("normalize", (kernels, n, a, b, out) -> kernels.normalize(n, a, 0, b, 0, a, n, b, n, out, 0));
        calls.put(
                "normalizeGradient",
                (kernels, n, a, b, out) ->
                        kernels.normalizeGradient(n, a, 0, b, 0, a, n, b, n, a, 2 * n, b, 2 * n, out, 0));
        calls.put("addFour", (kernels, n, a, b, out) -> kernels.addFour(n, 0.7f, 1.3f, -0.2f, 0.4f, a, 0, n, out, 0));
        calls.put("addFourRows", (kernels, n, a, b, out) -> kernels.addFourRows(n, a, 0, n, out, 0));
        return calls;
    }
}
