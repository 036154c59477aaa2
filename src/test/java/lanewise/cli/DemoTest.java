package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTest {

    private static final Pattern VERDICT =
            Pattern.compile("noise floor (\\S+), validation loss reached (\\S+): (\\S+) % above \\(5 % at most\\)");

    @Test
    void itComesWithinFivePercentOfTheNoiseAndRecommends() {
        CommandRun run = CommandRun.of("demo").succeeded();
        Matcher verdict = VERDICT.matcher(run.out());
        assertTrue(verdict.find(), run::toString);
        double floor = Double.parseDouble(verdict.group(1));
        double loss = Double.parseDouble(verdict.group(2));
        assertTrue(loss <= 1.05 * floor && loss >= floor, run::toString);
        // Nine tosses of chance p have the variance 9 p (1 - p) quarter stars: at most 0.5625.
        assertTrue(floor > 0.4 && floor < 0.5625, run::toString);
        assertEquals(
                5,
                run.linesAfter("rank  predicted  true taste  true rank  title").size(),
                run::toString);
        assertEquals(5, run.linesAfter("rank  cosine  true cosine  title").size(), run::toString);
        assertTrue(run.linesAfter("epoch").get(4).startsWith("4 "), run::toString);
    }

    @Test
    void withTooFewRatingsItFails() {
        Demo small = new Demo(60, 50, 900);
        Arguments arguments = small.options().parse(List.of("--seed", "2", "--threads", "1"));
        CommandRun run = CommandRun.of("demo of 900 ratings", output -> small.run(arguments, output));
        run.failedWith(1, "is not within 5 % of the noise floor");
        run.says("generated with seed 2: 900 ratings of 50 films by 60 users").says("cpu, 1 thread, ");
    }

    @ParameterizedTest
    @CsvSource({"1.0, 0", "1.0499, 0", "0.9501, 0", "1.0501, 1", "0.9499, 1", "NaN, 1"})
    void withinFivePercentMeansEitherWay(double loss, int status) {
        assertEquals(
                status,
                CommandRun.of("judge", output -> Demo.judge(loss, 1, output)).status());
    }
}
