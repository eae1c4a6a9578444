package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rate of training is told without the first tenth of the updates, 50 at most, in which the machine warms up. */
class WarmUpTest {

    private static final int BATCH = 3;
    private static final Hypergrid GRID = new Hypergrid(2, 4);
    private static final Policy POLICY = new Policy(GRID,
            new Architecture(List.of(4), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);

    private static TrainerSettings settings(final int updates) {
        return new TrainerSettings(updates, BATCH, 1e-3, 0.1, Double.POSITIVE_INFINITY, 1, 1);
    }

    private static Trainer trainer(final int updates) {
        return new Trainer(POLICY, new HypergridReward(0.1, 0.5, 2).on(GRID),
                TrainingProcedure.onPolicy(new TrajectoryBalance()), settings(updates), new JavaBackend());
    }

    /** {@code steady trajectories = (N − min(50, N/10)) · batch}. */
    @ParameterizedTest
    @CsvSource({"9, 0", "40, 4", "499, 49", "500, 50", "700, 50"})
    void theFirstTenthOfTheUpdatesIsNotCountedAndFiftyAtMost(final int updates, final int warmUp) {
        final List<TrainingResult> checkpoints = new ArrayList<>();
        final TrainingResult result = trainer(updates).train(Progress.NONE, checkpoints::add, 0);
        assertEquals((updates - warmUp) * BATCH, result.steadyTrajectories());
        assertEquals(updates * BATCH, result.trajectories());
        assertTrue(result.steadySeconds() > 0);
        if (warmUp > 0) {
            assertTrue(result.steadySeconds() < result.seconds(), "the warm-up takes time");
            final TrainingResult before = checkpoints.get(warmUp - 1);
            // what was over when the warm-up ended is not counted
            assertTrue(result.seconds() - result.steadySeconds() <= before.seconds());
        }
        for (final TrainingResult one : checkpoints) {
            assertEquals(Math.max(0, one.updates() - warmUp) * BATCH, one.steadyTrajectories());
        }
    }

    @Test
    void aResumedRunDoesNotWarmUpAgain() {
        final Trainer first = trainer(40);
        final List<TrainingState> states = new ArrayList<>();
        first.train(Progress.NONE, checkpoint -> states.add(first.state()), 0);
        for (final int update : new int[]{2, 4, 20}) {
            final TrainingResult resumed = Trainer.resumed(POLICY, new HypergridReward(0.1, 0.5, 2).on(GRID),
                    TrainingProcedure.onPolicy(new TrajectoryBalance()), settings(40), new JavaBackend(),
                    states.get(update - 1)).train(Progress.NONE, checkpoint -> {}, Double.POSITIVE_INFINITY);
            assertEquals(36 * BATCH, resumed.steadyTrajectories());
        }
    }
}
