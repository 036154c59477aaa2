package lanewise.kernel;

import java.util.Arrays;
import java.util.Map;

/** The cases of {@link Elementwise}, {@link Dropout} and {@link SplitMix}. */
final class ElementwiseCases {

    private static final float SLOPE = 0.1f;

    private ElementwiseCases() {}

    static void addTo(Map<String, KernelCase> cases) {
        cases.put("Elementwise.unary", ElementwiseCases::unary);
        cases.put("Elementwise.unaryGradient", ElementwiseCases::unaryGradient);
        cases.put("Elementwise.binary", ElementwiseCases::binary);
        cases.put("Elementwise.affine", ElementwiseCases::affine);
        cases.put("Elementwise.addTo", ElementwiseCases::add);
        cases.put("Elementwise.biasActivation", ElementwiseCases::biasActivation);
        cases.put("Dropout.apply", ElementwiseCases::dropout);
        cases.put("ElementKernels.dropout", ElementwiseCases::dropoutKernel);
        cases.put("SplitMix.bits", ElementwiseCases::bits);
        cases.put("SplitMix.uniform", ElementwiseCases::uniform);
        cases.put("SplitMix.mix64", ElementwiseCases::mix64);
    }

    private static double value(UnaryFunction f, double x) {
        return switch (f) {
            case IDENTITY -> x;
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> x > 0 ? x : SLOPE * x;
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
            case SOFTPLUS -> Math.log1p(Math.exp(x));
            case SQUARE -> x * x;
            case SQRT -> Math.sqrt(x);
            case ABS -> Math.abs(x);
        };
    }

    private static double slope(UnaryFunction f, double x) {
        return switch (f) {
            case IDENTITY -> 1;
            case RELU -> x > 0 ? 1 : 0;
            case LEAKY_RELU -> x > 0 ? 1 : SLOPE;
            case EXP -> Math.exp(x);
            case LOG -> 1 / x;
            case SIGMOID -> value(f, x) * value(f, -x);
            case TANH -> 1 - Math.tanh(x) * Math.tanh(x);
            case SOFTPLUS -> value(UnaryFunction.SIGMOID, x);
            case SQUARE -> 2 * x;
            case SQRT -> 0.5 / Math.sqrt(x);
            case ABS -> Math.signum(x);
        };
    }

    private static boolean needsPositive(UnaryFunction f) {
        return f == UnaryFunction.LOG || f == UnaryFunction.SQRT;
    }

    private static void unary(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        for (UnaryFunction f : UnaryFunction.values()) {
            Range x = sample.in(n, needsPositive(f) ? 0.1 : -3, 3);
            Range y = sample.out(n);
            Elementwise.unary(f, SLOPE, n, x.array, x.offset, y.array, y.offset);
            for (int i = 0; i < n; i++) {
                double expected = value(f, x.get(i));
                sample.near(y.get(i), expected, 1, Math.abs(expected));
            }
            Range inPlace = sample.inOut(x);
            Elementwise.unary(f, SLOPE, n, inPlace.array, inPlace.offset, inPlace.array, inPlace.offset);
            sample.same(inPlace, y);
        }
        Range special = sample.inOut(sample.in(n, 0, 0));
        Arrays.fill(special.array, special.offset, special.offset + n, Float.NaN);
        for (UnaryFunction f : UnaryFunction.values()) {
            Range y = sample.out(n);
            Elementwise.unary(f, SLOPE, n, special.array, special.offset, y.array, y.offset);
            sample.same(y, special);
        }
    }

