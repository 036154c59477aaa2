package lanewise.cli;

import java.util.Locale;
import lanewise.text.TextData;
import lanewise.text.Unit;

/** What is said of texts and of losses on them. */
final class TextReport {

    private TextReport() {}

    /** {@code character} or {@code word}. */
    static String noun(Unit unit) {
        return unit == Unit.CHAR ? "character" : "word";
    }

    /** {@code 1,000 characters to train and 100 to validate on, 65 different}. */
    static String size(TextData data, Unit unit) {
        return Amount.of(data.trainTokens(), noun(unit)) + " to train and " + Amount.grouped(data.validTokens())
                + " to validate on, " + Amount.grouped(different(data)) + " different";
    }

    /** How many characters or words can be written: all but the unknown one, and the ends. */
    static int different(TextData data) {
        int different = 0;
        for (int id = 0; id < data.vocab().size(); id++) {
            different += data.vocab().isWritten(id) ? 1 : 0;
        }
        return different;
    }

    /** What the losses of the table are, and what they are to come below. */
    static String scale(TextData data, Unit unit) {
        double alone = data.frequencyLoss();
        return String.format(
                Locale.ROOT,
                "losses are nats per %s; the frequencies of %ss alone give %.3f (%.2f bits)",
                noun(unit),
                noun(unit),
                alone,
                bits(alone));
    }

    static double bits(double nats) {
        return nats / Math.log(2);
    }
}
