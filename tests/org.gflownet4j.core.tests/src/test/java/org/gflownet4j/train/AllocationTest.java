package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.ThreadMXBean;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Ising;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.IsingReward;
import org.gflownet4j.reward.LogReward;
import org.junit.jupiter.api.Test;

/** Once training has seen its largest batch, it takes no memory any more but for a few small objects per update. */
class AllocationTest {

    private static final int UPDATES = 600;
    private static final int MEASURED = 200;
    /** Walks have tens of steps, and a state takes 64 floats: one array per step would be a hundred times as much. */
    private static final long BYTES_PER_UPDATE = 1_500;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void nothingIsAllocatedPerStep() {
        final Hypergrid grid = new Hypergrid(2, 8);
        final Ising ising = new Ising(3);
        check(grid, new HypergridReward(0.1, 0.5, 2).on(grid), new TrajectoryBalance());
        check(grid, new HypergridReward(0.1, 0.5, 2).on(grid), new DetailedBalance());
        check(ising, new IsingReward(0.44).on(ising), new TrajectoryBalance());
    }

    private static void check(final Environment environment, final LogReward reward, final Objective objective) {
        final Policy policy = new Policy(environment, new Architecture(List.of(32, 32), Activation.SILU,
                BackwardPolicy.LEARNED, objective.reads().contains(Quantity.LOG_FLOW)), 0);
        final long thread = Thread.currentThread().getId();
        final long[] bytes = new long[2];
        final int[] updates = new int[1];
        // called once per update, since the batch is one shard; updates of the end are measured
        final LogReward watched = (states, count, conditions, result) -> {
            updates[0]++;
            if (updates[0] == UPDATES - MEASURED || updates[0] == UPDATES) {
                bytes[updates[0] == UPDATES ? 1 : 0] = THREADS.getThreadAllocatedBytes(thread);
            }
            reward.logRewards(states, count, conditions, result);
        };
        new Trainer(policy, watched, TrainingProcedure.onPolicy(objective),
                new TrainerSettings(UPDATES, 15, 1e-3, 0.1, Double.POSITIVE_INFINITY, 1, 1), new JavaBackend())
                .train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
        final long perUpdate = (bytes[1] - bytes[0]) / MEASURED;
        assertTrue(perUpdate < BYTES_PER_UPDATE, perUpdate + " bytes per update: " + objective.title());
    }
}
