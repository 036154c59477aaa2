package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code of the README compiles and runs as it stands there. */
class ReadmeTest {

    @Test
    void theFirstCodeRuns(@TempDir Path folder) throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String opening = "```java\n";
        int start = readme.indexOf(opening) + opening.length();
        String code = readme.substring(start, readme.indexOf("```", start));
        ChildJvm child = run(folder, "First.java", code).says("epoch  train_loss  valid_loss");
        List<String> lines = child.output().lines().toList();
        assertEquals(1 + 5 + 5 + 1, lines.size(), child::story);
        assertTrue(lines.get(6).startsWith("Recommendation[item="), child::story);
        float rating = Float.parseFloat(lines.get(11));
        assertTrue(rating > 0 && rating < 5.5f, child::story);
    }

    /** The lines stand in the README without class and imports, and are run with fewer stores. */
    @Test
    void theCodeOfTablesRuns(@TempDir Path folder) throws Exception {
        String lines =
                lines("var sales = GeneratedSales.of(42)").replace("GeneratedSales.of(42)", "GeneratedSales.of(42, 5)");
        String code = "import java.time.*;\nimport lanewise.data.*;\nimport lanewise.tabular.*;\n"
                + "class Tables { public static void main(String[] args) {\n" + lines
                + "System.out.println(sold.length + \" predictions\"); } }\n";
        run(folder, "Tables.java", code)
                .says("Store                  category")
                .says("epoch  train_loss  valid_loss")
                .says("5 predictions");
    }

    /** Run with a small text and a small net. */
    @Test
    void theCodeOfLanguageModelsRuns(@TempDir Path folder) throws Exception {
        String lines = lines("var text = TextData")
                .replace("batchSize(64)", "batchSize(4)")
                .replace("lstm(256)", "lstm(16)");
        String code = "import lanewise.text.*;\n"
                + "class Words { public static void main(String[] args) {\n"
                + "String book = \"It is what it is. \".repeat(200);\n" + lines + "} }\n";
        ChildJvm child = run(folder, "Words.java", code).says("epoch  train_loss  valid_loss");
        assertTrue(child.output().length() > 200, child::story);
    }

    /** Run on a few stores. */
    @Test
    void theCodeOfTrainingCraftRuns(@TempDir Path folder) throws Exception {
        Path plot = folder.resolve("schedule.svg");
        String lines = lines("var curve = learner")
                .replace("schedule.svg", plot.toString().replace("\\", "/"));
        String code = "import java.nio.file.*;\nimport lanewise.optim.*;\nimport lanewise.plot.*;\n"
                + "import lanewise.tabular.*;\nimport lanewise.train.*;\n"
                + "class Craft { public static void main(String[] args) {\n"
                + "var data = TabularData.of(GeneratedSales.of(42, 5).table()).target(\"Sales\").logTarget();\n"
                + "var learner = TabularLearner.of(data, TabularSpec.layers(20), 42);\n" + lines
                + "System.out.println(learner.validate().loss() > 0); } }\n";
        run(folder, "Craft.java", code).says("valley ").says("true");
        assertTrue(Files.readString(plot).contains("flat-cosine"));
    }

    /** Run twice: the second time finds the checkpoints of the first. */
    @Test
    void theCodeOfResumingRuns(@TempDir Path folder) throws Exception {
        String lines = lines("learner.checkpoints(").replace("fitOneCycle(20", "fitOneCycle(2");
        String code =
                "import java.nio.file.*;\nimport java.time.*;\nimport lanewise.tabular.*;\nimport lanewise.train.*;\n"
                        + "class Resume { public static void main(String[] args) {\n"
                        + "for (int i = 0; i < 2; i++) {\n"
                        + "var folder = Path.of(args.length == 0 ? \""
                        + folder.resolve("checkpoints").toString().replace("\\", "/")
                        + "\" : args[0]);\n"
                        + "var data = TabularData.of(GeneratedSales.of(42, 5).table()).target(\"Sales\").logTarget();\n"
                        + "var learner = TabularLearner.of(data, TabularSpec.layers(20), 42);\n"
                        + lines.replace(
                                "Path.of(\"model.safetensors\")", "folder.resolveSibling(\"model.safetensors\")")
                        + "System.out.println(\"fit \" + learner.recorder().epochs().size()); } } }\n";
        run(folder, "Resume.java", code).says("fit 2\nfit 2");
    }

    /** The lines of the README from these words to the end of the block. */
    private static String lines(String first) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf(first);
        return readme.substring(start, readme.indexOf("```", start));
    }

    private static ChildJvm run(Path folder, String name, String code) throws Exception {
        Path source = Files.writeString(folder.resolve(name), code);
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return ChildJvm.java(folder, List.of("--add-modules", "jdk.incubator.vector", "-cp", path, source.toString()))
                .succeeded();
    }
}
