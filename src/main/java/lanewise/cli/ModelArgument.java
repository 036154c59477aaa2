package lanewise.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lanewise.collab.CollabPredictor;
import lanewise.collab.ItemFactors;
import org.jspecify.annotations.Nullable;

/** The model that a command serves, and the items and users that its words mean. */
final class ModelArgument {

    static final Option OPTION = Option.required("--model", "FILE", "a model that fit collab saved");

    private static final int NAMED = 5;

    private final CollabPredictor predictor;
    private final String file;

    private ModelArgument(CollabPredictor predictor, String file) {
        this.predictor = predictor;
        this.file = file;
    }

    static ModelArgument load(Arguments arguments) {
        String file = arguments.text(OPTION.name());
        return new ModelArgument(CollabPredictor.load(arguments.path(OPTION.name())), file);
    }

    CollabPredictor predictor() {
        return predictor;
    }

    /** The user's id; says so if the model does not know it. */
    String user(Arguments arguments, Output output) {
        String user = arguments.text("--user");
        if (!predictor.knowsUser(user)) {
            output.note("the user " + user + " is unknown to " + file + ": served as the unknown user");
        }
        return user;
    }

    /**
     * The item's id, also of one that is named by its title; says so if the model does not know it.
     *
     * @throws UsageException if several titles fit
     */
    String item(Arguments arguments, Output output) {
        String text = arguments.text("--item");
        String item = find(text);
        if (item == null) {
            output.note("the item " + text + " is unknown to " + file + ": served as the unknown item");
            return text;
        }
        return item;
    }

    /**
     * The item's id, also of one that is named by its title.
     *
     * @throws UsageException if the model does not know it, or several titles fit
     */
    String knownItem(Arguments arguments) {
        String text = arguments.text("--item");
        String item = find(text);
        if (item == null) {
            throw new UsageException("the item " + text + " is unknown to " + file);
        }
        return item;
    }

    /**
     * The id of the item that a text means: the one of this id, else of this title, else whose title holds it. A number is
     * never looked for inside titles: it is the id of an item that training did not see, not the year of another.
     */
    private @Nullable String find(String text) {
        List<ItemFactors.Item> titled = new ArrayList<>();
        List<ItemFactors.Item> similar = new ArrayList<>();
        String sought = text.toLowerCase(Locale.ROOT);
        boolean number = text.chars().allMatch(Character::isDigit);
        for (ItemFactors.Item item : predictor.itemFactors().items()) {
            if (item.item().equals(text)) {
                return text;
            }
            String title = item.title().toLowerCase(Locale.ROOT);
            if (title.equals(sought)) {
                titled.add(item);
            }
            if (!number && !item.title().equals(item.item()) && title.contains(sought)) {
                similar.add(item);
            }
        }
        List<ItemFactors.Item> found = titled.isEmpty() ? similar : titled;
        if (found.size() > 1) {
            throw new UsageException("the item " + text + " may be any of " + found.size() + " titles in " + file + ": "
                    + list(found) + "; expected an id or what only one title holds");
        }
        return found.isEmpty() ? null : found.get(0).item();
    }

    private static String list(List<ItemFactors.Item> found) {
        List<String> named = new ArrayList<>();
        for (ItemFactors.Item item : found.subList(0, Math.min(NAMED, found.size()))) {
            named.add(item.item() + " (" + item.title() + ")");
        }
        return String.join(", ", named) + (found.size() > NAMED ? ", ..." : "");
    }
}
