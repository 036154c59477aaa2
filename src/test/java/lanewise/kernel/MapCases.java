package lanewise.kernel;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** The cases of {@link MapKernels}. */
final class MapCases {

    interface Call {
        void run(MapKernels kernels, int n, float[] x, int xOffset, float[] y, int yOffset);
    }

    /** A function, its oracle in doubles, and the error that its documentation allows. */
    record Function(String name, Call call, DoubleUnaryOperator exact, double ulps) {}

    static final Function[] FUNCTIONS = {
        new Function("exp", MapKernels::exp, Math::exp, 1),
        new Function("log", MapKernels::log, Math::log, 0.9),
        new Function("sigmoid", MapKernels::sigmoid, MapCases::sigmoid, 2.5),
        new Function("tanh", MapKernels::tanh, Math::tanh, 1.4),
        new Function("softplus", MapKernels::softplus, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), 2.8)
    };

    private MapCases() {}

    static double sigmoid(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
    }

    static void addTo(Map<String, KernelCase> cases) {
        for (Function function : FUNCTIONS) {
            cases.put("MapKernels." + function.name(), (twin, sample) -> check(function, twin, sample));
        }
    }

    private static void check(Function function, KernelFamilies twin, Sample sample) {
        int n = sample.n;
        boolean log = function.name().equals("log");
        Range x = sample.in(n, log ? 0 : -20, log ? 5 : 20);
        Range y = sample.out(n);
        function.call().run(twin.map(), n, x.array, x.offset, y.array, y.offset);
        for (int i = 0; i < n; i++) {
            double error = ulps(y.get(i), function.exact().applyAsDouble(x.get(i)));
            if (!(error <= function.ulps())) {
                sample.fail("is " + error + " units in the last place off at " + x.get(i));
            }
        }
        Range inPlace = sample.inOut(x);
        function.call().run(twin.map(), n, inPlace.array, inPlace.offset, inPlace.array, inPlace.offset);
        sample.same(inPlace, y);

        // In two parts: the bits of an element depend neither on the range nor on where in it the element stands.
        int cut = n == 0 ? 0 : sample.random.nextInt(n);
        Range parts = sample.out(n);
        function.call().run(twin.map(), cut, x.array, x.offset, parts.array, parts.offset);
        function.call().run(twin.map(), n - cut, x.array, x.offset + cut, parts.array, parts.offset + cut);
        sample.same(parts, y);
    }

    /** The distance from the exact value in units in the last place of the float nearest to it. */
    static double ulps(float actual, double exact) {
        if (Double.isNaN(exact)) {
            return Float.isNaN(actual) ? 0 : Double.POSITIVE_INFINITY;
        }
        float nearest = (float) exact;
        if (actual == nearest) {
            return Float.isInfinite(nearest) ? 0 : Math.abs(actual - exact) / Math.ulp(nearest);
        }
        return Float.isInfinite(nearest) ? Double.POSITIVE_INFINITY : Math.abs(actual - exact) / Math.ulp(nearest);
    }
}
