package lanewise.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a row with their probabilities: of one class among several they add up to 1; of several labels each
 * stands for itself.
 */
public final class Classification {

    private final List<String> classes;
    private final float[] probabilities;

    /** Takes the array over. */
    Classification(List<String> classes, float[] probabilities) {
        this.classes = classes;
        this.probabilities = probabilities;
    }

    /** The classes or labels, in the model's order. */
    public List<String> classes() {
        return classes;
    }

    /** The most probable one; the first of equally probable ones. */
    public String label() {
        return classes.get(best());
    }

    /** The probability of the most probable one. */
    public float probability() {
        return probabilities[best()];
    }

    private int best() {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }

    /**
     * The probability of a class.
     *
     * @throws IllegalArgumentException if there is no such class
     */
    public float probability(String name) {
        int index = classes.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "probability: there is no class \"" + name + "\"; there are " + String.join(", ", classes));
        }
        return probabilities[index];
    }

    float probabilityAt(int index) {
        return probabilities[index];
    }

    /** The probabilities in the order of the classes, a copy. */
    public float[] probabilities() {
        return probabilities.clone();
    }

    /** The labels that are more probable than not; of one class among several there is one at most. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] > 0.5f) {
                labels.add(classes.get(i));
            }
        }
        return labels;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Classification that
                && that.classes.equals(classes)
                && Arrays.equals(that.probabilities, probabilities);
    }

    @Override
    public int hashCode() {
        return 31 * classes.hashCode() + Arrays.hashCode(probabilities);
    }

    /** Class and probability, most probable first: {@code yes 0.9, no 0.1}. */
    @Override
    public String toString() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            order.add(i);
        }
        order.sort((a, b) -> Float.compare(probabilities[b], probabilities[a]));
        StringBuilder text = new StringBuilder();
        for (int i : order) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(classes.get(i))
                    .append(' ')
                    .append(probabilities[i]);
        }
        return text.toString();
    }
}
