package org.gflownet4j.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.gflownet4j.objective.SubTrajectoryBalance.Weighting;
import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sign of the residual (pitfall 7): on-policy, with frozen sampling weights, the gradient of Linex(1) is that of
 * KL(p_B‖P_F), and the gradient of ½t² that of KL(P_F‖p_B) (Hu et al. 2024, theorem 4.1). A table of logits on a 3×3 grid
 * takes the place of the network; all trajectories are listed.
 */
class RegressionSignTest {

    private static final int SIDE = 3;
    private static final int ACTIONS = 3;

    /** Cells and actions along one trajectory; the last action is stop. */
    private record Walk(List<Integer> cells, List<Integer> actions, double logBackward) {
    }

    private final double[] logits = new double[SIDE * SIDE * ACTIONS];
    private final double[] logReward = new double[SIDE * SIDE];
    private final List<Walk> walks = new ArrayList<>();
    private final double logPartition;

    RegressionSignTest() {
        for (int i = 0; i < logits.length; i++) {
            logits[i] = CounterRandom.uniform(1, 0, i) - 0.5;
        }
        double sum = 0;
        for (int cell = 0; cell < logReward.length; cell++) {
            logReward[cell] = 2 * CounterRandom.uniform(2, 0, cell) - 1;
            sum += Math.exp(logReward[cell]);
        }
        logPartition = Math.log(sum);
        list(new ArrayList<>(List.of(0)), new ArrayList<>(), 0);
    }

    private void list(final List<Integer> cells, final List<Integer> actions, final double logBackward) {
        final int cell = cells.get(cells.size() - 1);
        final List<Integer> stopped = new ArrayList<>(actions);
        stopped.add(2);
        walks.add(new Walk(List.copyOf(cells), stopped, logBackward));
        for (int direction = 0; direction < 2; direction++) {
            final int x = cell % SIDE + (direction == 0 ? 1 : 0);
            final int y = cell / SIDE + (direction == 1 ? 1 : 0);
            if (x < SIDE && y < SIDE) {
                final List<Integer> nextCells = new ArrayList<>(cells);
                nextCells.add(y * SIDE + x);
                final List<Integer> nextActions = new ArrayList<>(actions);
                nextActions.add(direction);
                list(nextCells, nextActions, logBackward - Math.log((x > 0 ? 1 : 0) + (y > 0 ? 1 : 0)));
            }
        }
    }

    private static boolean legal(final int cell, final int action) {
        return action == 2 || (action == 0 ? cell % SIDE : cell / SIDE) < SIDE - 1;
    }

    private double logForward(final double[] table, final int cell, final int action) {
        double sum = 0;
        for (int a = 0; a < ACTIONS; a++) {
            sum += legal(cell, a) ? Math.exp(table[cell * ACTIONS + a]) : 0;
        }
        return table[cell * ACTIONS + action] - Math.log(sum);
    }

    private double logForward(final double[] table, final Walk walk) {
        double sum = 0;
        for (int t = 0; t < walk.actions().size(); t++) {
            sum += logForward(table, walk.cells().get(t), walk.actions().get(t));
        }
        return sum;
    }

    /** log p_B(τ) = log R(x) + log P_B(τ|x) − log Z. */
    private double logTarget(final Walk walk) {
        return logReward[walk.cells().get(walk.cells().size() - 1)] + walk.logBackward() - logPartition;
    }

    private double divergence(final double[] table, final boolean forward) {
        double sum = 0;
        for (final Walk walk : walks) {
            final double p = logTarget(walk);
            final double q = logForward(table, walk);
            sum += forward ? Math.exp(p) * (p - q) : Math.exp(q) * (q - p);
        }
        return sum;
    }

