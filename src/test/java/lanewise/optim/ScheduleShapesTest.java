package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The shapes of schedules beside one-cycle and cosine restarts, and what can be composed of them. */
class ScheduleShapesTest {

    private static void assertRates(Schedule schedule, int stepsPerEpoch, int epochs, double... everyTenth) {
        for (int i = 0; i < everyTenth.length; i++) {
            int step = 10 * i;
            assertEquals(everyTenth[i], schedule.rate(step, stepsPerEpoch, epochs), 1e-9, schedule + " step " + step);
        }
    }

    // From one rate to another

    @Test
    void annealing() {
        assertRates(Schedule.linear(0.1, 1), 20, 2, 0.1, 0.325, 0.55, 0.775, 1, 1);
        double quarter = (1 - Math.sqrt(0.5)) / 2;
        assertRates(Schedule.cosine(1, 0.2), 20, 2, 1, 1 - 0.8 * quarter, 0.6, 0.2 + 0.8 * quarter, 0.2, 0.2);
        assertRates(Schedule.exponential(1e-4, 1), 20, 2, 1e-4, 1e-3, 1e-2, 1e-1, 1, 1);
        assertRates(Schedule.polynomial(1, 0, 2), 20, 2, 1, 0.5625, 0.25, 0.0625, 0, 0);
        assertTrue(Double.isNaN(Schedule.linear(0, 1).momentum(3, 20, 2)));
        assertEquals(1, Schedule.linear(0, 1).weightDecay(3, 20, 2));
    }

    @Test
    void flatCosine() {
        Schedule schedule = Schedule.flatCosine();
        assertRates(schedule, 20, 2, 1, 1, 1, 1, 1e-5);
        assertEquals((1 + 1e-5) / 2, schedule.rate(35, 20, 2), 1e-9, "half way down");
        assertEquals(1, schedule.rate(29, 20, 2));
        Schedule sooner = Schedule.flatCosine().pctStart(0.5);
        assertEquals((1 + 1e-5) / 2, sooner.rate(30, 20, 2), 1e-9);
        assertEquals(1e-5, Schedule.flatCosine().pctStart(1).rate(40, 20, 2), 1e-9);
    }

    // The cyclical forms of the course

    /** 80 steps: 8 up to the peak, 72 down. */
    @Test
    void slantedTriangular() {
        SlantedTriangular schedule = Schedule.slantedTriangular(2, 32, 10);
        assertEquals(1.0 / 32, schedule.rate(0, 40, 4), 1e-12);
        assertEquals((1 + 0.5 * 31) / 32, schedule.rate(4, 40, 4), 1e-12);
        assertEquals(1, schedule.rate(8, 40, 4), 1e-12);
        assertEquals((1 + 0.5 * 31) / 32, schedule.rate(44, 40, 4), 1e-12);
        assertEquals((1 + 31.0 / 72) / 32, schedule.rate(79, 40, 4), 1e-12);
        assertEquals(1.0 / 32, schedule.rate(80, 40, 4), 1e-12, "the next cycle");
        assertEquals(1, schedule.rate(88, 40, 4), 1e-12);
        assertTrue(Double.isNaN(schedule.momentum(8, 40, 4)));
        Schedule withMomenta = schedule.momenta(0.95, 0.85);
        assertEquals(0.95, withMomenta.momentum(0, 40, 4), 1e-12);
        assertEquals(0.90, withMomenta.momentum(4, 40, 4), 1e-12);
        assertEquals(0.85, withMomenta.momentum(8, 40, 4), 1e-12);
        assertEquals(0.90, withMomenta.momentum(44, 40, 4), 1e-12);
        assertEquals(1, Schedule.slantedTriangular(1, 4, 100).rate(0, 40, 1), 1e-12, "too few steps to rise");
        assertEquals(1, Schedule.slantedTriangular(1, 4, 1).rate(39, 40, 1), 0.03, "nothing but rising");
    }

    /** 100 steps of which the last tenth is the tail: 45 up, 45 down, 10 on. */
    @Test
    void triangularTail() {
        TriangularTail schedule = Schedule.triangularTail(1, 10, 10);
        assertEquals(0.1, schedule.rate(0, 100, 2), 1e-12);
        assertEquals(0.1 + 0.9 / 3, schedule.rate(15, 100, 2), 1e-12);
        assertEquals(1, schedule.rate(45, 100, 2), 1e-12);
        assertEquals(0.1 + 0.9 / 3, schedule.rate(75, 100, 2), 1e-12);
        assertEquals(0.1, schedule.rate(90, 100, 2), 1e-12);
        assertEquals(0.1 * (1 - 0.99 / 2), schedule.rate(95, 100, 2), 1e-12);
        assertEquals(0.1, schedule.rate(100, 100, 2), 1e-12, "the next cycle");
        assertEquals(1.0 / 1000, schedule.rate(200, 100, 2), 1e-12, "the end of the fit");
        assertTrue(Double.isNaN(schedule.momentum(45, 100, 2)));
        Schedule withMomenta = schedule.momenta(0.95, 0.85);
        double[] momenta = {0.95, 0.95 - 0.1 / 3, 0.95 - 0.2 / 3, 0.85, 0.95 - 0.2 / 3, 0.95 - 0.1 / 3, 0.95};
        for (int i = 0; i < momenta.length; i++) {
            assertEquals(momenta[i], withMomenta.momentum(15 * i, 100, 2), 1e-12, "step " + 15 * i);
        }
        assertEquals(0.95, withMomenta.momentum(99, 100, 2), 1e-12);
        assertEquals(0.1, Schedule.triangularTail(1, 10, 100).rate(0, 100, 1), 1e-12, "nothing but tail");
    }

