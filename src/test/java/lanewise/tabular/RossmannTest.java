package lanewise.tabular;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.RealData;
import lanewise.data.Split;
import lanewise.data.Table;
import lanewise.examples.RossmannFeatures;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The course's numbers for Rossmann's inputs and net (lesson 3), on its sample of 150,000 rows of fold 4. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RossmannTest {

    private Table sample = Table.of();

    @BeforeAll
    void read() {
        Table all = RossmannFeatures.features(RealData.folder("rossmann"));
        int[] rows = Split.courseRows(all.rows(), 4, 150_000.0 / all.rows(), 42);
        // The course keeps the order of the permutation: these are the two rows it prints first.
        sample = all.rows(rows);
    }

    private TabularData data() {
        return TabularData.of(sample)
                .target("Sales")
                .logTarget()
                .categories(RossmannFeatures.CATEGORIES.toArray(new String[0]))
                .continuous(RossmannFeatures.CONTINUOUS.toArray(new String[0]))
                .split(Split.last(0.25f))
                .courseSteps();
    }

    /** B3: codes and scaled values of the first two rows. */
    @Test
    void b3ScaledValuesOfTheSample() {
        TabularData data = data();
        assertEquals("781", sample.column("Store").text(0));
        assertEquals("626", sample.column("Store").text(1));
        EncodedRows rows = data.prepared().encoded();
        assertArrayEquals(
                new int[] {781, 3, 2, 1, 8, 1, 25, 1, 1, 1}, Arrays.copyOf(rows.codes(0), 10), "the first ten codes");
        List<String> names = new ArrayList<>();
        data.features().numbers().forEach(feature -> names.add(feature.name()));
        assertEquals(18, names.size());
        assertScaled(rows, names, "Promo", 1.112686, -0.898726);
        assertScaled(rows, names, "SchoolHoliday", -0.491495, -0.491495);
        assertScaled(rows, names, "Mean_Wind_SpeedKm_h", 0.367717, 0.367717);
        assertScaled(rows, names, "CloudCover", 1.497856, -0.348017);
        assertScaled(rows, names, "trend", -1.766166, 1.731215);
        assertScaled(rows, names, "trend_DE", -1.156709, 1.830993);
        assertScaled(rows, names, "CompetitionDistance_na", -0.051057, -0.051057);
        assertScaled(rows, names, "CloudCover_na", -0.295991, -0.295991);
        assertScaled(rows, names, "AfterStateHoliday", -1.168087, Double.NaN);
        assertScaled(rows, names, "BeforeStateHoliday", -1.933241, Double.NaN);
        assertScaled(rows, names, "CompetitionDistance", -0.619226, Double.NaN);
        assertScaled(rows, names, "Max_TemperatureC", -0.403387, Double.NaN);
    }

    private static void assertScaled(EncodedRows rows, List<String> names, String name, double first, double second) {
        int index = names.indexOf(name);
        assertEquals(first, rows.values(0)[index], 1e-5, name + ", row 0");
        if (!Double.isNaN(second)) {
            assertEquals(second, rows.values(1)[index], 1e-5, name + ", row 1");
        }
    }

    /** B4: 22 sizes, 778,492 parameters; and the range of the course. */
    @Test
    void b4SizesOfTheNet() {
        TabularData data = data();
        assertEquals(12.676996, 1.2 * data.highestTarget(), 1e-5);
        TabularLearner learner = TabularLearner.of(data, TabularSpec.course(1000, 500), 1);
        List<String> tables = new ArrayList<>();
        learner.model()
                .embeddings()
                .forEach(table ->
                        tables.add(table.count() + "x" + table.weight().shape().size(1)));
        assertEquals(
                "1116x50 8x4 4x2 13x7 32x16 3x2 26x13 27x14 5x3 4x2 4x2 24x12 9x5 13x7 53x27 22x11 7x4 7x4 4x2 4x2 9x5 9x5",
                String.join(" ", tables));
        assertEquals(778_492, learner.parameters().count());
    }
}
