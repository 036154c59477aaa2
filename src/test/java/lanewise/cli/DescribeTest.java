package lanewise.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeTest {

    @TempDir
    Path folder;

    private Path file(String name, String text) throws Exception {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLineForEachColumn() throws Exception {
        Path file =
                file("sales.csv", "store,day,city,sales\n1,2015-07-31,Rome,5.5\n2,2015-07-31,Rome,\n1,2015-08-01,,7\n");
        CommandRun.of("describe", file)
                .succeeded()
                .says("3 rows, 4 columns\n")
                .says(
                        "  store   number          0         2           1              1.33333           2  1                 2\n")
                .says("  day     date            0         2  2015-07-31  2015-07-31T08:00:00  2015-08-01  2015-07-31")
                .says("  city    category        1         1           -")
                .says(
                        "  sales   number          1         2     5.50000              6.25000           7  -                 -\n");
    }

    @Test
    void anotherDelimiter() throws Exception {
        Path file = file("sales.tsv", "a\tb\n1\t2\n");
        CommandRun.of("describe", "--delimiter", "tab", file).succeeded().says("1 rows, 2 columns");
        CommandRun.of("describe", "--delimiter=;", file).succeeded().says("1 rows, 1 columns");
    }

    @Test
    void whatCannotBeRead() throws Exception {
        CommandRun.of("describe", file("empty.csv", "")).failedWith(2, "empty.csv, line 1: the file is empty");
        CommandRun.of("describe", folder.resolve("none.csv")).failedWith(2, "none.csv: there is no such file");
        CommandRun.of("describe", file("ragged.csv", "a,b\n1\n")).failedWith(2, "line 2, column \"b\": 1 field where");
        CommandRun.of("describe").failedWith(2, "describe: FILE is missing");
    }
}
