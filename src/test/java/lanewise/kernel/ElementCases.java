package lanewise.kernel;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The cases of {@link ElementKernels} and {@link ColumnKernels}: each twin gives the bits of the scalar one, whole and in
 * parts. What those bits should be is tested where the kernels are used, against doubles: {@link ElementwiseCases},
 * {@link ColumnCases}, {@link MatrixCases}.
 */
final class ElementCases {

    private ElementCases() {}

    static void addTo(Map<String, KernelCase> cases) {
        for (Class<?> family : new Class<?>[] {ElementKernels.class, ColumnKernels.class}) {
            TreeSet<String> names = new TreeSet<>();
            for (Method method : family.getDeclaredMethods()) {
                if (!names.add(method.getName())) {
                    throw new AssertionError("overloaded: " + method);
                }
                if (method.getName().equals("dropout")) { // Takes the place in a stream of numbers: ElementwiseCases.
                    continue;
                }
                cases.put(
                        family.getSimpleName() + "." + method.getName(), (twin, sample) -> check(method, twin, sample));
            }
        }
    }

    /** The arguments of a call: the length, then numbers, then ranges; an integer after a range is a stride. */
    private record Call(Method method, List<Float> numbers, List<Range> ranges, int stride) {

        static Call of(Method method, Sample sample) {
            List<Float> numbers = new ArrayList<>();
            List<Range> ranges = new ArrayList<>();
            Class<?>[] types = method.getParameterTypes();
            int arrays = (int)
                    Arrays.stream(types).filter(type -> type == float[].class).count();
            for (Class<?> type : types) {
                if (type == float.class) {
                    numbers.add(2 * sample.random.nextFloat() - 1);
                } else if (type == float[].class) {
                    Range numbersOfRange = sample.in(4 * sample.n);
                    boolean output = ranges.size() == arrays - 1;
                    Range range = output ? sample.inOut(sample.in(sample.n)) : sample.inOut(numbersOfRange);
                    special(range, sample);
                    ranges.add(output ? range : sample.readOnly(range));
                }
            }
            return new Call(method, numbers, ranges, sample.n);
        }

        /** Zeros of both signs and what is no number, here and there. */
        private static void special(Range range, Sample sample) {
            float[] values = {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE};
            for (int i = 0; i < range.length / 9; i++) {
                range.set(sample.random.nextInt(range.length), values[sample.random.nextInt(values.length)]);
            }
        }

        Range output() {
            return ranges.get(ranges.size() - 1);
        }

        void run(Object kernels, int from, int to, Range output) {
            List<Object> arguments = new ArrayList<>();
            arguments.add(to - from);
            arguments.addAll(numbers);
            Class<?>[] types = method.getParameterTypes();
            int range = 0;
            for (int at = arguments.size(); at < types.length; at = arguments.size()) {
                if (types[at] == float[].class) {
                    Range next = range == ranges.size() - 1 ? output : ranges.get(range);
                    arguments.add(next.array);
                    arguments.add(next.offset + from);
                    range++;
                } else {
                    arguments.add(stride);
                }
            }
            try {
                method.invoke(kernels, arguments.toArray());
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(method + " with " + arguments, e);
            }
        }
    }

    private static void check(Method method, KernelFamilies twin, Sample sample) {
        boolean element = method.getDeclaringClass() == ElementKernels.class;
        Object tested = element ? twin.element() : twin.column();
        Call call = Call.of(method, sample);
        Range expected = sample.inOut(call.output());
        call.run(element ? new ScalarElementKernels() : new ScalarColumnKernels(), 0, sample.n, expected);
        Range whole = sample.inOut(call.output());
        call.run(tested, 0, sample.n, whole);
        sample.same(whole, expected);
        int cut = sample.random.nextInt(sample.n + 1);
        Range parts = sample.inOut(call.output());
        call.run(tested, cut, sample.n, parts);
        call.run(tested, 0, cut, parts);
        sample.same(parts, expected);
    }
}
