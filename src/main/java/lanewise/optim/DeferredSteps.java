package lanewise.optim;

import java.util.Arrays;
import lanewise.tensor.StateDict;

/**
 * The steps of Adam that a row without a gradient has missed, as scalars. After its last gradient a row's moments only
 * decay, so step k moves it by {@code m / (sqrt(v) + eps)}, taken at its last touched step, times a number that depends on
 * the steps alone. This class keeps the running sum of those numbers for every step a row may have been touched last.
 *
 * <p>With {@code s} the decay of {@code sqrt(v)} since then, {@code c = 1 / sqrt(1 - beta2^k)} the bias correction of step k
 * and {@code q = sqrt(v) + eps / c0}, the denominator of step k, {@code s c sqrt(v) + eps}, is {@code s c q} if epsilon
 * decays too; the second sum corrects that to first order in epsilon. Everything else is exact.
 */
final class DeferredSteps {

    /** A sum whose next summand is smaller than this has converged. */
    private static final double CONVERGED = 1e-13;

    /** The product of the weights' shrinking is kept above this, so that its quotients stay exact. */
    private static final double LEAST_PRODUCT = 1e-200;

    private static final String[] NAMES = {
        "sum", "epsilon_sum", "ratio", "inverse_decay", "inverse_correction", "inverse_keep_product"
    };

    private final int capacity;
    private final DecayProduct mean = new DecayProduct();
    private final DecayProduct square = new DecayProduct();
    private double[] sum = new double[16];
    private double[] epsilonSum = new double[16];
    private double[] ratio = new double[16];
    private double[] inverseDecay = new double[16];
    private double[] inverseCorrection = new double[16];
    private double[] inverseKeepProduct = new double[16];
    private double keepProduct;
    private int steps;
    private int open;

    /** @param capacity how many steps are kept; then all rows are settled and the count begins again */
    DeferredSteps(int capacity) {
        this.capacity = capacity;
        inverseCorrection[0] = 1;
        restart();
    }

    /** In the order of their names. */
    private double[][] bySteps() {
        return new double[][] {sum, epsilonSum, ratio, inverseDecay, inverseCorrection, inverseKeepProduct};
    }

    void save(StateDict to) {
        mean.save(to.scope("mean_decay"), steps);
        square.save(to.scope("square_decay"), steps);
        double[][] all = bySteps();
        for (int i = 0; i < all.length; i++) {
            to.put(NAMES[i], Arrays.copyOf(all[i], steps + 1));
        }
        to.put("keep_product", keepProduct);
        to.put("open", (long) open);
    }

    void load(StateDict from) {
        mean.load(from.scope("mean_decay"));
        square.load(from.scope("square_decay"));
        steps = from.doubles(NAMES[0]).length - 1;
        while (sum.length <= steps) {
            grow();
        }
        double[][] all = bySteps();
        for (int i = 0; i < all.length; i++) {
            System.arraycopy(from.doubles(NAMES[i]), 0, all[i], 0, steps + 1);
        }
        keepProduct = from.number("keep_product");
        open = (int) from.whole("open");
    }

    /** How many steps there were since the beginning; a row touched by the last of them is up to date. */
    int steps() {
        return steps;
    }

    /** Whether all rows must be settled before the next step. */
    boolean isFull() {
        return steps >= capacity || keepProduct < LEAST_PRODUCT;
    }

    /** Forgets all steps but for the bias correction of the last: every row is up to date. */
    void restart() {
        restart(1 / inverseCorrection[steps]);
    }

    /**
     * Forgets all steps: every row is up to date.
     *
     * @param inverseRoot the bias correction of the last step; any number if there was none, since no row has moments then
     */
    void restart(double inverseRoot) {
        inverseCorrection[0] = 1 / inverseRoot;
        mean.restart();
        square.restart();
        keepProduct = 1;
        steps = 0;
        open = 0;
        begin(0);
    }

    private void begin(int step) {
        sum[step] = 0;
        epsilonSum[step] = 0;
        ratio[step] = 1;
        inverseDecay[step] = 1;
        inverseKeepProduct[step] = 1 / keepProduct;
    }

    /**
     * Adds a step.
     *
     * @param size the rate over {@code 1 - beta1^t}
     * @param inverseRoot {@code 1 / sqrt(1 - beta2^t)}
     * @param keep 1 less the decoupled decay of this step
     */
    void add(double size, double beta1, double beta2, double inverseRoot, double keep) {
        int now = steps + 1;
        if (now == sum.length) {
            grow();
        }
        mean.add(now, beta1);
        square.add(now, beta2);
        keepProduct *= keep;
        double growth = 1 / Math.sqrt(beta2);
        addToOpen(now, size / inverseRoot / keepProduct, beta1 * growth, growth, 1 / inverseRoot);
        while (open < now && ratio[open] * inverseDecay[open] < CONVERGED) {
            open++;
        }
        inverseCorrection[now] = 1 / inverseRoot;
        steps = now;
        begin(now);
    }

    private void grow() {
        int length = 2 * sum.length;
        sum = Arrays.copyOf(sum, length);
        epsilonSum = Arrays.copyOf(epsilonSum, length);
        ratio = Arrays.copyOf(ratio, length);
        inverseDecay = Arrays.copyOf(inverseDecay, length);
        inverseCorrection = Arrays.copyOf(inverseCorrection, length);
        inverseKeepProduct = Arrays.copyOf(inverseKeepProduct, length);
    }

    /** A few hundred sums at every step, so there is no division in it. */
    private void addToOpen(int end, double weight, double decay, double growth, double inverseCorrectionNow) {
        for (int step = open; step < end; step++) {
            double nextRatio = ratio[step] * decay;
            double nextInverse = inverseDecay[step] * growth;
            double summand = weight * nextRatio;
            ratio[step] = nextRatio;
            inverseDecay[step] = nextInverse;
            sum[step] += summand;
            epsilonSum[step] += summand * (nextInverse * inverseCorrectionNow - inverseCorrection[step]);
        }
    }

    /** How much the row's weights shrink: {@code p = p * keep - ...}. */
    double keep(int touched) {
        return keepProduct * inverseKeepProduct[touched];
    }

    /** What is added to sqrt(v): {@code eps / c0}. */
    double shift(int touched, double epsilon) {
        return epsilon * inverseCorrection[touched];
    }

    /** The factor of {@code m / q}. */
    double first(int touched) {
        return sum[touched] * keepProduct;
    }

    /** The factor of {@code m / q^2}, to be taken away from the first. */
    double second(int touched, double epsilon) {
        return epsilon * epsilonSum[touched] * keepProduct;
    }

    /** How much the mean of the gradients decays. */
    double meanDecay(int touched) {
        return mean.since(touched);
    }

    /** How much the mean of their squares decays. */
    double squareDecay(int touched) {
        return square.since(touched);
    }
}
