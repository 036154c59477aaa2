package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    // Cosine annealing with restarts: the course's numbers for 40 batches in an epoch

    private static void assertRates(Schedule schedule, int firstStep, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], schedule.rate(firstStep + i, 40, 7), 1e-5, "step " + (firstStep + i));
        }
    }

    @Test
    void restartsWithCyclesOfOneLength() {
        Schedule schedule = Schedule.cosineRestarts(1, 1);
        assertRates(schedule, 0, 0.01, 0.01, 0.99384, 0.98618);
        assertRates(schedule, 36, 0.02447, 0.01382, 0.00616, 0.00154, 1.0, 0.99846);
        assertRates(schedule, 80, 1.0);
        assertTrue(Double.isNaN(schedule.momentum(5, 40, 7)));
    }

    @Test
    void restartsWithCyclesThatGrow() {
        Schedule schedule = Schedule.cosineRestarts(1, 2);
        assertRates(schedule, 0, 0.01, 0.01, 0.99384);
        assertRates(schedule, 40, 1.0, 0.99961, 0.99846, 0.99653);
        assertRates(schedule, 119, 0.00039, 1.0);
    }

    @Test
    void theSlowStartIsATwentiethOfTheFirstCycle() {
        Schedule schedule = Schedule.cosineRestarts(4, 1);
        assertRates(schedule, 7, 0.01, (1 + Math.cos(Math.PI * 8 / 160)) / 2);
        assertRates(schedule, 159, (1 + Math.cos(Math.PI * 159 / 160)) / 2, 1.0);
    }

    @Test
    void epochsOfCycles() {
        assertEquals(7, Schedule.cosineRestarts(1, 2).epochs(3));
        assertEquals(8, Schedule.cosineRestarts(4, 1).epochs(2));
        assertEquals(15, Schedule.cosineRestarts(1, 2).epochs(4));
    }

    // One-cycle

    @Test
    void oneCycleEndpoints() {
        Schedule schedule = Schedule.oneCycle();
        assertEquals(1.0 / 25, schedule.rate(0, 50, 4), 1e-6);
        assertEquals(1, schedule.rate(50, 50, 4), 1e-6);
        assertEquals(1.0 / 1e5, schedule.rate(200, 50, 4), 1e-6);
        assertEquals(0.95, schedule.momentum(0, 50, 4), 1e-6);
        assertEquals(0.85, schedule.momentum(50, 50, 4), 1e-6);
        assertEquals(0.95, schedule.momentum(200, 50, 4), 1e-6);
    }

    @Test
    void oneCycleGoesAlongCosines() {
        Schedule schedule = Schedule.oneCycle();
        assertEquals((1.0 / 25 + 1) / 2, schedule.rate(25, 50, 4), 1e-6, "half way up");
        assertEquals((1e-5 + 1) / 2, schedule.rate(125, 50, 4), 1e-6, "half way down");
        assertEquals(0.90, schedule.momentum(25, 50, 4), 1e-6);
        assertEquals(0.90, schedule.momentum(125, 50, 4), 1e-6);
        // A quarter of the way a cosine has covered (1 - cos(pi / 4)) / 2 = 0.1464466 of it.
        assertEquals(1 - 0.1464466 * (1 - 1e-5), schedule.rate(350, 200, 4), 1e-6);
        for (int step = 1; step <= 200; step++) {
            double change = schedule.rate(step, 50, 4) - schedule.rate(step - 1, 50, 4);
            assertEquals(step <= 50 ? 1 : -1, Math.signum(change), "step " + step);
        }
    }

    @Test
    void oneCycleRefined() {
        Schedule text = Schedule.oneCycle().pctStart(0.5).momenta(0.8, 0.7, 0.8);
        assertEquals(1, text.rate(100, 50, 4), 1e-6);
        assertEquals(0.8, text.momentum(0, 50, 4), 1e-6);
        assertEquals(0.7, text.momentum(100, 50, 4), 1e-6);
        Schedule down = Schedule.oneCycle().pctStart(0);
        assertEquals(1, down.rate(0, 50, 4), 1e-6);
        assertEquals(1e-5, down.rate(200, 50, 4), 1e-6);
        Schedule up = Schedule.oneCycle().pctStart(1);
        assertEquals(0.04, up.rate(0, 50, 4), 1e-6);
        assertEquals(1, up.rate(199, 50, 4), 1e-3);
        assertEquals(1e-5, up.rate(200, 50, 4), 1e-6);
    }

    @Test
    void constant() {
        for (int step : new int[] {0, 17, 200}) {
            assertEquals(1, Schedule.constant().rate(step, 50, 4));
            assertTrue(Double.isNaN(Schedule.constant().momentum(step, 50, 4)));
        }
    }

    @Test
    void badArguments() {
        assertEquals(
                "cosine restarts: cycle length and multiplier must be at least 1, got 0 and 2",
                assertThrows(IllegalArgumentException.class, () -> Schedule.cosineRestarts(0, 2))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Schedule.cosineRestarts(1, 0));
        assertEquals(
                "one-cycle: div and divFinal must be positive and pctStart between 0 and 1, got 25.0, 100000.0 and 1.5",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Schedule.oneCycle().pctStart(1.5))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new OneCycle(0, 1e5, 0.25, 0.95, 0.85, 0.95));
        assertThrows(IllegalArgumentException.class, () -> Schedule.oneCycle().pctStart(Double.NaN));
    }

    @Test
    void schedulesRefuseWhatHasNoEnd() {
        CosineRestarts doubling = Schedule.cosineRestarts(1, 2);
        assertThrows(IllegalArgumentException.class, () -> doubling.rate(0, 0, 1));
        assertThrows(ArithmeticException.class, () -> doubling.epochs(70));
        OneCycle cycle = Schedule.oneCycle();
        assertThrows(IllegalArgumentException.class, () -> cycle.momenta(0.9, 1, 0.9));
    }
}
