package lanewise.collab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import lanewise.RealData;
import lanewise.data.Split;
import lanewise.data.Table;
import lanewise.optim.Adam;
import lanewise.optim.AdamW;
import lanewise.optim.OptimizerSpec;
import lanewise.optim.Sgd;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The figures of the course on its own ratings, MovieLens' ml-latest-small of 2016. A training figure is the last epoch's
 * validation loss, for seeds 1, 2 and 3; what must hold is their mean.
 */
class MovieLensTest {

    private Path folder;
    private Table ratings;

    @BeforeEach
    void read() {
        folder = RealData.folder("ml-latest-small");
        ratings = Table.csv(folder.resolve("ratings.csv"));
    }

    private CollabData fold(int number) {
        return CollabData.of(ratings, "userId", "movieId", "rating").split(Split.course(number, 0.2, 42));
    }

    /** C1: the course's 496,587 parameters and two unknown rows of 51. */
    @Test
    void c1ParameterCount() {
        CollabLearner learner = CollabLearner.of(fold(0), DotBias.factors(50), 1);
        assertEquals(496_587 + 2 * 51, learner.parameters().count());
    }

    @Test
    @Tag("figures")
    void c2LibraryModelFold0() {
        assertMean("C2 fold 0", 0.767, seed -> library(0, seed));
    }

    @Test
    @Tag("figures")
    void c2LibraryModelFold4() {
        assertMean("C2 fold 4", 0.778, seed -> library(4, seed));
    }

    /** The course's {@code fit(1e-2, 2, wds=2e-4, cycle_len=1, cycle_mult=2)} with Adam: 3 epochs. */
    private double library(int fold, long seed) {
        CollabLearner learner =
                learner(fold(fold), DotBias.factors(50), Adam.lr(1e-2f).weightDecay(2e-4f), seed);
        return learner.fitCosine(2, 1, 2, 1e-2f).last().validLoss();
    }

    /** As good as C2 in as many epochs. */
    @Test
    @Tag("figures")
    void oneCycleFold0() {
        assertMean("one-cycle fold 0", 0.767, seed -> oneCycle(0, seed));
    }

    @Test
    @Tag("figures")
    void oneCycleFold4() {
        assertMean("one-cycle fold 4", 0.778, seed -> oneCycle(4, seed));
    }

    private double oneCycle(int fold, long seed) {
        OptimizerSpec adamW = AdamW.lr(5e-3f).betas(0.9f, 0.99f).decoupledWeightDecay(0.1f);
        return learner(fold(fold), DotBias.factors(50), adamW, seed)
                .fitOneCycle(3, 5e-3f)
                .last()
                .validLoss();
    }

    @Test
    @Tag("figures")
    void c3EmbeddingDot() {
        assertMean("C3 EmbeddingDot", 1.14, seed -> {
            OptimizerSpec sgd = Sgd.lr(0.1f).momentum(0.9f).weightDecay(1e-5f);
            CollabLearner learner = learner(fold(0), EmbeddingDot.factors(50), sgd, seed);
            learner.fit(3, 0.1f);
            return learner.fit(3, 0.01f).last().validLoss();
        });
    }

    @Test
    @Tag("figures")
    void c3OwnDotBias() {
        assertMean("C3 DotBias", 0.803, seed -> {
            OptimizerSpec sgd = Sgd.lr(0.1f).momentum(0.9f).weightDecay(2e-4f);
            CollabLearner learner = learner(fold(0), DotBias.factors(50).init(0.01f), sgd, seed);
            learner.fit(3, 0.1f);
            return learner.fit(3, 0.01f).last().validLoss();
        });
    }

    /**
     * The learner's own optimizer, AdamW with decay 0.1, for five epochs of one-cycle. The course's six epochs of Adam at
     * 1e-3 over-fit here as they do in PyTorch 1.13: see CONTRIBUTING.md.
     */
    @Test
    @Tag("figures")
    void c3EmbeddingNet() {
        assertMean(
                "C3 EmbeddingNet",
                0.782,
                seed -> CollabLearner.of(fold(0), EmbeddingNet.factors(50), seed)
                        .fitOneCycle(5, 2e-3f)
                        .last()
                        .validLoss());
    }

    /** C5: which films are better and worse than their factors explain, among the 3,000 most rated. */
    @Test
    @Tag("figures")
    void c5Biases() {
        Table films = Table.csv(folder.resolve("movies.csv"));
        CollabData data = fold(0).titles(films, "movieId", "title");
        for (long seed = 1; seed <= 3; seed++) {
            CollabLearner learner =
                    learner(data, DotBias.factors(50), Adam.lr(1e-2f).weightDecay(2e-4f), seed);
            learner.fitCosine(2, 1, 2, 1e-2f);
            List<ItemBias> known = new ArrayList<>(learner.itemBias());
            known.sort(Comparator.comparingInt(item -> -item.ratings()));
            List<ItemBias> top = new ArrayList<>(known.subList(0, 3000));
            top.sort(Comparator.comparingDouble(ItemBias::bias));
            List<ItemBias> lowest = top.subList(0, 5);
            List<ItemBias> highest = top.subList(2995, 3000);
            report("C5 seed " + seed + ": lowest " + lowest + ", highest " + highest);
            assertTrue(common(lowest, LOWEST) >= 3, lowest::toString);
            assertTrue(common(highest, HIGHEST) >= 3, highest::toString);
            Tensor components = learner.itemFactors().mostRated(3000).pca(3);
            assertEquals(3, components.size(0));
            assertEquals(3000, components.size(1));
        }
    }

    private static final List<String> LOWEST =
            Arrays.asList("Battlefield Earth", "Speed 2", "Wild Wild West", "Anaconda", "Super Mario Bros");

    private static final List<String> HIGHEST = Arrays.asList(
            "Shawshank Redemption",
            "Godfather, The (1972)",
            "Usual Suspects",
            "Schindler's List",
            "Silence of the Lambs");

    private static long common(List<ItemBias> found, List<String> expected) {
        return expected.stream()
                .filter(title -> found.stream().anyMatch(item -> item.title().startsWith(title)))
                .count();
    }

    private static CollabLearner learner(CollabData data, CollabSpec spec, OptimizerSpec optimizer, long seed) {
        CollabLearner learner = CollabLearner.of(data, spec, seed);
        learner.optimizer(optimizer);
        return learner;
    }

    private interface Figure extends ToDoubleFunction<Long> {}

    private static void assertMean(String name, double limit, Figure figure) {
        double sum = 0;
        StringBuilder text = new StringBuilder(name + ": validation MSE of seeds 1, 2, 3");
        for (long seed = 1; seed <= 3; seed++) {
            double value = figure.applyAsDouble(seed);
            sum += value;
            text.append(String.format(Locale.ROOT, " %.5f", value));
        }
        double mean = sum / 3;
        report(text + String.format(Locale.ROOT, ", mean %.5f (at most %.3f)", mean, limit));
        assertTrue(mean <= limit, text + ", mean " + mean);
    }

    @SuppressWarnings("SystemOut") // figures are what this test is for
    private static void report(String line) {
        System.out.println(line);
    }
}
