package lanewise.collab;

import java.util.Arrays;
import lanewise.tensor.Rng;

/** Who rates what: some users rate much, some films are known to most, and nobody rates a film twice. */
final class Popularity {

    /** The deviation of the logarithm of how much a user rates. */
    private static final double ACTIVITY = 0.5;

    /** Film i, from 1, is known in proportion to i to the power of minus this. */
    private static final double ZIPF = 0.5;

    private Popularity() {}

    /**
     * The films each user rates, by number.
     *
     * @param ratings how many in all, at most {@code users * films}
     */
    static int[][] draw(int users, int films, int ratings, Rng rng) {
        int[] counts = counts(users, films, ratings, rng);
        double[] rarity = new double[films];
        for (int film = 0; film < films; film++) {
            rarity[film] = StrictMath.pow(film + 1, ZIPF);
        }
        int[][] rated = new int[users][];
        for (int user = 0; user < users; user++) {
            rated[user] = choose(rarity, counts[user], rng);
        }
        return rated;
    }

    private static int[] counts(int users, int films, int ratings, Rng rng) {
        double[] activity = new double[users];
        double sum = 0;
        for (int user = 0; user < users; user++) {
            activity[user] = StrictMath.exp(ACTIVITY * rng.nextGaussian());
            sum += activity[user];
        }
        int[] counts = new int[users];
        int left = ratings;
        for (int user = 0; user < users; user++) {
            counts[user] = (int) Math.min(ratings * (activity[user] / sum), films);
            left -= counts[user];
        }
        // What rounding and those who have rated every film leave over goes to the others in turn.
        for (int user = 0; left > 0; user = (user + 1) % users) {
            if (counts[user] < films) {
                counts[user]++;
                left--;
            }
        }
        return counts;
    }

    /** Draws without putting back: those with the largest log(u) / weight (Efraimidis and Spirakis, 2006). */
    private static int[] choose(double[] rarity, int count, Rng rng) {
        int films = rarity.length;
        double[] keys = new double[films];
        for (int film = 0; film < films; film++) {
            keys[film] = StrictMath.log(1 - rng.nextDouble()) * rarity[film];
        }
        double[] sorted = keys.clone();
        Arrays.sort(sorted);
        double least = count == 0 ? Double.POSITIVE_INFINITY : sorted[films - count];
        int[] chosen = new int[count];
        int next = 0;
        for (int film = 0; film < films && next < count; film++) {
            if (keys[film] >= least) {
                chosen[next++] = film;
            }
        }
        return chosen;
    }
}
