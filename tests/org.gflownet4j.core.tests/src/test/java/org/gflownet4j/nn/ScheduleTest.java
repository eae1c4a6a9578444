package org.gflownet4j.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gflownet4j.nn.Schedule.Curve;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final double EXACT = 1e-15;

    @Test
    void aConstantRateStays() {
        for (final double share : new double[]{0, 0.3, 1, 2}) {
            assertEquals(1, Schedule.constant().factor(share));
        }
    }

    @Test
    void aCosineFallsSlowlyFastAndSlowly() {
        final Schedule schedule = Schedule.cosine(0.2);
        assertEquals(1, schedule.factor(0), EXACT);
        // (1 + cos 45°) / 2 and (1 + cos 90°) / 2 of the way from 0.2 to 1
        assertEquals(0.2 + 0.8 * (1 + Math.sqrt(0.5)) / 2, schedule.factor(0.25), EXACT);
        assertEquals(0.6, schedule.factor(0.5), EXACT);
        assertEquals(0.2, schedule.factor(1), EXACT);
        assertEquals(0.2, schedule.factor(1.01), EXACT);
    }

    @Test
    void anExponentialFallLosesTheSameShareInEveryStep() {
        final Schedule schedule = Schedule.exponential(0.01);
        assertEquals(1, schedule.factor(0), EXACT);
        assertEquals(0.1, schedule.factor(0.5), EXACT);
        assertEquals(0.01, schedule.factor(1), EXACT);
        // 0.999 per step, 2 000 steps, after 700 of them
        assertEquals(Math.pow(0.999, 700), Schedule.exponential(Math.pow(0.999, 2000)).factor(0.35), 1e-12);
    }

    @Test
    void theWarmUpRisesLinearlyAndTheFallTakesTheRest() {
        for (final Schedule schedule : new Schedule[]{Schedule.constant(), Schedule.cosine(0),
                Schedule.exponential(0.01)}) {
            final Schedule warmed = schedule.withWarmUp(0.2);
            assertEquals(0, warmed.factor(0));
            assertEquals(0.25, warmed.factor(0.05), EXACT);
            assertEquals(1, warmed.factor(0.2), EXACT);
            assertEquals(schedule.factor(0.5), warmed.factor(0.6), EXACT);
            assertEquals(schedule.factor(1), warmed.factor(1), EXACT);
        }
    }

    @Test
    void numbersOutOfRangeAreRefusedInWords() {
        refused(() -> new Schedule(Curve.CONSTANT, 0.5, 0));
        refused(() -> Schedule.cosine(-0.1));
        refused(() -> Schedule.cosine(1.1));
        refused(() -> Schedule.cosine(Double.NaN));
        refused(() -> Schedule.exponential(0));
        refused(() -> Schedule.constant().withWarmUp(1));
        refused(() -> Schedule.constant().withWarmUp(Double.NaN));
        final Schedule constant = Schedule.constant();
        refused(() -> new ParameterGroup(3, 2, 0.1, constant, 0));
        refused(() -> new ParameterGroup(0, 2, -0.1, constant, 0));
        refused(() -> new ParameterGroup(0, 2, 0.1, constant, Double.NaN));
        assertEquals(2, new ParameterGroup(3, 5, 0, constant, 0).size());
    }

    @Test
    void aGroupHasARateAndAScheduleOfItsOwn() {
        assertEquals(0.3, new ParameterGroup(0, 1, 0.3, Schedule.constant(), 0).rateAt(0.9), EXACT);
        assertEquals(0.3 * Schedule.cosine(0.01).factor(0.9),
                new ParameterGroup(0, 1, 0.3, Schedule.cosine(0.01), 0).rateAt(0.9), EXACT);
    }

    private static void refused(final Runnable attempt) {
        assertTrue(assertThrows(IllegalArgumentException.class, attempt::run).getMessage().endsWith("."));
    }
}
