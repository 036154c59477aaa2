package lanewise.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lanewise.optim.Adagrad;
import lanewise.optim.Adam;
import lanewise.optim.AdamW;
import lanewise.optim.Lamb;
import lanewise.optim.Lookahead;
import lanewise.optim.OptimizerSpec;
import lanewise.optim.RAdam;
import lanewise.optim.RmsProp;
import lanewise.optim.Sgd;
import lanewise.train.Checkpoints;
import lanewise.train.Learner;
import lanewise.train.TrainingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that was killed and goes on gives the bits of one that never was. */
class ResumeTest {

    @TempDir
    Path folder;

    private static Stream<OptimizerSpec> optimizers() {
        return Stream.of(
                Sgd.lr(1e-2f),
                Sgd.lr(1e-2f).nesterov(0.9f),
                Adam.lr(1e-2f),
                Adam.lr(1e-2f).weightDecay(0.01f),
                AdamW.lr(1e-2f),
                RmsProp.lr(1e-2f).momentum(0.5f).centered(true),
                RmsProp.lr(1e-2f),
                Adagrad.lr(1e-2f).lrDecay(0.1f),
                RAdam.lr(1e-2f),
                Lamb.lr(1e-2f),
                Lookahead.of(Adam.lr(1e-2f)).k(4));
    }

