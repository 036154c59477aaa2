package lanewise.collab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same seed gives the same bits: on any number of threads, in another process, and after saving and loading. */
@Tag("lane")
class SameBitsTest {

    @Test
    void trainingHasTheSameBitsOnOneTwoAndFourThreadsAndInASecondJvm() throws Exception {
        long bits = WeightsPrinter.trained(1);
        assertEquals(bits, WeightsPrinter.trained(2), "2 threads");
        assertEquals(bits, WeightsPrinter.trained(4), "4 threads");
        assertEquals(Long.toString(bits), secondJvm(), "a second JVM");
    }

    @Test
    void anotherSeedHasOtherBits() {
        CollabLearner one = CollabLearner.of(Small.data(), DotBias.factors(3), 1);
        CollabLearner other = CollabLearner.of(Small.data(), DotBias.factors(3), 2);
        assertNotEquals(one.predict("u1", "x"), other.predict("u1", "x"));
    }

    @Test
    void aSavedModelPredictsTheSameBitsInAnotherProcess(@TempDir Path folder) throws Exception {
        CollabLearner learner = Small.trained(DotBias.factors(20), 1);
        Path file = folder.resolve("model.safetensors");
        learner.export(file);
        long bits = WeightsPrinter.predicted(learner.predictor());
        assertEquals(bits, WeightsPrinter.predicted(CollabPredictor.load(file)), "loaded here");
        assertEquals(Long.toString(bits), secondJvm(file.toString()), "loaded by another process");
    }

    @Test
    void sixteenThreadsPredictTheBitsOfOne() throws Exception {
        CollabPredictor predictor = Small.trained(EmbeddingNet.factors(20), 1).predictor();
        long alone = WeightsPrinter.predicted(predictor);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Long>> found = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                found.add(threads.submit(() -> {
                    start.await();
                    return WeightsPrinter.predicted(predictor);
                }));
            }
            start.countDown();
            for (Future<Long> one : found) {
                assertEquals(alone, one.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** What {@link WeightsPrinter} prints in a process of its own, with the options of this one and so on the same kernels. */
    private static String secondJvm(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (option.startsWith("-XX:") || option.startsWith("--add-modules")) {
                command.add(option);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WeightsPrinter.class.getName()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.replace("\r", "").replace("\n", "");
    }

    /** Batches so small that Adam puts off the rows of both tables. */
    @Test
    void findingTheRateLeavesEverythingAsItWas() {
        CollabLearner plain = CollabLearner.of(Small.data().batchSize(8), DotBias.factors(5), 1);
        CollabLearner finding = CollabLearner.of(Small.data().batchSize(8), DotBias.factors(5), 1);
        finding.findLr();
        plain.fit(1, 1e-2f);
        finding.fit(1, 1e-2f);
        finding.findLr();
        plain.fit(1, 1e-2f);
        finding.fit(1, 1e-2f);
        assertEquals(WeightsPrinter.predicted(plain.predictor()), WeightsPrinter.predicted(finding.predictor()));
    }
}
