package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Exploration;
import org.junit.jupiter.api.Test;

/** Keeping the best parameters, and ending at a plateau. */
class LossWatchTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final LogReward REWARD = new HypergridReward(0.1, 0.5, 2).on(GRID);
    private static final Policy POLICY = new Policy(GRID,
            new Architecture(List.of(32), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);
    /** So large that the loss goes up and down. */
    private static final double RATE = 0.05;
    private static final int UPDATES = 600;
    /** The log has 200 lines. */
    private static final int WINDOW = 3;

    private static TrainerSettings settings(final int threads, final boolean keepBest, final boolean stopAtPlateau,
            final int plateauSteps) {
        return new TrainerSettings(UPDATES, 150, new Optimisation(RATE, 0.1), Exploration.NONE,
                Double.POSITIVE_INFINITY, 1, threads,
                keepBest,
                stopAtPlateau, plateauSteps);
    }

    private static Trainer trainer(final TrainerSettings settings) {
        return new Trainer(POLICY, REWARD, TrainingProcedure.onPolicy(new TrajectoryBalance()), settings,
                new JavaBackend());
    }

    private static TrainingResult train(final TrainerSettings settings) {
        return trainer(settings).train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
    }

    @Test
    void theParametersOfTheLogLineWithTheLowestLossAreKept() {
        final Map<Integer, float[]> states = new HashMap<>();
        final TrainingResult plain = trainer(settings(1, false, false, 1)).train(Progress.NONE,
                state -> states.put(state.updates(), state.parameters()), 0);
        assertEquals(UPDATES, plain.keptUpdate());
        assertArrayEquals(states.get(UPDATES), plain.parameters());
        final LogRow lowest = plain.log().stream().min(Comparator.comparingDouble(LogRow::loss)).orElseThrow();
        assertTrue(lowest.update() < UPDATES, "otherwise this test shows nothing");

        final TrainingResult best = train(settings(1, true, false, 1));
        assertEquals(lowest.update(), best.keptUpdate());
        assertArrayEquals(states.get(lowest.update()), best.parameters());
        assertEquals(UPDATES, best.updates());
        assertEquals(TrainingResult.End.COMPLETED, best.end());
    }

    @Test
    void trainingEndsWhereTheLogHasNotImprovedForTheGivenSteps() {
        final int steps = 10 * WINDOW;
        double reference = Double.POSITIVE_INFINITY;
        int improved = 0;
        int expected = 0;
        for (final LogRow row : train(settings(1, false, false, 1)).log()) {
            if (row.loss() < 0.99 * reference) {
                reference = row.loss();
                improved = row.update();
            } else if (row.update() - improved >= steps) {
                expected = row.update();
                break;
            }
        }
        assertTrue(expected > steps && expected < UPDATES, "otherwise this test shows nothing: " + expected);
        final TrainingResult result = train(settings(1, false, true, steps));
        assertEquals(TrainingResult.End.PLATEAU, result.end());
        assertEquals(expected, result.updates());
        assertEquals(expected, result.keptUpdate());
    }

    @Test
    void theNumberOfThreadsChangesNeitherWhereTrainingEndsNorWhatIsKept() {
        final TrainingResult one = train(settings(1, true, true, 30));
        final TrainingResult two = train(settings(2, true, true, 30));
        assertEquals(TrainingResult.End.PLATEAU, one.end());
        assertTrue(one.keptUpdate() < one.updates());
        assertEquals(one.updates(), two.updates());
        assertEquals(one.keptUpdate(), two.keptUpdate());
        assertArrayEquals(one.parameters(), two.parameters());
    }

    @Test
    void aPlateauShorterThanALineOfTheLogIsNoticed() {
        final LogReward flat = (states, count, conditions, result) -> Arrays.fill(result, 0, count, 0);
        // one line of the log is ten million updates
        final TrainerSettings endless = new TrainerSettings(2_000_000_000, 16, new Optimisation(1e-9, 1e-9),
                Exploration.NONE, 60, 1,
                1, true, true, 5);
        final TrainingResult result = new Trainer(POLICY, flat, TrainingProcedure.onPolicy(new TrajectoryBalance()),
                endless, new JavaBackend()).train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
        assertEquals(TrainingResult.End.PLATEAU, result.end());
        assertTrue(result.updates() % 5 == 0 && result.updates() < 500, result.updates() + " updates");
    }

    @Test
    void beforeTheFirstWindowIsFullTheLastParametersAreGiven() {
        final int[] asked = {0};
        final TrainingResult result = trainer(settings(1, true, false, 1)).train(new Progress() {
            @Override
            public boolean isCancelled() {
                return asked[0]++ > 4;
            }
        }, state -> {}, Double.POSITIVE_INFINITY);
        assertEquals(TrainingResult.End.CANCELLED, result.end());
        assertTrue(result.updates() < WINDOW);
        assertEquals(result.updates(), result.keptUpdate());
    }

    @Test
    void aPlateauOfNoStepsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> settings(1, false, true, 0));
    }
}
