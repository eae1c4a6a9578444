package org.gflownet4j.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.api.Test;

/** The equation itself, by hand and in the extremes; through the network in {@link ObjectiveGradientTest}. */
class AugmentedTrajectoryBalanceTest {

    private static final AugmentedTrajectoryBalance OBJECTIVE = new AugmentedTrajectoryBalance();

    private static TrajectoryTerms terms(final int... lengths) {
        final int longest = Arrays.stream(lengths).max().orElseThrow();
        final TrajectoryTerms terms = new TrajectoryTerms(lengths.length, longest, OBJECTIVE.reads());
        for (int b = 0; b < lengths.length; b++) {
            terms.start[b + 1] = terms.start[b] + lengths[b];
            terms.stops[b] = true;
        }
        return terms;
    }

    /** Two steps and a stop, in numbers that a person can follow. */
    private static TrajectoryTerms byHand() {
        final TrajectoryTerms values = terms(3);
        set(values.logForward, Math.log(0.5), Math.log(0.25), Math.log(0.8));
        set(values.logBackward, 0, Math.log(0.5), 0);
        set(values.intrinsicReward, 0.2, 0.3, 0.1);
        set(values.logFlow, Math.log(9), Math.log(4), Math.log(2));
        values.logPartition[0] = Math.log(5);
        values.logReward[0] = Math.log(0.7);
        return values;
    }

    private static void set(final double[] target, final double... values) {
        System.arraycopy(values, 0, target, 0, values.length);
    }

    private static double residual(final TrajectoryTerms values) {
        return -Math.sqrt(OBJECTIVE.loss(values, terms(3)));
    }

    /**
     * Z·Π P_F = 5·0.5·0.25·0.8 = 0.5; (R + r)·(1 + 0.2/4)·(0.5 + 0.3/2)·1 = 0.8·1.05·0.65 = 0.546: the ratio is added to P_B,
     * and the stop edge has none.
     */
    @Test
    void theResidualIsThatOfAHandComputedTrajectory() {
        final double residual = Math.log(0.546 / 0.5);
        assertEquals(residual * residual, OBJECTIVE.loss(byHand(), terms(3)), 1e-15);
        // with all else the same, a log Z that balances gives 0
        final TrajectoryTerms balanced = byHand();
        balanced.logPartition[0] = Math.log(5.46);
        assertEquals(0, OBJECTIVE.loss(balanced, terms(3)), 1e-15);
        assertEquals(Math.log(5.46), OBJECTIVE.firstLogPartition(byHand()), 1e-15);
    }

    /** Pitfall 5: Σ log P_B + Σ log(1 + r/F) is P_B·(1 + r/F), here 0.5·1.15 = 0.575 instead of 0.65. */
    @Test
    void theRatioOfIntrinsicRewardAndFlowIsAddedToTheBackwardPolicyAndNotToOne() {
        final double right = Math.log(0.8 * 1.05 * 0.65 / 0.5);
        final double wrong = Math.log(0.8 * 1.05 * 0.575 / 0.5);
        assertEquals(-right, residual(byHand()), 1e-12);
        assertTrue(Math.abs(right - wrong) > 0.1);
        assertTrue(Math.abs(-wrong - residual(byHand())) > 0.1);
    }

    @Test
    void withoutIntrinsicRewardsItIsTrajectoryBalanceToTheLastBit() {
        final TrajectoryTerms values = terms(3, 1, 5, 2);
        for (int e = 0; e < values.edges(); e++) {
            values.logForward[e] = 3 * Math.log(CounterRandom.uniform(1, 0, e));
            values.logBackward[e] = 2 * Math.log(CounterRandom.uniform(1, 1, e));
            values.logFlow[e] = 400 * CounterRandom.uniform(1, 2, e) - 200;
        }
        for (int b = 0; b < 4; b++) {
            values.logReward[b] = -CounterRandom.uniform(1, 3, b);
            values.logPartition[b] = 0.3;
        }
        final TrajectoryTerms mine = terms(3, 1, 5, 2);
        final TrajectoryTerms theirs = terms(3, 1, 5, 2);
        final TrajectoryBalance balance = new TrajectoryBalance();
        assertEquals(balance.loss(values, theirs), OBJECTIVE.loss(values, mine));
        assertEquals(balance.firstLogPartition(values), OBJECTIVE.firstLogPartition(values));
        assertArrayEquals(theirs.logForward, mine.logForward);
        assertArrayEquals(theirs.logBackward, mine.logBackward);
        assertArrayEquals(theirs.logPartition, mine.logPartition);
        for (int e = 0; e < values.edges(); e++) {
            assertEquals(0, mine.logFlow[e], 0, "flows do not matter");
        }
    }

    /** log(P_B + r/F) → log r − log F for a tiny flow, and → log P_B for a huge one; beyond what a double's exponent holds. */
    @Test
    void tinyAndHugeFlowsDoNoHarm() {
        final TrajectoryTerms tiny = byHand();
        set(tiny.logFlow, 0, -5000, -2000);
        final double expected = Math.log(0.8) + Math.log(0.2) + 5000 + Math.log(0.3) + 2000 - Math.log(0.5);
        final TrajectoryTerms derivatives = terms(3);
        assertEquals(expected * expected, OBJECTIVE.loss(tiny, derivatives), 1e-9 * expected * expected);
        assertArrayEquals(new double[]{0, -2 * expected, -2 * expected}, derivatives.logFlow, 1e-9 * expected);
        assertEquals(0, derivatives.logBackward[1], 1e-12);

        final TrajectoryTerms huge = byHand();
        set(huge.logFlow, 0, 5000, 2000);
        final double plain = Math.log(0.8) + Math.log(0.5) - Math.log(0.5);
        assertEquals(plain * plain, OBJECTIVE.loss(huge, derivatives), 1e-12);
        assertArrayEquals(new double[3], derivatives.logFlow, 1e-12);
        assertEquals(2 * plain, derivatives.logBackward[1], 1e-12);
    }

    @Test
    void everyDerivativeEqualsItsFiniteDifference() {
        for (final Regression regression : Regression.values()) {
            final AugmentedTrajectoryBalance objective = new AugmentedTrajectoryBalance(regression);
            final TrajectoryTerms derivatives = terms(3);
            objective.loss(byHand(), derivatives);
            check(objective, derivatives.logForward, values -> values.logForward);
            check(objective, derivatives.logBackward, values -> values.logBackward);
            check(objective, derivatives.logFlow, values -> values.logFlow);
            check(objective, derivatives.logPartition, values -> values.logPartition);
        }
    }

    private interface Part {
        double[] of(TrajectoryTerms values);
    }

    private static void check(final Objective objective, final double[] derivative, final Part part) {
        for (int i = 0; i < derivative.length; i++) {
            final int at = i;
            final ToDoubleFunction<Double> loss = step -> {
                final TrajectoryTerms values = byHand();
                part.of(values)[at] += step;
                return objective.loss(values, terms(3));
            };
            assertEquals((loss.applyAsDouble(1e-5) - loss.applyAsDouble(-1e-5)) / 2e-5, derivative[i], 1e-8);
        }
    }
}
