package lanewise.optim;

import java.util.Arrays;

/** The learning rates of a model's layer groups: one for all, a spread from the first group to the last, or a list. */
public sealed interface Rates {

    /**
     * The rate of each group, first to last.
     *
     * @throws IllegalArgumentException if this is a list of another length
     */
    float[] forGroups(int groups);

    /** One rate for all groups. */
    static Rates of(float rate) {
        return new Same(rate);
    }

    /** From the first group to the last by equal factors: fastai's {@code slice(first, last)}. A single group has the last. */
    static Rates spread(float first, float last) {
        return new Spread(first, last);
    }

    /** One for each group, of which there must be as many. */
    static Rates list(float... rates) {
        return new Each(rates.clone());
    }

    private static void require(float rate) {
        if (!(rate >= 0) || Float.isInfinite(rate)) {
            throw new IllegalArgumentException("rates: a learning rate may not be negative or infinite, got " + rate);
        }
    }

    /** One for all groups. */
    record Same(float rate) implements Rates {

        public Same {
            require(rate);
        }

        @Override
        public float[] forGroups(int groups) {
            float[] all = new float[groups];
            Arrays.fill(all, rate);
            return all;
        }

        @Override
        public String toString() {
            return Float.toString(rate);
        }
    }

    /** By equal factors from the first group to the last. */
    record Spread(float first, float last) implements Rates {

        public Spread {
            require(first);
            require(last);
            if (first == 0 || last == 0) {
                throw new IllegalArgumentException(
                        "rates: no factor leads from or to 0, got a spread from " + first + " to " + last);
            }
        }

        @Override
        public float[] forGroups(int groups) {
            float[] all = new float[groups];
            for (int i = 0; i < groups; i++) {
                all[i] = i == groups - 1 ? last : (float) (first * Math.pow((double) last / first, i / (groups - 1.0)));
            }
            return all;
        }

        @Override
        public String toString() {
            return first + " to " + last;
        }
    }

    /** A list. */
    final class Each implements Rates {

        private final float[] rates;

        private Each(float[] rates) {
            for (float rate : rates) {
                require(rate);
            }
            this.rates = rates;
        }

        @Override
        public float[] forGroups(int groups) {
            if (rates.length != groups) {
                throw new IllegalArgumentException("rates: " + rates.length + " learning "
                        + (rates.length == 1 ? "rate was" : "rates were") + " given, the model has " + groups
                        + " layer " + (groups == 1 ? "group" : "groups"));
            }
            return rates.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Each each && Arrays.equals(rates, each.rates);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(rates);
        }

        @Override
        public String toString() {
            return Arrays.toString(rates);
        }
    }
}
