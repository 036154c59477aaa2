package lanewise.collab;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import lanewise.backend.Device;
import lanewise.nn.Embedding;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.tensor.IntTensor;

/**
 * Serves a trained recommender: predicts ratings and recommends items. It never changes and may be used by any number of
 * threads at once. A user or item that training never saw is served as unknown, never by an exception. The same call gives
 * the same bits in every thread; a pair rated alone and among others may differ in the last bit with a model that has
 * matrix products ({@link EmbeddingNet}).
 */
public final class CollabPredictor {

    /** How many pairs are computed at once when every item is rated for a user. */
    private static final int CHUNK = 4096;

    private final CollabSpec spec;
    private final Parameters parameters;
    private final CollabModel model;
    private final Catalogue catalogue;

    CollabPredictor(CollabSpec spec, Parameters parameters, CollabModel model, Catalogue catalogue) {
        this.spec = spec;
        this.parameters = parameters;
        this.model = model;
        this.catalogue = catalogue;
    }

    /**
     * Loads what {@link CollabLearner#save} wrote.
     *
     * @throws lanewise.io.ModelFormatException if the file is damaged or holds no such model
     * @throws java.io.UncheckedIOException if it is missing or can't be read
     */
    public static CollabPredictor load(Path path) {
        return CollabFile.read(path);
    }

    /** Loads a model from a stream, such as a resource of the application; {@code name} stands for it in messages. */
    public static CollabPredictor load(InputStream in, String name) {
        return CollabFile.read(in, name);
    }

    /** Writes a model file: to a temporary file beside it first, so that a crash leaves the old one. */
    public void save(Path path) {
        CollabFile.write(path, spec, parameters, catalogue);
    }

    /** The same predictor with parameters of its own. */
    CollabPredictor copy() {
        Parameters own = Parameters.load(parameters.values());
        return new CollabPredictor(
                spec,
                own,
                spec.model(own, catalogue.users().size(), catalogue.items().size()),
                catalogue);
    }

    /** The rating {@code user} would give {@code item}. */
    public float predict(String user, String item) {
        return ratings(new int[] {catalogue.user(user)}, new int[] {catalogue.item(item)})[0];
    }

    /**
     * The ratings of pairs, {@code users.get(i)} with {@code items.get(i)}.
     *
     * @throws IllegalArgumentException if there are not as many users as items
     */
    public float[] predict(List<String> users, List<String> items) {
        if (users.size() != items.size()) {
            throw new IllegalArgumentException(
                    "predict: " + users.size() + " users and " + items.size() + " items; a pair needs one of each");
        }
        int[] userNumbers = new int[users.size()];
        int[] itemNumbers = new int[items.size()];
        for (int i = 0; i < userNumbers.length; i++) {
            userNumbers[i] = catalogue.user(users.get(i));
            itemNumbers[i] = catalogue.item(items.get(i));
        }
        return ratings(userNumbers, itemNumbers);
    }

    private float[] ratings(int[] users, int[] items) {
        Device device = parameters.device();
        Pairs pairs =
                new Pairs(IntTensor.of(users).to(device), IntTensor.of(items).to(device));
        return model.forward(pairs, Pass.inference()).toArray();
    }

    /** The {@code count} items with the highest predicted ratings that {@code user} has not rated, best first. */
    public List<Recommendation> recommend(String user, int count) {
        return recommend(user, count, false);
    }

    /**
     * The items with the highest predicted ratings, best first. Items that no training rating touched are never among
     * them: nothing is known of them.
     *
     * @param keepRated whether items that the user has rated may be among them
     */
    public List<Recommendation> recommend(String user, int count, boolean keepRated) {
        requireCount("recommend", count);
        BitSet left = keepRated ? new BitSet() : catalogue.ratedBy(user);
        int[] candidates = Arrays.stream(catalogue.trainedItems())
                .filter(item -> !left.get(item))
                .toArray();
        List<Recommendation> found = new ArrayList<>();
        int[] users = new int[Math.min(CHUNK, candidates.length)];
        Arrays.fill(users, catalogue.user(user));
        for (int from = 0; from < candidates.length; from += CHUNK) {
            int[] items = Arrays.copyOfRange(candidates, from, Math.min(candidates.length, from + CHUNK));
            float[] ratings = ratings(Arrays.copyOf(users, items.length), items);
            for (int i = 0; i < items.length; i++) {
                found.add(new Recommendation(catalogue.items().id(items[i]), catalogue.title(items[i]), ratings[i]));
            }
        }
        found.sort(Comparator.comparingDouble(one -> -one.rating()));
        return List.copyOf(found.subList(0, Math.min(count, found.size())));
    }