    // Composition

    @Test
    void phases() {
        Phases phases = Schedule.phases(
                Phase.of(1, Schedule.linear(0, 1).withMomentum(Schedule.linear(0.95, 0.85))),
                Phase.of(2, Schedule.constant()),
                Phase.of(3, Schedule.cosineRestarts(1, 2).times(0.5)),
                Phase.of(0.5, Schedule.exponential(0.1, 0.001)));
        assertEquals(7, phases.epochs());
        assertEquals(0.5, phases.rate(20, 40, 7), 1e-12);
        assertEquals(0.90, phases.momentum(20, 40, 7), 1e-12);
        assertEquals(1, phases.rate(40, 40, 7), 1e-12);
        assertTrue(Double.isNaN(phases.momentum(40, 40, 7)));
        assertEquals(1, phases.rate(119, 40, 7), 1e-12);
        Schedule cosine = Schedule.cosineRestarts(1, 2);
        for (int step = 0; step < 120; step++) {
            assertEquals(0.5 * cosine.rate(step, 40, 3), phases.rate(120 + step, 40, 7), 1e-12, "step " + step);
        }
        assertEquals(0.1, phases.rate(240, 40, 7), 1e-12);
        assertEquals(0.01, phases.rate(250, 40, 7), 1e-12);
        assertEquals(0.001, phases.rate(260, 40, 7), 1e-12);
        assertEquals(0.001, phases.rate(279, 40, 7), 1e-12, "it stays where the last phase ended");
        assertEquals(
                3, Schedule.phases(Phase.of(1.1, cosine), Phase.of(1.9, cosine)).epochs(), "rounding makes no epoch");
    }

    @Test
    void multipliedAndCompleted() {
        Schedule schedule = Schedule.oneCycle()
                .times(0.5)
                .withMomentum(Schedule.constant().times(0.7))
                .withWeightDecay(Schedule.linear(1, 0))
                .times(0.5);
        assertEquals(0.25, schedule.rate(50, 50, 4), 1e-12);
        assertEquals(0.7, schedule.momentum(50, 50, 4), 1e-12);
        assertEquals(0.75, schedule.weightDecay(50, 50, 4), 1e-12);
        assertEquals(0.75, Schedule.phases(Phase.of(4, schedule)).weightDecay(50, 50, 4), 1e-12);
        Schedule ownMomentum = Schedule.oneCycle().times(2);
        assertEquals(2, ownMomentum.rate(50, 50, 4), 1e-12);
        assertEquals(0.85, ownMomentum.momentum(50, 50, 4), 1e-12);
    }

    /** The course's norm_wds: weight decay divided by the root of the number of steps. */
    @Test
    void aFunctionIsASchedule() {
        Schedule norm = (step, stepsPerEpoch, epochs) -> 1 / Math.sqrt(stepsPerEpoch * epochs);
        assertEquals(0.1, Schedule.constant().withWeightDecay(norm).weightDecay(3, 20, 5), 1e-12);
    }

    @Test
    void allRatesForAPlot() {
        assertArrayEquals(
                new double[] {0, 0.25, 0.5, 0.75}, Schedule.linear(0, 1).rates(2, 2), 1e-12);
    }

    @Test
    void oneCycleWithOtherEnds() {
        Schedule schedule = Schedule.oneCycle().div(5, 100);
        assertEquals(0.2, schedule.rate(0, 50, 4), 1e-12);
        assertEquals(0.01, schedule.rate(200, 50, 4), 1e-12);
    }

    // Arguments

    private static String message(Runnable making) {
        return assertThrows(IllegalArgumentException.class, making::run).getMessage();
    }

    @Test
    void badArguments() {
        assertEquals(
                "annealing: a multiple of the rate may not be negative or infinite, got -1.0 and 1.0",
                message(() -> Schedule.linear(-1, 1)));
        assertEquals(
                "annealing: the exponential way never reaches 0, got 1.0 and 0.0",
                message(() -> Schedule.exponential(1, 0)));
        assertEquals("annealing: the power must be positive, got 0.0", message(() -> Schedule.polynomial(1, 0, 0)));
        message(() -> Schedule.cosine(0, Double.NaN));
        assertEquals(
                "flat-cosine: divFinal must be positive and pctStart between 0 and 1, got 100000.0 and 2.0",
                message(() -> Schedule.flatCosine().pctStart(2)));
        assertEquals(
                "slanted triangular: cycleLength and cutDiv must be at least 1 and div positive, got 0, 10.0 and 4.0",
                message(() -> Schedule.slantedTriangular(0, 4, 10)));
        assertEquals(
                "triangular tail: cycleLength must be at least 1, div positive and pct between 0 and 100, got 1, 10.0"
                        + " and 101.0",
                message(() -> Schedule.triangularTail(1, 10, 101)));
        assertEquals("phases: there must be at least one", message(Schedule::phases));
        assertEquals(
                "phase: it must last for more than 0 epochs, got 0.0", message(() -> Phase.of(0, Schedule.constant())));
    }

    @Test
    void schedulesAreValuesThatPrintThemselves() {
        assertEquals(
                "Annealing[shape=LINEAR, from=0.0, to=1.0, power=1.0]",
                Schedule.linear(0, 1).toString());
        assertEquals(
                "Phases[phases=[Phase[epochs=1.5, schedule=ConstantSchedule[]]]]",
                Schedule.phases(Phase.of(1.5, Schedule.constant())).toString());
    }
}