    private static void unaryGradient(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        for (UnaryFunction f : UnaryFunction.values()) {
            Range x = sample.inOut(sample.in(n, needsPositive(f) ? 0.1 : -3, 3));
            if (n > 2 && !needsPositive(f)) {
                x.set(1, 0f);
                x.set(2, Float.MIN_VALUE);
            }
            sample.readOnly(x);
            Range y = sample.out(n);
            Elementwise.unary(f, SLOPE, n, x.array, x.offset, y.array, y.offset);
            sample.readOnly(y);
            boolean fromX = f == UnaryFunction.LOG
                    || f == UnaryFunction.SOFTPLUS
                    || f == UnaryFunction.SQUARE
                    || f == UnaryFunction.ABS;
            // The one it must not need is all NaN.
            Range givenX = fromX ? x : sample.readOnly(sample.inOut(sample.in(n, Double.NaN, Double.NaN)));
            Range givenY = fromX ? sample.readOnly(sample.inOut(sample.in(n, Double.NaN, Double.NaN))) : y;
            Range dy = sample.in(n);
            Range dx = sample.out(n);
            gradient(f, n, givenX, givenY, dy, dx);
            for (int i = 0; i < n; i++) {
                double expected = dy.get(i) * slope(f, x.get(i));
                sample.near(dx.get(i), expected, 3, Math.abs(dy.get(i)) * Math.max(1, Math.abs(slope(f, x.get(i)))));
            }
            Range inPlace = sample.inOut(dy);
            gradient(f, n, givenX, givenY, inPlace, inPlace);
            sample.same(inPlace, dx);
        }
    }

    private static void gradient(UnaryFunction f, int n, Range x, Range y, Range dy, Range dx) {
        Elementwise.unaryGradient(
                f, SLOPE, n, x.array, x.offset, y.array, y.offset, dy.array, dy.offset, dx.array, dx.offset);
    }

    private static void binary(KernelFamilies twin, Sample sample) {
        int rows = 3;
        int columns = sample.n;
        int[][] strides = {{columns, 1}, {0, 1}, {1, 0}, {0, 0}};
        for (BinaryFunction f : BinaryFunction.values()) {
            for (int[] left : strides) {
                for (int[] right : strides) {
                    Range a = sample.in(rows * columns + rows + 1);
                    Range b = sample.in(rows * columns + rows + 1, 0.5, 2);
                    Range out = sample.out(rows * columns);
                    Elementwise.binary(
                            f,
                            rows,
                            columns,
                            a.array,
                            a.offset,
                            left[0],
                            left[1],
                            b.array,
                            b.offset,
                            right[0],
                            right[1],
                            out.array,
                            out.offset);
                    for (int r = 0; r < rows; r++) {
                        for (int j = 0; j < columns; j++) {
                            float x = a.get(r * left[0] + j * left[1]);
                            float y = b.get(r * right[0] + j * right[1]);
                            float expected = switch (f) {
                                case PLUS -> x + y;
                                case MINUS -> x - y;
                                case TIMES -> x * y;
                                case DIV -> x / y;
                            };
                            sample.same(out.get(r * columns + j), expected);
                        }
                    }
                }
            }
        }
    }

    private static void affine(KernelFamilies twin, Sample sample) {
        Range x = sample.in(sample.n);
        Range y = sample.out(sample.n);
        Elementwise.affine(sample.n, 1.7f, -0.3f, x.array, x.offset, y.array, y.offset);
        for (int i = 0; i < sample.n; i++) {
            sample.same(y.get(i), 1.7f * x.get(i) + -0.3f);
        }
    }

    private static void add(KernelFamilies twin, Sample sample) {
        Range x = sample.in(sample.n);
        Range before = sample.in(sample.n);
        Range y = sample.inOut(before);
        Elementwise.addTo(sample.n, x.array, x.offset, y.array, y.offset);
        for (int i = 0; i < sample.n; i++) {
            sample.same(y.get(i), before.get(i) + x.get(i));
        }
    }