    /** The items whose factors point most in the direction of this one's; none for an item that training never saw. */
    public List<SimilarItem> similarItems(String item, int count) {
        requireCount("similarItems", count);
        int number = catalogue.item(item);
        List<SimilarItem> found = new ArrayList<>();
        if (number != IdMap.UNKNOWN) {
            float[] rows = model.itemFactors().weight().value().toArray();
            int width = spec.factors();
            for (int other : catalogue.trainedItems()) {
                if (other != number) {
                    float cosine = (float) cosine(rows, number * width, other * width, width);
                    found.add(new SimilarItem(catalogue.items().id(other), catalogue.title(other), cosine));
                }
            }
        }
        found.sort(Comparator.comparingDouble(one -> -one.cosine()));
        return List.copyOf(found.subList(0, Math.min(count, found.size())));
    }

    private static double cosine(float[] rows, int a, int b, int width) {
        double dot = 0;
        double aSquares = 0;
        double bSquares = 0;
        for (int i = 0; i < width; i++) {
            dot += (double) rows[a + i] * rows[b + i];
            aSquares += (double) rows[a + i] * rows[a + i];
            bSquares += (double) rows[b + i] * rows[b + i];
        }
        double lengths = Math.sqrt(aSquares * bSquares);
        return lengths == 0 ? 0 : dot / lengths;
    }

    /**
     * The biases of the items that training saw, lowest first.
     *
     * @throws IllegalStateException if the model has no biases: only {@link DotBias} has
     */
    public List<ItemBias> itemBias() {
        List<Embedding> table = DotBias.itemBias(model);
        if (table.isEmpty()) {
            throw new IllegalStateException("itemBias: " + spec + " has no biases; DotBias has");
        }
        float[] biases = table.get(0).weight().value().toArray();
        List<ItemBias> found = new ArrayList<>();
        for (int item : catalogue.trainedItems()) {
            found.add(new ItemBias(
                    catalogue.items().id(item), catalogue.title(item), biases[item], catalogue.ratings(item)));
        }
        found.sort(Comparator.comparingDouble(ItemBias::bias));
        return List.copyOf(found);
    }

    /** The factors of the items that training saw. */
    public ItemFactors itemFactors() {
        float[] all = model.itemFactors().weight().value().toArray();
        int width = spec.factors();
        int[] trained = catalogue.trainedItems();
        List<ItemFactors.Item> items = new ArrayList<>();
        float[][] rows = new float[trained.length][];
        for (int i = 0; i < trained.length; i++) {
            int item = trained[i];
            items.add(new ItemFactors.Item(catalogue.items().id(item), catalogue.title(item), catalogue.ratings(item)));
            rows[i] = Arrays.copyOfRange(all, item * width, (item + 1) * width);
        }
        return new ItemFactors(items, rows);
    }

    /** The title of an item; the id itself if it has none. */
    public String title(String item) {
        Map<String, String> titles = catalogue.titles();
        return titles.getOrDefault(item, item);
    }

    /** Whether training saw this user; one that it did not see is served as unknown. */
    public boolean knowsUser(String user) {
        return catalogue.user(user) != IdMap.UNKNOWN;
    }

    /** Whether training saw this item. */
    public boolean knowsItem(String item) {
        return catalogue.item(item) != IdMap.UNKNOWN;
    }

    /** What kind of model it is. */
    public CollabSpec spec() {
        return spec;
    }

    private static void requireCount(String operation, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(operation + ": the count must be at least 1, got " + count);
        }
    }

    /** The model line by line. */
    @Override
    public String toString() {
        return model.toString();
    }
}
