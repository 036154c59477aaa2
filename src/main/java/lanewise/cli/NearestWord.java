package lanewise.cli;

import java.util.List;

/** What a misspelled word was probably meant to be. */
final class NearestWord {

    private NearestWord() {}

    /** {@code ; did you mean --epochs?} for the word nearest by edits; nothing where over a third would change. */
    static String advice(String wanted, List<String> words) {
        String nearest = "";
        int least = Math.max(2, wanted.length() / 3) + 1;
        for (String word : words) {
            int edits = word.startsWith(wanted) && wanted.length() > 2 ? 1 : edits(wanted, word);
            if (edits < least) {
                least = edits;
                nearest = word;
            }
        }
        return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
    }

    /** Levenshtein's distance. */
    private static int edits(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[to.length()];
    }
}
