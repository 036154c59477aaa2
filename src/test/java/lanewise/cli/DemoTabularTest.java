package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTabularTest {

    private static final Pattern VERDICT =
            Pattern.compile("noise floor (\\S+), validation loss reached (\\S+): (\\S+) % above \\(15 % at most\\)");

    /** A third of the stores, and the demo's number of epochs: ten seeds came within 15 %. */
    @Test
    void itComesNearTheNoiseAndBeatsTheMeans() {
        DemoTabular small = new DemoTabular(70, 8);
        Arguments arguments = small.options().parse(List.of("--seed", "3"));
        CommandRun run = CommandRun.of("demo tabular of 70 stores", output -> small.run(arguments, output))
                .succeeded();
        Matcher verdict = VERDICT.matcher(run.out());
        assertTrue(verdict.find(), run::toString);
        double floor = Double.parseDouble(verdict.group(1));
        double loss = Double.parseDouble(verdict.group(2));
        assertTrue(loss <= 1.15 * floor && loss >= floor, run::toString);
        assertEquals(0.01, floor, 0.001);
        List<String> compared = run.linesAfter("predicted by");
        double[] errors = new double[4];
        for (int i = 0; i < 4; i++) {
            String[] words = compared.get(i).split(" +", -1);
            errors[i] = Double.parseDouble(words[words.length - 2]);
        }
        assertTrue(errors[0] > 5 * errors[1] && errors[1] > 1.3 * errors[2] && errors[2] >= errors[3], run::toString);
        assertEquals(5, run.linesAfter("date ").size(), run::toString);
        assertEquals(6, run.linesAfter("store ").size() - 1, run::toString);
    }

    @Test
    void withTooFewSalesItFails() {
        DemoTabular small = new DemoTabular(2, 1);
        Arguments arguments = small.options().parse(List.of("--seed", "2", "--threads", "1"));
        CommandRun run = CommandRun.of("demo tabular of 2 stores", output -> small.run(arguments, output));
        run.failedWith(1, "is not within 15 % of the noise floor");
        run.says("generated with seed 2: ").says(" of sales of 2 stores").says("cpu, 1 thread, ");
    }

    @ParameterizedTest
    @CsvSource({"1.0, 0", "1.1499, 0", "0.8501, 0", "1.1501, 1", "0.8499, 1", "NaN, 1"})
    void nearMeansEitherWay(double loss, int status) {
        assertEquals(
                status,
                CommandRun.of("judge", output -> DemoTabular.judge(loss, 1, output))
                        .status());
    }
}
