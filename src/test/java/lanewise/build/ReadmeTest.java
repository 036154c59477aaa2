package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        Path source = Files.writeString(folder.resolve("First.java"), code);
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ChildJvm child = ChildJvm.java(
                        folder, List.of("--add-modules", "jdk.incubator.vector", "-cp", path, source.toString()))
                .succeeded()
                .says("epoch  train_loss  valid_loss");
        List<String> lines = child.output().lines().toList();
        assertEquals(1 + 5 + 5 + 1, lines.size(), child::story);
        assertTrue(lines.get(6).startsWith("Recommendation[item="), child::story);
        float rating = Float.parseFloat(lines.get(11));
        assertTrue(rating > 0 && rating < 5.5f, child::story);
    }

    /** The lines stand in the README without class and imports, and are run with fewer stores. */
    @Test
    void theCodeOfTablesRuns(@TempDir Path folder) throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("var sales = GeneratedSales.of(42)");
        String lines = readme.substring(start, readme.indexOf("```", start))
                .replace("GeneratedSales.of(42)", "GeneratedSales.of(42, 5)");
        String code = "import java.time.*;\nimport lanewise.data.*;\nimport lanewise.tabular.*;\n"
                + "class Tables { public static void main(String[] args) {\n" + lines
                + "System.out.println(sold.length + \" predictions\"); } }\n";
        Path source = Files.writeString(folder.resolve("Tables.java"), code);
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ChildJvm.java(folder, List.of("--add-modules", "jdk.incubator.vector", "-cp", path, source.toString()))
                .succeeded()
                .says("Store                  category")
                .says("epoch  train_loss  valid_loss")
                .says("5 predictions");
    }
}
