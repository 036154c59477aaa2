package lanewise.cli;

import java.util.List;
import lanewise.data.EditDistance;

/** What a misspelled word was probably meant to be. */
final class NearestWord {

    private NearestWord() {}

    /** {@code ; did you mean --epochs?} for the word nearest by edits; nothing where over a third would change. */
    static String advice(String wanted, List<String> words) {
        String nearest = "";
        int least = Math.max(2, wanted.length() / 3) + 1;
        for (String word : words) {
            int edits = word.startsWith(wanted) && wanted.length() > 2 ? 1 : EditDistance.between(wanted, word);
            if (edits < least) {
                least = edits;
                nearest = word;
            }
        }
        return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
    }
}