    private static void biasActivation(KernelFamilies twin, Sample sample) {
        int rows = 3;
        int columns = sample.n;
        for (UnaryFunction f : UnaryFunction.values()) {
            Range before = sample.in(rows * columns, 1, 3);
            Range bias = sample.in(columns, needsPositive(f) ? 0 : -4, 1);
            Range z = sample.inOut(before);
            Elementwise.biasActivation(rows, columns, f, SLOPE, z.array, z.offset, bias.array, bias.offset);
            for (int i = 0; i < rows * columns; i++) {
                double expected = value(f, before.get(i) + bias.get(i % columns));
                sample.near(z.get(i), expected, 2, Math.abs(expected));
            }
        }
    }

    private static void dropout(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        long key = sample.random.nextLong();
        long first = sample.random.nextInt(1000);
        float drawn = SplitMix.uniform(key, first + n / 2); // An element that is drawn at just p is kept.
        for (float p : new float[] {0f, 0.25f, 0.1f, 0.9f, 1f, drawn}) {
            Range x = sample.in(n);
            Range y = sample.out(n);
            Dropout.apply(n, p, key, first, x.array, x.offset, y.array, y.offset);
            for (int i = 0; i < n; i++) {
                boolean kept = SplitMix.uniform(key, first + i) >= p;
                double expected = kept ? x.get(i) / (1 - (double) p) : 0;
                sample.near(y.get(i), expected, 2, Math.abs(expected));
                if (!kept) {
                    sample.same(y.get(i) + 0f, 0f);
                }
            }
        }
    }

    /** Whole and in parts, against the numbers of the stream one by one. */
    private static void dropoutKernel(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        long key = sample.random.nextLong();
        long first = sample.random.nextInt(1000);
        int threshold = sample.random.nextInt(1 << 24);
        Range x = sample.in(n);
        Range y = sample.out(n);
        Range parts = sample.out(n);
        int cut = sample.random.nextInt(n + 1);
        ElementKernels kernels = twin.element();
        kernels.dropout(n, threshold, 3f, key, first, x.array, x.offset, y.array, y.offset);
        kernels.dropout(cut, threshold, 3f, key, first, x.array, x.offset, parts.array, parts.offset);
        kernels.dropout(
                n - cut, threshold, 3f, key, first + cut, x.array, x.offset + cut, parts.array, parts.offset + cut);
        for (int i = 0; i < n; i++) {
            boolean kept = SplitMix.bits(key, first + i) >>> 40 >= threshold;
            sample.same(y.get(i), kept ? x.get(i) * 3f : 0f);
        }
        sample.same(parts, y);
    }

    private static void bits(KernelFamilies twin, Sample sample) {
        // The first outputs of SplitMix64 for the seed 1234567, as published with the algorithm's reference tests.
        long[] published = {
            6457827717110365317L,
            3203168211198807973L,
            Long.parseUnsignedLong("9817491932198370423"),
            4593380528125082431L,
            Long.parseUnsignedLong("16408922859458223821")
        };
        for (int i = 0; i < published.length; i++) {
            if (SplitMix.bits(1234567, i) != published[i]) {
                sample.fail("gave " + SplitMix.bits(1234567, i) + " as number " + i + ", not " + published[i]);
            }
        }
    }

    private static void uniform(KernelFamilies twin, Sample sample) {
        long key = sample.random.nextLong();
        double sum = 0;
        int count = 10_000;
        for (int i = 0; i < count; i++) {
            float u = SplitMix.uniform(key, i);
            if (!(u >= 0f && u < 1f)) {
                sample.fail("gave " + u);
            }
            sum += u;
        }
        if (Math.abs(sum / count - 0.5) > 0.02) { // Seven standard deviations.
            sample.fail("has the mean " + sum / count);
        }
    }

    private static void mix64(KernelFamilies twin, Sample sample) {
        long z = sample.random.nextLong();
        int bit = sample.random.nextInt(64);
        int moved = Long.bitCount(SplitMix.mix64(z) ^ SplitMix.mix64(z ^ (1L << bit)));
        if (moved < 8) {
            sample.fail("bit " + bit + " of " + z + " moves only " + moved + " bits");
        }
    }
}
