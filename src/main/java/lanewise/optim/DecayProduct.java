package lanewise.optim;

import java.util.Arrays;
import lanewise.tensor.StateDict;

/**
 * The product of the decays of all steps, so that a quotient tells what a number has decayed to since any of them. The
 * product begins again at 1 before it leaves the range of numbers; a quotient over two such beginnings counts as 0.
 */
final class DecayProduct {

    /** Two quotients of products above this can be multiplied without leaving the range of numbers. */
    private static final double LEAST = 1e-100;

    private double[] inverse = new double[16];
    private double product;

    /** The step at which the product last began again, and the one at which it did before that. */
    private int begin;

    private int beginBefore;

    /** What had been decayed to between the two. */
    private double before;

    DecayProduct() {
        restart();
    }

    /** Notes all there is to know of the first {@code steps} steps. */
    void save(StateDict to, int steps) {
        to.put("inverse", Arrays.copyOf(inverse, steps + 1));
        to.put("product", product);
        to.put("before", before);
        to.put("begin", new int[] {begin, beginBefore});
    }

    void load(StateDict from) {
        inverse = Arrays.copyOf(from.doubles("inverse"), Math.max(16, from.doubles("inverse").length));
        product = from.number("product");
        before = from.number("before");
        begin = from.ints("begin")[0];
        beginBefore = from.ints("begin")[1];
    }

    /** Forgets all steps. */
    void restart() {
        begin = 0;
        beginBefore = 0;
        before = 1;
        product = 1;
        inverse[0] = 1;
    }

    /** Adds step {@code step}, one after the last. */
    void add(int step, double decay) {
        if (step == inverse.length) {
            inverse = Arrays.copyOf(inverse, 2 * step);
        }
        product *= decay;
        if (product < LEAST) {
            before = product;
            beginBefore = begin;
            begin = step;
            product = 1;
        }
        inverse[step] = 1 / product;
    }

    /** What 1 has decayed to since {@code step}. */
    double since(int step) {
        double quotient = product * inverse[step];
        if (step >= begin) {
            return quotient;
        }
        return step >= beginBefore ? quotient * before : 0;
    }
}
