package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher builds when it must and only then, and passes on what the program says. It stands in a copy of the tree
 * whose Maven is a script that puts the built jar in place, so no build takes time here.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherIT {

    private final Instant hourAgo = Instant.now().minus(Duration.ofHours(1));

    @TempDir
    Path scratch;

    private Path tree;
    private Path jar;
    private Path source;
    private Path tools;

    @BeforeEach
    void plantTree() throws Exception {
        tree = Files.createDirectories(scratch.resolve("a tree"));
        Path launcher = Files.copy(Path.of("lanewise"), tree.resolve("lanewise"));
        assertTrue(launcher.toFile().setExecutable(true));
        Files.copy(Path.of("pom.xml"), tree.resolve("pom.xml"));
        source = Files.createDirectories(tree.resolve("src/main")).resolve("Any.java");
        Files.writeString(source, "class Any {}", StandardCharsets.UTF_8);
        for (Path old : List.of(tree.resolve("pom.xml"), source, source.getParent())) {
            Files.setLastModifiedTime(old, FileTime.from(hourAgo));
        }
        jar = Files.createDirectories(tree.resolve("target"))
                .resolve(Proofs.jar("all").getFileName());

        tools = Files.createDirectories(scratch.resolve("tools"));
        Path maven = tools.resolve("mvn");
        Files.writeString(
                maven,
                "#!/bin/sh\necho \"maven was asked: $*\"\ncp '" + Proofs.jar("all") + "' '" + jar + "'\n",
                StandardCharsets.UTF_8);
        assertTrue(maven.toFile().setExecutable(true));
    }

    @Test
    void aMissingJarIsBuiltAndRun() throws Exception {
        ChildJvm run = launch("--help").succeeded().says("recommend");
        assertTrue(run.errors().contains("lanewise: there is no jar: building it"), run::story);
        assertTrue(run.errors().contains("maven was asked: ") && run.errors().contains("-Dquick package"), run::story);
        assertFalse(run.output().contains("maven"), run::story);
    }

    @Test
    void aJarOlderThanASourceIsBuiltAgain() throws Exception {
        placeJar();
        Files.setLastModifiedTime(jar, FileTime.from(hourAgo.minusSeconds(60)));
        ChildJvm run = launch("--help").succeeded();
        assertTrue(run.errors().contains("lanewise: the sources are newer than the jar: building it"), run::story);
    }

    @Test
    void aNewerJarIsRunAsItIs() throws Exception {
        placeJar();
        ChildJvm run = launch("--help").succeeded().says("recommend");
        assertFalse(run.errors().contains("building"), run::story);
    }

    @Test
    void aJarThatTheBuildLeavesAloneIsBuiltOnce() throws Exception {
        placeJar();
        Files.setLastModifiedTime(jar, FileTime.from(hourAgo.minusSeconds(60)));
        Files.writeString(tools.resolve("mvn"), "#!/bin/sh\n", StandardCharsets.UTF_8);
        ChildJvm first = launch("--help").succeeded();
        assertTrue(first.errors().contains("building it"), first::story);
        ChildJvm second = launch("--help").succeeded();
        assertFalse(second.errors().contains("building it"), second::story);
    }

    @Test
    void benchmarksAreBuiltWithTheLibrary() throws Exception {
        placeJar();
        Files.createDirectories(tree.resolve("bench/src"));
        Files.writeString(tree.resolve("bench/pom.xml"), "", StandardCharsets.UTF_8);
        ChildJvm run = launch("bench", "W1");
        assertTrue(run.errors().contains("lanewise: there is no jar: building it"), run::story);
        assertTrue(run.errors().contains("-Dquick -f bench/reactor.xml package"), run::story);
    }

    @Test
    void benchmarksNeedTheirSources() throws Exception {
        placeJar();
        ChildJvm run = launch("bench");
        assertEquals(2, run.status(), run::story);
        assertTrue(run.errors().contains("lanewise: bench needs the sources of the benchmarks"), run::story);
    }

    @Test
    void theVectorModuleIsThere() throws Exception {
        placeJar();
        ChildJvm run = launch("doctor", "--seconds", "0").succeeded();
        assertFalse(run.output().contains("the vector module is missing"), run::story);
    }

    @Test
    void theStatusOfTheProgramIsItsOwn() throws Exception {
        placeJar();
        ChildJvm run = launch("no-such-command");
        assertEquals(2, run.status(), run::story);
        assertFalse(run.errors().contains("\tat "), run::story);
    }

    @Test
    void aSymbolicLinkToItWorksFromAnywhere() throws Exception {
        placeJar();
        Path first = Files.createSymbolicLink(tree.resolve("run"), Path.of("lanewise"));
        Path second = Files.createSymbolicLink(scratch.resolve("run from here"), first);
        launch(second, "--help").succeeded().says("recommend");
    }

    @Test
    void aBuildThatFailsEndsWithStatusTwo() throws Exception {
        Files.writeString(tools.resolve("mvn"), "#!/bin/sh\nexit 1\n", StandardCharsets.UTF_8);
        ChildJvm run = launch("--help");
        assertEquals(2, run.status(), run::story);
        assertTrue(run.errors().contains("lanewise: the build failed"), run::story);
    }

    private void placeJar() throws Exception {
        Files.copy(Proofs.jar("all"), jar, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
    }

    private ChildJvm launch(String... arguments) throws Exception {
        return launch(tree.resolve("lanewise"), arguments);
    }

    private ChildJvm launch(Path launcher, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).directory(scratch.toFile());
        process.environment().put("PATH", tools + File.pathSeparator + System.getenv("PATH"));
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return ChildJvm.run(scratch, process);
    }
}
