package lanewise.tabular;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lanewise.Allocations;
import lanewise.backend.Device;
import lanewise.collab.CollabPredictor;
import lanewise.data.DataException;
import lanewise.data.Table;
import lanewise.io.ModelFormatException;
import lanewise.nn.Pass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Tag("lane")
class TabularPredictorTest {

    private static final TabularSpec COURSE =
            TabularSpec.course(200, 50).dropout(0.1f, 0.1f).range(0, 12);

    private static Map<String, @Nullable Object> row() {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("shop", 7);
        row.put("kind", "b");
        row.put("date", LocalDate.of(2015, 3, 4));
        row.put("distance", 700.0);
        row.put("promotion", true);
        return row;
    }

    private static Map<String, @Nullable Object> with(String column, @Nullable Object value) {
        Map<String, @Nullable Object> row = row();
        row.put(column, value);
        return row;
    }

    /** One row at a time has a way of its own through the net; it must give what the net gives. */
    @Test
    void singleRowsHaveTheBitsOfTheNet() {
        for (TabularSpec spec : List.of(
                COURSE,
                TabularSpec.layers(60, 40),
                TabularSpec.linear(),
                TabularSpec.course(30).batchNorm(true, false))) {
            TabularLearner learner = Sales.trained(spec, 1);
            TabularPredictor predictor = learner.predictor();
            TabularData data = Sales.data(1_000);
            float[] alone = new float[50];
            float[] net = new float[50];
            RowPredictor<Sales.Sale> rows = predictor.rows(Sales.builder(Sales.list(1)));
            List<Sales.Sale> sales = Sales.list(1_000);
            for (int i = 0; i < alone.length; i++) {
                alone[i] = rows.predict(sales.get(i));
                net[i] = data.fittedTargets()
                        .back(learner.model()
                                .forward(
                                        data.prepared()
                                                .encoded()
                                                .input(
                                                        new int[] {i},
                                                        Device.cpu().backend().heap()),
                                        Pass.inference())
                                .item());
            }
            assertArrayEquals(net, alone, spec::toString);
        }
    }

    @Test
    void objectsMapsAndTablesAreReadAlike() {
        TabularPredictor predictor = Sales.trained(COURSE, 2).predictor();
        List<Sales.Sale> sales = Sales.list(200);
        RowPredictor<Sales.Sale> rows = predictor.rows(Sales.builder(sales));
        float[] table = predictor.predict(Sales.table(200));
        for (int i = 0; i < sales.size(); i++) {
            Sales.Sale sale = sales.get(i);
            Map<String, @Nullable Object> map = new HashMap<>();
            map.put("shop", sale.shop());
            map.put("kind", sale.kind());
            map.put("date", sale.date());
            map.put("distance", sale.distance());
            map.put("promotion", sale.promotion());
            assertEquals(rows.predict(sale), predictor.predict(map));
            assertEquals(table[i], predictor.predict(map), 1e-4f * table[i]);
            map.replaceAll((column, value) -> value == null ? "" : value.toString());
            assertEquals(rows.predict(sale), predictor.predict(map), "as texts");
        }
    }

    @Test
    void unknownCategoriesAndMissingNumbersAreServedAsFitted() {
        TabularPredictor predictor = Sales.trained(COURSE, 1).predictor();
        float unknown = predictor.predict(with("shop", 999));
        assertEquals(unknown, predictor.predict(with("shop", null)), "unknown and missing are one");
        assertNotEquals(unknown, predictor.predict(row()));
        float missing = predictor.predict(with("distance", null));
        assertTrue(missing > 0 && missing < 1e6, "missing " + missing);
        assertEquals(missing, predictor.predict(with("distance", Double.NaN)));
        assertNotEquals(missing, predictor.predict(with("distance", 1600.0)), "that it was missing tells something");
        assertEquals(predictor.predict(with("kind", null)), predictor.predict(with("kind", "zzz")));
        float noDate = predictor.predict(with("date", null));
        assertTrue(noDate > 0 && noDate < 1e6, "no date " + noDate);
    }

