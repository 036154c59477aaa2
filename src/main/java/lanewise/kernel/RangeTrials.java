package lanewise.kernel;

import java.util.Map;

/** The trials of the kernels that take ranges of arrays: {@link MapKernels}, {@link ReduceKernels}, {@link UpdateKernels}. */
final class RangeTrials {

    private RangeTrials() {}

    private interface MapCall {
        void run(MapKernels kernels, int n, float[] x, float[] y);
    }

    private interface ReduceCall {
        float run(ReduceKernels kernels, int n, float[] x);
    }

    private interface UpdateCall {
        void run(UpdateKernels kernels, int n, float[] gradient, float[] mean, float[] square, float[] parameter);
    }

    static void addTo(Map<String, Trial> trials) {
        trials.put("MapKernels.exp", map((kernels, n, x, y) -> kernels.exp(n, x, 0, y, 0)));
        trials.put("MapKernels.log", map((kernels, n, x, y) -> kernels.log(n, x, 0, y, 0)));
        trials.put("MapKernels.sigmoid", map((kernels, n, x, y) -> kernels.sigmoid(n, x, 0, y, 0)));
        trials.put("MapKernels.tanh", map((kernels, n, x, y) -> kernels.tanh(n, x, 0, y, 0)));
        trials.put("MapKernels.softplus", map((kernels, n, x, y) -> kernels.softplus(n, x, 0, y, 0)));
        trials.put("ReduceKernels.sum", sum((kernels, n, x) -> kernels.sum(n, x, 0), false));
        trials.put("ReduceKernels.sumOfSquares", sum((kernels, n, x) -> kernels.sumOfSquares(n, x, 0), false));
        trials.put("ReduceKernels.max", sum((kernels, n, x) -> kernels.max(n, x, 0), true));
        trials.put("ReduceKernels.argmax", sum((kernels, n, x) -> kernels.argmax(n, x, 0), true));
        trials.put(
                "UpdateKernels.sgd",
                update((kernels, n, gradient, mean, square, parameter) ->
                        kernels.sgd(n, 0.1f, 0.9f, true, 0.01f, 0.999f, 0.7f, gradient, 0, mean, 0, parameter, 0)));
        trials.put(
                "UpdateKernels.adam",
                update((kernels, n, gradient, mean, square, parameter) -> kernels.adam(
                        n, 0.01f, 0.9f, 0.99f, 1.1f, 1e-8f, 0.01f, 0.999f, 0.7f, gradient, 0, mean, 0, square, 0,
                        parameter, 0)));
        trials.put("UpdateKernels.rmsProp", update((kernels, n, gradient, mean, square, parameter) -> {
            float[] velocity = new float[n];
            for (boolean centered : new boolean[] {true, false}) {
                kernels.rmsProp(
                        n, 0.01f, 0.9f, 0.8f, centered, 1e-3f, 0.01f, 0.999f, 0.7f, gradient, 0, mean, 0, square, 0,
                        velocity, 0, parameter, 0);
            }
        }));
        trials.put(
                "UpdateKernels.adagrad",
                update((kernels, n, gradient, mean, square, parameter) ->
                        kernels.adagrad(n, 0.01f, 1e-8f, 0.01f, 0.999f, 0.7f, gradient, 0, square, 0, parameter, 0)));
        // Three rows of a table, in another order.
        int[] ids = {2, 0, 1};
        float[] missed = new float[3 * UpdateKernels.SETTLE_COEFFICIENTS];
        for (int r = 0; r < 3; r++) {
            float[] one = {0.999f, 1e-3f, 0.02f * r, 1e-6f, 0.5f, 0.9f};
            System.arraycopy(one, 0, missed, r * one.length, one.length);
        }
        trials.put(
                "UpdateKernels.adamRows",
                update((kernels, n, gradient, mean, square, parameter) -> kernels.adamRows(
                        3, n / 3, 0.01f, 0.9f, 0.99f, 1.1f, 1e-8f, 0.999f, ids, 0, gradient, 0, mean, 0, square, 0,
                        parameter, 0)));
        trials.put(
                "UpdateKernels.settleRows",
                update((kernels, n, gradient, mean, square, parameter) ->
                        kernels.settleRows(3, n / 3, ids, 0, missed, 0, mean, 0, square, 0, parameter, 0)));
    }

    private static Trial map(MapCall call) {
        return (tested, scalar, n, key) -> {
            float[] x = Trial.random(n, key);
            scalar.element().scale(n, 100f, x, 0, x, 0);
            float[] y = new float[n];
            float[] expected = new float[n];
            call.run(tested.map(), n, x, y);
            call.run(scalar.map(), n, x, expected);
            return Trial.sameBits(y, expected);
        };
    }

    private static Trial sum(ReduceCall call, boolean exact) {
        return (tested, scalar, n, key) -> {
            float[] x = Trial.random(n, key);
            float[] result = {call.run(tested.reduce(), n, x)};
            float[] expected = {call.run(scalar.reduce(), n, x)};
            if (exact) {
                return Trial.sameBits(result, expected);
            }
            float[] sizes = {call.run(scalar.reduce(), n, Trial.absolute(x))};
            return Trial.worst(result, expected, n, sizes);
        };
    }

    private static Trial update(UpdateCall call) {
        return (tested, scalar, n, key) -> {
            float[] gradient = Trial.random(n, key);
            float[] mean = Trial.random(n, key + 1);
            float[] square = Trial.absolute(Trial.random(n, key + 2));
            float[] parameter = Trial.random(n, key + 3);
            float[] expectedMean = mean.clone();
            float[] expectedSquare = square.clone();
            float[] expectedParameter = parameter.clone();
            call.run(tested.update(), n, gradient, mean, square, parameter);
            call.run(scalar.update(), n, gradient, expectedMean, expectedSquare, expectedParameter);
            return Math.max(
                    Trial.sameBits(parameter, expectedParameter),
                    Math.max(Trial.sameBits(mean, expectedMean), Trial.sameBits(square, expectedSquare)));
        };
    }
}
