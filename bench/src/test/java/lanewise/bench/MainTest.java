package lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lanewise.backend.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the runner makes of its command line. */
class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Main.run(
                Arrays.asList(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anUnknownWorkloadIsOneClearError() {
        assertEquals(2, run("W1", "W99"));
        assertEquals(
                "lanewise: bench: unknown workload W99; there are W1, W2, W2-rows, W3, W4, W7, learner (--help explains them)\n",
                err().replace(System.lineSeparator(), "\n"));
        assertEquals("", out());
    }

    @Test
    void threadsAreAWholeNumberFromOneOn() {
        for (String word : new String[] {"0", "-1", "two", "1.5"}) {
            err.reset();
            assertEquals(2, run("W1", "--threads", word));
            assertTrue(err().contains("--threads takes a whole number from 1 on, got " + word), err());
        }
        err.reset();
        assertEquals(2, run("W1", "--threads"));
        assertTrue(err().contains("got nothing"), err());
    }

    @Test
    void aDeviceThatIsNoneOrIsNotThereIsRefusedWithTheReason() {
        assertEquals(2, run("W1", "--device", "gpu"));
        assertTrue(err().contains("--device takes cpu, cuda or cuda:N, got gpu"), err());
        err.reset();
        assertEquals(2, run("W1", "--device", "cpu", "--tf32"));
        assertTrue(err().contains("--tf32 is for a card: --device cuda"), err());
        if (!Device.isCudaAvailable()) {
            err.reset();
            assertEquals(2, run("W1", "--device", "cuda"));
            assertTrue(err().contains("--device cuda: " + Device.cudaStatus()), err());
        }
        assertEquals("", out());
    }

    @Test
    void helpNamesEveryWorkload() {
        assertEquals(0, run("--help"));
        for (String name : List.of(
                "W1 ", "W2 ", "W2-rows ", "W3 ", "W4 ", "W7 ", "--threads", "--device cuda", "--compare", "jmh")) {
            assertTrue(out().contains(name), out());
        }
    }

    @Test
    void filesOfFiguresBecomeTables(@TempDir Path scratch) throws Exception {
        Path file = scratch.resolve("figures.csv");
        Files.write(
                file,
                List.of(
                        "peer,workload,config,threads,metric,value",
                        "# a remark",
                        "lanewise,W1,nn-64x64x64,1,gflops,120",
                        "mkl,W1,nn-64x64x64,1,gflops,100",
                        "mkl,W1,all,1,failed,0"));
        assertEquals(0, run("--compare", file.toString()));
        assertTrue(out().contains("| nn-64x64x64 | 120 | 1.20x | 100 (1.20x) |"), out());
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path scratch) {
        assertEquals(2, run("--compare", scratch.resolve("none.csv").toString()));
        assertTrue(err().contains("cannot read " + scratch.resolve("none.csv")), err());
    }
}
