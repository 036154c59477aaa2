package lanewise.collab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lanewise.data.CategoryColumn;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import lanewise.tensor.Rng;

/**
 * Ratings whose truth is known: to try a recommender without a file, and to measure how near it comes to what can be
 * learned at all. Every user and every film has a bias and three factors, drawn from normal distributions. From them
 * comes the chance {@code p = sigmoid(mean + b_u + b_i + u . i)}, and a rating is half a star and another half for each
 * of nine tosses that fall well with this chance: 0.5 to 5 stars in halves, {@code 0.5 + 4.5 p} on average. Some users
 * rate much more than others, and film i is known in proportion to {@code 1 / sqrt(i)} (Zipf's law, flattened). The
 * same seed gives the same ratings on every machine.
 */
public final class GeneratedRatings {

    private static final int TOSSES = 9;
    private static final double LOWEST = 0.5;
    private static final double STEP = 0.5;

    private static final int FACTORS = 3;
    private static final double MEAN = 0.6;
    private static final double USER_BIAS = 0.4;
    private static final double FILM_BIAS = 0.5;

    /** So that the product of user and film has a deviation of 0.5, about half a star. */
    private static final double FACTOR = 0.54;

    private final Map<String, Integer> userNumbers = new HashMap<>();
    private final Map<String, Integer> filmNumbers = new HashMap<>();
    private final double[][] users;
    private final double[][] films;
    private final double[] expected;
    private final Table table;

    private GeneratedRatings(long seed, int userCount, int filmCount, int ratings) {
        Rng rng = Rng.of(seed);
        List<String> names = new ArrayList<>();
        for (int user = 1; user <= userCount; user++) {
            names.add("u" + user);
        }
        List<String> titles = FilmTitles.draw(filmCount, rng.split());
        number(names, userNumbers);
        number(titles, filmNumbers);
        users = tastes(userCount, USER_BIAS, rng.split());
        films = tastes(filmCount, FILM_BIAS, rng.split());
        int[][] seen = Popularity.draw(userCount, filmCount, ratings, rng.split());

        int[] userOf = new int[ratings];
        int[] filmOf = new int[ratings];
        double[] stars = new double[ratings];
        expected = new double[ratings];
        Rng tosses = rng.split();
        int row = 0;
        for (int user = 0; user < userCount; user++) {
            for (int film : seen[user]) {
                double chance = chance(user, film);
                userOf[row] = user;
                filmOf[row] = film;
                expected[row] = stars(TOSSES * chance);
                stars[row] = stars(toss(chance, tosses));
                row++;
            }
        }
        table = Table.of(
                CategoryColumn.of("user", userOf, names),
                CategoryColumn.of("title", filmOf, titles),
                NumberColumn.of("rating", stars));
    }

    /** 400,000 ratings by 1,000 users of 1,000 films: enough to learn the tastes to within 5 % of the noise. */
    public static GeneratedRatings of(long seed) {
        return of(seed, 1_000, 1_000, 400_000);
    }

    /**
     * Ratings of another size. With few ratings for each user and film nobody can learn their tastes well.
     *
     * @param users at least 1
     * @param films from 1 to 2304: so many titles there are
     * @param ratings at least 1, and at most one for each user and film
     * @throws IllegalArgumentException if a number is outside these limits
     */
    public static GeneratedRatings of(long seed, int users, int films, int ratings) {
        require("users", users, Integer.MAX_VALUE);
        require("films", films, FilmTitles.COUNT);
        require("ratings", ratings, (long) users * films);
        return new GeneratedRatings(seed, users, films, ratings);
    }

    private static void require(String what, int count, long most) {
        if (count < 1 || count > most) {
            throw new IllegalArgumentException(
                    "generated ratings: the number of " + what + " must lie between 1 and " + most + ", got " + count);
        }
    }

    private static void number(List<String> names, Map<String, Integer> numbers) {
        for (int i = 0; i < names.size(); i++) {
            numbers.put(names.get(i), i);
        }
    }

    /** The factors of each, and the bias behind them. */
    private static double[][] tastes(int count, double bias, Rng rng) {
        double[][] tastes = new double[count][FACTORS + 1];
        for (double[] taste : tastes) {
            for (int f = 0; f < FACTORS; f++) {
                taste[f] = FACTOR * rng.nextGaussian();
            }
            taste[FACTORS] = bias * rng.nextGaussian();
        }
        return tastes;
    }

    private double chance(int user, int film) {
        double bias = MEAN + users[user][FACTORS] + films[film][FACTORS];
        return 1 / (1 + StrictMath.exp(-bias - dot(users[user], films[film])));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int f = 0; f < FACTORS; f++) {
            sum += a[f] * b[f];
        }
        return sum;
    }

    private static int toss(double chance, Rng rng) {
        int well = 0;
        for (int toss = 0; toss < TOSSES; toss++) {
            well += rng.nextDouble() < chance ? 1 : 0;
        }
        return well;
    }

    private static double stars(double tosses) {
        return LOWEST + STEP * tosses;
    }

    /** The ratings, in the columns {@code user} ({@code u1}, {@code u2}, ...), {@code title} and {@code rating}. */
    public Table table() {
        return table;
    }

    /** The names of all users. */
    public List<String> users() {
        return table.category("user").levels();
    }

    /** The titles of all films, the best known first. */
    public List<String> titles() {
        return table.category("title").levels();
    }

    /**
     * The mean squared error of the true tastes on some rows of the table, those that validate, say: what the tosses
     * add, which no model can foresee.
     *
     * @param rows row numbers from 0; at least one
     */
    public double noiseFloor(int[] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("noise floor: there are no rows; at least one is needed");
        }
        NumberColumn given = table.number("rating");
        double squares = 0;
        for (int row : rows) {
            double noise = given.value(row) - expected[row];
            squares += noise * noise;
        }
        return squares / rows.length;
    }

    /**
     * The stars that {@code user} gives the film on average, whether or not the table has such a rating.
     *
     * @throws IllegalArgumentException if there is no such user or film
     */
    public double trueRating(String user, String title) {
        return stars(TOSSES * chance(find("user", user, userNumbers), find("film", title, filmNumbers)));
    }

    /**
     * The cosine of the angle between the true factors of two films.
     *
     * @throws IllegalArgumentException if there is no such film
     */
    public double trueCosine(String title, String otherTitle) {
        double[] a = films[find("film", title, filmNumbers)];
        double[] b = films[find("film", otherTitle, filmNumbers)];
        return dot(a, b) / StrictMath.sqrt(dot(a, a) * dot(b, b));
    }

    private static int find(String what, String name, Map<String, Integer> numbers) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException(
                    "generated ratings: there is no " + what + " \"" + name + "\" among the " + numbers.size());
        }
        return number;
    }
}
