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
            int distance = distance(wanted.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
