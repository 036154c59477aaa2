package lanewise.data;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what a misspelled name was probably meant to be. */
final class NearestName {

    private NearestName() {}

    /** {@code ; did you mean "userId"?} or nothing, and then the names there are. */
    static String advice(String wanted, List<String> names) {
        String nearest = find(wanted, names);
        return (nearest == null ? "" : "; did you mean \"" + nearest + "\"?") + " (columns: " + String.join(", ", names)
                + ")";
    }

    /** The name nearest by edits, letter case aside; null if all are too far: two edits of a word, or a third of its letters. */
    static @Nullable String find(String wanted, List<String> names) {
        String nearest = null;
        int most = wanted.length() <= 3 ? 1 : Math.max(2, wanted.length() / 3);
        int least = most + 1;
        for (String name : names) {
            int distance = EditDistance.between(wanted.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }
}