    /** Crashes again and again, a random number of steps later each time, until the training is done. */
    private String crashingTraining(String application, OptimizerSpec optimizer, Checkpoints when, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int crashes = 0; crashes < 1000; crashes++) {
            Learner<?, ?> learner = ResumableTraining.learner(application, optimizer);
            learner.checkpoints(when);
            learner.resume(when.folder());
            learner.callback(new Crash(1 + random.nextInt(100)));
            try {
                String result = ResumableTraining.train(learner);
                assertTrue(crashes > 0, "it has to crash, seed " + seed);
                return result;
            } catch (Crash again) {
                // goes on from the last checkpoint
            }
        }
        throw new AssertionError("the training never ended, seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void everyOptimizerGoesOn(OptimizerSpec optimizer) {
        String whole = ResumableTraining.train(ResumableTraining.learner("collab", optimizer));
        Checkpoints when = Checkpoints.in(folder).everySteps(20);
        assertEquals(whole, crashingTraining("collab", optimizer, when, optimizer.hashCode()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"collab", "tabular", "text"})
    void everyApplicationGoesOn(String application) {
        OptimizerSpec optimizer = AdamW.lr(1e-2f);
        String whole = ResumableTraining.train(ResumableTraining.learner(application, optimizer));
        for (int steps : new int[] {5, 23}) {
            Checkpoints when = Checkpoints.in(folder.resolve("every" + steps)).everySteps(steps);
            assertEquals(whole, crashingTraining(application, optimizer, when, steps));
        }
    }

    /** At random moments, which may be the middle of writing a checkpoint. */
    @ParameterizedTest
    @CsvSource({"collab, 10", "tabular, 2", "text, 10"})
    void aKilledProcessGoesOn(String application, int times) throws IOException, InterruptedException {
        String whole = ResumableTraining.train(ResumableTraining.learner(application, null));
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Path result = folder.resolve("result");
        int kills = 0;
        Path checkpoints = folder.resolve("checkpoints");
        while (kills < times) {
            List<String> before = names(checkpoints);
            Process process = start(application, result);
            try {
                // It trains as soon as there is another checkpoint.
                while (process.isAlive() && names(checkpoints).equals(before)) {
                    Thread.sleep(1);
                }
                process.waitFor(random.nextInt(40), TimeUnit.MILLISECONDS);
                boolean done = !process.isAlive();
                process.destroyForcibly().waitFor();
                kills++;
                if (done) {
                    assertEquals(0, process.exitValue(), read(folder.resolve("errors")));
                    assertEquals(whole, read(result), "after " + kills + " kills, seed " + seed);
                    delete(checkpoints);
                }
            } finally {
                process.destroyForcibly();
            }
        }
        Process last = start(application, result);
        assertEquals(0, last.waitFor(), read(folder.resolve("errors")));
        assertEquals(whole, read(result), "seed " + seed);
    }

    /** A limit of the size of files stands for the disk: the write fails in the middle of the file. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLeavesTheLastCheckpoint() throws Exception {
        String whole = ResumableTraining.train(ResumableTraining.learner("text", null));
        Path checkpoints = folder.resolve("checkpoints");
        Checkpoints when = Checkpoints.in(checkpoints).everySteps(20);
        Learner<?, ?> learner = ResumableTraining.learner("text", null);
        learner.checkpoints(when);
        learner.callback(new Crash(50));
        assertThrows(Crash.class, () -> ResumableTraining.train(learner));
        List<String> before = names(checkpoints);
        assertEquals(2, before.size());

        Path result = folder.resolve("result");
        List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f 8 && exec \"$@\"", "sh"));
        limited.addAll(command("text", result, "-XX:-UsePerfData"));
        assertEquals(1, start(limited).waitFor());
        String said = read(folder.resolve("errors"));
        assertTrue(said.contains("cannot write " + checkpoints) && said.contains("File too large"), said);
        assertEquals(before, names(checkpoints), "neither a half one nor one less");

        Process last = start(command("text", result));
        assertEquals(0, last.waitFor(), read(folder.resolve("errors")));
        assertEquals(whole, read(result));
    }

    private Process start(String application, Path result) throws IOException {
        return start(command(application, result));
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("errors").toFile())
                .start();
    }

    private List<String> command(String application, Path result, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (option.startsWith("-XX:") || option.startsWith("--add-modules") || option.startsWith("-Dlanewise")) {
                command.add(option);
            }
        }
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ResumableTraining.class.getName(),
                application,
                folder.resolve("checkpoints").toString(),
                result.toString()));
        return command;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static void delete(Path checkpoints) throws IOException {
        for (String name : names(checkpoints)) {
            Files.delete(checkpoints.resolve(name));
        }
        Files.delete(checkpoints);
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }

    @Test
    void onlyTheNewestCheckpointsAreKept() throws IOException {
        Learner<?, ?> learner = ResumableTraining.learner("text", null);
        learner.checkpoints(Checkpoints.in(folder).everySteps(10).keep(3));
        learner.fit(2, 1e-3f);
        List<String> names = names(folder);
        assertEquals(3, names.size(), names.toString());
        assertTrue(names.get(2).startsWith("fit-0000-step-"), names.toString());
        assertThrows(IllegalStateException.class, () -> learner.resume(folder));
        Learner<?, ?> other = ResumableTraining.learner("text", null);
        other.checkpoints(Checkpoints.in(folder));
        String problem =
                assertThrows(TrainingException.class, () -> other.fit(2, 1e-3f)).getMessage();
        assertTrue(problem.contains(names.get(2)) && problem.contains("another training"), problem);
    }

    @Test
    void anotherTrainingIsRefused() {
        Learner<?, ?> learner = ResumableTraining.learner("text", null);
        learner.checkpoints(Checkpoints.in(folder));
        learner.fit(1, 1e-3f);
        Learner<?, ?> longer = ResumableTraining.learner("text", null);
        assertTrue(longer.resume(folder));
        String problem = assertThrows(TrainingException.class, () -> longer.fit(2, 1e-3f))
                .getMessage();
        assertTrue(problem.contains("epochs 1, this one has epochs 2"), problem);
        Learner<?, ?> faster = ResumableTraining.learner("text", null);
        assertTrue(faster.resume(folder));
        assertThrows(TrainingException.class, () -> faster.fit(1, 1e-2f));
    }

    @Test
    void withoutACheckpointAllBeginsFromTheStart() {
        Learner<?, ?> learner = ResumableTraining.learner("text", null);
        assertFalse(learner.resume(folder.resolve("nowhere")));
        assertEquals(1, learner.fit(1, 1e-3f).epochs().size());
    }

    @Test
    void weightsAndOptimizerAreSavedAndLoaded() {
        Learner<?, ?> learner = ResumableTraining.learner("collab", null);
        learner.fit(1, 1e-3f);
        Path file = folder.resolve("learner.safetensors");
        learner.save(file);
        // The same rows again in the same order, from the same optimizer's state.
        Learner<?, ?> one = ResumableTraining.learner("collab", null);
        Learner<?, ?> other = ResumableTraining.learner("collab", null);
        one.load(file);
        other.load(file);
        assertEquals(learner.validate(), one.validate());
        assertEquals(ResumableTraining.train(one), ResumableTraining.train(other));
        Learner<?, ?> stranger = ResumableTraining.learner("text", null);
        String problem =
                assertThrows(TrainingException.class, () -> stranger.load(file)).getMessage();
        assertTrue(problem.contains("it belongs to another model"), problem);
    }
}
