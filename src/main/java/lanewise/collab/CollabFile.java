package lanewise.collab;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanewise.io.JsonObject;
import lanewise.io.ModelFile;
import lanewise.io.ModelFormatException;
import lanewise.io.StoredTensor;
import lanewise.io.Weights;
import lanewise.nn.Parameters;

/**
 * A recommender as a model file: the weights under their names, the counts and lists as int tensors under {@code collab.},
 * the specification, the ids and the titles as JSON in the metadata.
 */
final class CollabFile {

    static final String KIND = "collab";

    private static final String USER_COUNTS = "collab.user_counts";
    private static final String ITEM_COUNTS = "collab.item_counts";
    private static final String RATED_OFFSETS = "collab.rated_offsets";
    private static final String RATED_ITEMS = "collab.rated_items";

    private CollabFile() {}

    static void write(Path path, CollabSpec spec, Parameters parameters, Catalogue catalogue) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("model", spec.toJson().toString());
        entries.put("users", ids(catalogue.users()));
        entries.put("items", ids(catalogue.items()));
        if (!catalogue.titles().isEmpty()) {
            List<String> titles = new ArrayList<>();
            for (String id : catalogue.items().ids()) {
                titles.add(catalogue.titles().getOrDefault(id, id));
            }
            entries.put("titles", JsonObject.of().with("titles", titles).toString());
        }
        Map<String, StoredTensor> tensors = Weights.store(parameters);
        put(tensors, USER_COUNTS, catalogue.userCounts());
        put(tensors, ITEM_COUNTS, catalogue.itemCounts());
        put(tensors, RATED_OFFSETS, catalogue.rated().offsets());
        put(tensors, RATED_ITEMS, catalogue.rated().items());
        ModelFile.of(KIND, entries, tensors).write(path);
    }

    private static String ids(IdMap map) {
        return JsonObject.of().with("ids", map.ids()).toString();
    }

    private static void put(Map<String, StoredTensor> tensors, String name, int[] values) {
        tensors.put(name, StoredTensor.of(new int[] {values.length}, values));
    }

    static CollabPredictor read(Path path) {
        return build(ModelFile.read(path), path.toString());
    }

    static CollabPredictor read(InputStream in, String name) {
        return build(ModelFile.read(in, name), name);
    }

    private static CollabPredictor build(ModelFile file, String name) {
        file.requireKind(KIND);
        try {
            IdMap users = IdMap.of(file.json("users").getStrings("ids"), "user");
            IdMap items = IdMap.of(file.json("items").getStrings("ids"), "item");
            RatedItems rated = RatedItems.restore(
                    file.tensor(RATED_OFFSETS).ints(), file.tensor(RATED_ITEMS).ints(), users.size(), items.size());
            Catalogue catalogue = new Catalogue(
                    users,
                    items,
                    counts(file, USER_COUNTS, users),
                    counts(file, ITEM_COUNTS, items),
                    rated,
                    titles(file, items));
            Map<String, StoredTensor> weights =
                    new LinkedHashMap<>(file.content().tensors());
            weights.keySet().removeIf(tensor -> tensor.startsWith("collab."));
            Parameters parameters = Parameters.load(Weights.tensors(weights));
            CollabSpec spec = CollabSpec.fromJson(file.json("model"));
            CollabModel model = spec.model(parameters, users.size(), items.size());
            parameters.requireAllUsed();
            return new CollabPredictor(spec, parameters, model, catalogue);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(name + ": " + e.getMessage(), e);
        }
    }

    private static int[] counts(ModelFile file, String tensor, IdMap ids) {
        int[] counts = file.tensor(tensor).ints();
        if (counts.length != ids.size() + 1 || counts[IdMap.UNKNOWN] != 0) {
            throw new IllegalArgumentException(
                    tensor + " must hold 0 and then a count for each of the " + ids.size() + " ids");
        }
        return counts;
    }

    private static Map<String, String> titles(ModelFile file, IdMap items) {
        Map<String, String> titles = new HashMap<>();
        if (file.entries().containsKey("titles")) {
            List<String> list = file.json("titles").getStrings("titles");
            if (list.size() != items.size()) {
                throw new IllegalArgumentException(list.size() + " titles for " + items.size() + " items");
            }
            for (int i = 0; i < list.size(); i++) {
                titles.put(items.ids().get(i), list.get(i));
            }
        }
        return titles;
    }
}
