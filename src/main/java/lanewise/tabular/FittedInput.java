package lanewise.tabular;

/**
 * An input of a trained net, and what was learnt of it on the rows that its steps were fitted on.
 *
 * @param name the column, or what was made of it: {@code Year}, {@code CompetitionDistance_na}
 * @param column the column of raw rows that it is made of
 * @param role {@link Role#CATEGORY} or {@link Role#CONTINUOUS}
 * @param categories how many values a category has, the unknown one not counted; 0 for a number
 * @param width how many numbers the embedding of a category has; 0 for a number
 * @param fill what stands in for a missing number; NaN for a category, as the next two
 * @param mean what is taken off a number, to standardise it
 * @param deviation what it is then divided by
 */
public record FittedInput(
        String name, String column, Role role, int categories, int width, double fill, double mean, double deviation) {

    static FittedInput category(String name, String column, int categories, int width) {
        return new FittedInput(name, column, Role.CATEGORY, categories, width, Double.NaN, Double.NaN, Double.NaN);
    }

    static FittedInput number(String name, String column, double fill, double mean, double deviation) {
        return new FittedInput(name, column, Role.CONTINUOUS, 0, 0, fill, mean, deviation);
    }
}