    @Test
    void errorsNameTheColumnAndWhatWouldBeRight() {
        TabularPredictor predictor = Sales.trained(COURSE, 1).predictor();
        Map<String, @Nullable Object> short1 = row();
        short1.remove("kind");
        assertEquals(
                "predict: the row has no value for the column \"kind\"; it needs shop, kind, promotion, distance, date"
                        + " (null where one is missing)",
                message(() -> predictor.predict(short1)));
        assertEquals(
                "column \"distance\": \"far\" is no number; one like 1234.5, or nothing where it is missing, would be"
                        + " right",
                message(() -> predictor.predict(with("distance", "far"))));
        assertEquals(
                "column \"distance\": a LocalDate (2015-01-01) is no such value; a number or its text would be right",
                message(() -> predictor.predict(with("distance", LocalDate.of(2015, 1, 1)))));
        assertEquals(
                "column \"date\": \"4.3.2015\" is no date; one like 2015-07-31, or nothing where it is missing, would be"
                        + " right",
                message(() -> predictor.predict(with("date", "4.3.2015"))));
        assertEquals(
                "column \"date\": a Integer (5) is no such value; a date of java.time or its text would be right",
                message(() -> predictor.predict(with("date", 5))));
        assertEquals(
                "column \"distance\" is Infinity; a number must be finite (or missing)",
                message(() -> predictor.predict(with("distance", Double.POSITIVE_INFINITY))));
        String table = message(() -> predictor.predict(Sales.table(5).drop("kind")));
        assertTrue(table.startsWith("no column \"kind\""), table);
        Table words = Sales.table(5).drop("distance").withCategory("distance", row -> row.index() == 3 ? "far" : "1");
        assertEquals(
                "column \"distance\", row 3: \"far\" is no number; one like 1234.5, or nothing where it is missing,"
                        + " would be right",
                message(() -> predictor.predict(words)));
        Table dates = Sales.table(5).drop("distance").withDate("distance", row -> LocalDate.of(2015, 1, 1));
        assertEquals(
                "column \"distance\" is of type DATE; the model was fitted on NUMBER",
                message(() -> predictor.predict(dates)));
        String builder = message(() -> predictor.rows(Table.from(Sales.list(1)).number("shop", Sales.Sale::shop)));
        assertTrue(builder.startsWith("no column \"kind\""), builder);
        assertThrows(IllegalStateException.class, () -> predictor.classify(row()));
    }

    private static String message(Executable call) {
        return String.valueOf(assertThrows(DataException.class, call).getMessage());
    }

    @Test
    void aSavedModelPredictsTheSameBits(@TempDir Path folder) throws Exception {
        TabularLearner learner = Sales.trained(COURSE, 1);
        Path file = folder.resolve("sales.safetensors");
        learner.export(file);
        TabularPredictor loaded = TabularPredictor.load(file);
        TabularPredictor own = learner.predictor();
        assertArrayEquals(own.predict(Sales.table(300)), loaded.predict(Sales.table(300)));
        assertEquals(own.predict(row()), loaded.predict(row()));
        assertEquals(own.spec(), loaded.spec());
        assertEquals(List.of("shop", "kind", "promotion", "distance", "date"), loaded.columns());
        byte[] bytes = Files.readAllBytes(file);
        TabularPredictor streamed = TabularPredictor.load(new ByteArrayInputStream(bytes), "bytes");
        assertEquals(own.predict(row()), streamed.predict(row()));
        streamed.save(folder.resolve("again.safetensors"));
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("again.safetensors")));
        assertThrows(ModelFormatException.class, () -> CollabPredictor.load(file));
    }

    @Test
    void laterTrainingDoesNotChangeAPredictor() {
        TabularLearner learner = Sales.trained(COURSE, 1);
        TabularPredictor predictor = learner.predictor();
        float before = predictor.predict(row());
        learner.fit(1, 1e-2f);
        assertEquals(before, predictor.predict(row()));
        assertNotEquals(before, learner.predictor().predict(row()));
    }

    @Test
    void sixteenThreadsPredictTheBitsOfOne() throws Exception {
        TabularPredictor predictor = Sales.trained(COURSE, 1).predictor();
        List<Sales.Sale> sales = Sales.list(300);
        RowPredictor<Sales.Sale> rows = predictor.rows(Sales.builder(sales));
        float[] alone = predictAll(rows, sales);
        float[] table = predictor.predict(Sales.table(300));
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Boolean>> found = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                found.add(threads.submit(() -> {
                    start.await();
                    return Arrays.equals(alone, predictAll(rows, sales))
                            && Arrays.equals(table, predictor.predict(Sales.table(300)));
                }));
            }
            start.countDown();
            for (Future<Boolean> same : found) {
                assertTrue(same.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static float[] predictAll(RowPredictor<Sales.Sale> rows, List<Sales.Sale> sales) {
        float[] all = new float[sales.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = rows.predict(sales.get(i));
        }
        return all;
    }

    /**
     * A prediction returns a float. What it allocates are the backend's few captured arguments, whatever the size of the net;
     * a date costs what java.time's calendar needs.
     */
    @Test
    void aSinglePredictionAllocatesNextToNothing() {
        TabularData plain = TabularData.of(Sales.table(1_000))
                .target("amount")
                .categories("shop", "kind", "promotion")
                .continuous("distance");
        long without = bytesOfAPrediction(plain, 192);
        long with = bytesOfAPrediction(plain.dates("date"), 512);
        String figures = without + " bytes allocated by a prediction, " + with + " with a date";
        report(figures);
        assertTrue(without <= 192, figures);
        assertTrue(with <= 512, figures);
    }

    @SuppressWarnings("SystemOut") // a figure that is worth seeing
    private static void report(String line) {
        System.out.println(line);
    }

    private static long bytesOfAPrediction(TabularData data, long limit) {
        TabularPredictor predictor = TabularLearner.of(data, COURSE, 1).predictor();
        Map<String, @Nullable Object> row = row();
        float[] last = new float[1];
        for (int i = 0; i < 20_000; i++) {
            last[0] = predictor.predict(row);
        }
        long least = Allocations.leastOfACall(limit, 2_000, () -> last[0] = predictor.predict(row));
        assertTrue(last[0] > 0, "predictions are positive");
        return least;
    }
}
