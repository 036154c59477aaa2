package lanewise.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every vector kernel against its scalar twin, on this processor and virtual machine. */
public final class SelfTest {

    private static final long KEY = 0x6c616e6577697365L;

    private SelfTest() {}

    /**
     * What the test found about one kernel.
     *
     * @param name the family and the kernel, such as {@code MatrixKernels.gemm}
     * @param cases how many comparisons were made
     * @param worst the largest difference from the scalar twin, as a part of what rounding allows; where both must give
     *     the same bits it is 0 or infinite
     */
    public record Result(String name, long cases, double worst) {

        /** Whether every difference was one of rounding. */
        public boolean ok() {
            return worst <= 1;
        }
    }

    /**
     * Runs every chosen kernel and its scalar twin on random numbers, over sizes around the lane counts, for about so many
     * seconds but each size at least once. Empty when the scalar kernels run: there is nothing to compare.
     */
    public static List<Result> run(double seconds) {
        if (!Kernels.VECTOR) {
            return List.of();
        }
        return run(Kernels.families(), Kernels.LANES, seconds);
    }

    static List<Result> run(KernelFamilies tested, int lanes, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        int[] sizes = {
            1, 2, lanes - 1, lanes, lanes + 1, 2 * lanes, 3 * lanes + 1, 4 * lanes, 5 * lanes + 3, 127, 257, 1000
        };
        KernelFamilies scalar = KernelFamilies.scalar();
        Map<String, Trial> trials = trials();
        double[] worst = new double[trials.size()];
        long rounds = 0;
        do {
            for (int size : sizes) {
                int number = 0;
                for (Trial trial : trials.values()) {
                    long key = SplitMix.bits(KEY, rounds * sizes.length + size);
                    worst[number] = worseOf(worst[number], trial.worst(tested, scalar, size, key));
                    number++;
                }
            }
            rounds++;
        } while (System.nanoTime() - end < 0);
        List<Result> results = new ArrayList<>();
        for (String name : trials.keySet()) {
            results.add(new Result(name, rounds * sizes.length, worst[results.size()]));
        }
        return results;
    }

    /** The name of the first kernel that differs from its scalar twin on a handful of numbers, or null. */
    static @Nullable String firstDifference(KernelFamilies tested, int lanes) {
        KernelFamilies scalar = KernelFamilies.scalar();
        for (Map.Entry<String, Trial> trial : trials().entrySet()) {
            double worst = trial.getValue().worst(tested, scalar, 5 * lanes + 3, KEY);
            if (worseOf(worst, 1) != 1) {
                return trial.getKey();
            }
        }
        return null;
    }

    /** The larger of the two, where what is no number counts as infinite. */
    private static double worseOf(double a, double b) {
        return Double.isNaN(a) || Double.isNaN(b) ? Double.POSITIVE_INFINITY : Math.max(a, b);
    }

    static Map<String, Trial> trials() {
        Map<String, Trial> trials = new LinkedHashMap<>();
        MatrixTrials.addTo(trials);
        RangeTrials.addTo(trials);
        ElementTrials.addTo(trials);
        RowTrials.addTo(trials);
        GateTrials.addTo(trials);
        return trials;
    }
}