    private double[] gradientOfDivergence(final boolean forward) {
        final double[] gradient = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            final double[] moved = logits.clone();
            moved[i] += 1e-5;
            final double above = divergence(moved, forward);
            moved[i] -= 2e-5;
            gradient[i] = (above - divergence(moved, forward)) / 2e-5;
        }
        return gradient;
    }

    /** E_{τ∼P_F} of the loss's gradient, the distribution of τ held fixed. */
    private double[] expectedGradient(final Objective objective) {
        final double[] gradient = new double[logits.length];
        for (final Walk walk : walks) {
            final int length = walk.actions().size();
            final TrajectoryTerms values = new TrajectoryTerms(1, length, objective.reads());
            final TrajectoryTerms derivatives = new TrajectoryTerms(1, length, objective.reads());
            values.start[1] = length;
            derivatives.start[1] = length;
            values.logReward[0] = logReward[walk.cells().get(length - 1)];
            values.logPartition[0] = logPartition;
            values.logBackward[0] = walk.logBackward();
            for (int t = 0; t < length; t++) {
                values.logForward[t] = logForward(logits, walk.cells().get(t), walk.actions().get(t));
            }
            objective.loss(values, derivatives);
            final double weight = Math.exp(logForward(logits, walk));
            for (int t = 0; t < length; t++) {
                final int cell = walk.cells().get(t);
                for (int a = 0; a < ACTIONS; a++) {
                    if (legal(cell, a)) {
                        gradient[cell * ACTIONS + a] += weight * derivatives.logForward[t]
                                * ((a == walk.actions().get(t) ? 1 : 0) - Math.exp(logForward(logits, cell, a)));
                    }
                }
            }
        }
        return gradient;
    }

    static List<Objective> allObjectives() {
        final Regression linex = Regression.LINEX_1;
        final Weighting weighting = Weighting.GEOMETRIC_WITHIN;
        return List.of(new TrajectoryBalance(linex), new DetailedBalance(linex, false),
                new DetailedBalance(linex, true), new SubTrajectoryBalance(weighting, 0.9, linex, false),
                new SubTrajectoryBalance(weighting, 0.9, linex, true), new ModifiedDetailedBalance(linex),
                new LogPartitionVariance(linex), new FlowMatching(linex, 1), SoftQLearning.munchausen().with(linex),
                new SoftQLearning().with(linex));
    }

    /** Three trajectories of two edges, all in balance but for the first one's reward. */
    private static double loss(final Objective objective, final boolean stops, final double logReward) {
        final TrajectoryTerms values = new TrajectoryTerms(3, 2, objective.reads());
        final TrajectoryTerms derivatives = new TrajectoryTerms(3, 2, objective.reads());
        for (int b = 0; b <= 3; b++) {
            values.start[b] = 2 * b;
            derivatives.start[b] = 2 * b;
        }
        Arrays.fill(values.stops, stops);
        values.logReward[0] = logReward;
        if (values.stateLogReward.length > 0) {
            values.stateLogReward[1] = logReward;
        }
        return objective.loss(values, derivatives);
    }

    /** Linex(1) grows exponentially where the model gives too little, and evenly where it gives too much. */
    @ParameterizedTest
    @MethodSource("allObjectives")
    void whereARewardAsksForMoreTheResidualIsPositive(final Objective objective) {
        for (final boolean stops : new boolean[]{true, false}) {
            assertTrue(loss(objective, stops, 2) > 1.2 * loss(objective, stops, -2), () -> "stops: " + stops);
        }
    }

    @Test
    void whereAStatePassesMoreOnThanItGetsFlowMatchingsResidualIsPositive() {
        final Objective objective = new FlowMatching(Regression.LINEX_1, 1);
        final double[] loss = new double[2];
        for (int i = 0; i < 2; i++) {
            final TrajectoryTerms values = new TrajectoryTerms(1, 2, objective.reads());
            values.start[1] = 2;
            values.stops[0] = true;
            values.logOutflow[1] = i == 0 ? 2 : -2;
            // the flow of the stop edge stays as it is
            values.logForward[1] = -values.logOutflow[1];
            final TrajectoryTerms derivatives = new TrajectoryTerms(1, 2, objective.reads());
            derivatives.start[1] = 2;
            loss[i] = objective.loss(values, derivatives);
        }
        assertEquals((Math.exp(2) - 3) / 2, loss[0], 1e-12);
        assertEquals((Math.exp(-2) + 1) / 2, loss[1], 1e-12);
    }

    private static double distance(final double[] a, final double[] b, final double factor) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum = Math.max(sum, Math.abs(a[i] - factor * b[i]));
        }
        return sum;
    }

    @Test
    void linexDescendsTheForwardDivergence() {
        final double[] linex = expectedGradient(new TrajectoryBalance(Regression.LINEX_1));
        assertEquals(0, distance(linex, gradientOfDivergence(true), 1), 1e-8);
        // the divergences differ here, so the test can tell them apart
        assertTrue(distance(linex, gradientOfDivergence(false), 1) > 0.01);
    }

    @Test
    void squaresDescendTheReverseDivergence() {
        // t² is twice ½t²
        assertEquals(0, distance(expectedGradient(new TrajectoryBalance()), gradientOfDivergence(false), 2), 1e-8);
    }
}
