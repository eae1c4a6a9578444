package org.gflownet4j.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Subset;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrajectoriesTest {

    @ParameterizedTest
    @EnumSource
    void backwardWalksAreWrittenInForwardOrder(final BackwardPolicy backward) {
        final Hypergrid grid = new Hypergrid(2, 4);
        final Policy policy = new Policy(grid, new Architecture(List.of(5), Activation.RELU, backward, false), 0);
        final Trajectories batch = new Trajectories(policy, 10);
        final int[] corners = new int[20];
        Arrays.fill(corners, 3);
        // fresh parameters: both policies are uniform over the legal actions
        batch.sampleBackward(new JavaBackend(), policy.initialParameters(1), corners, 0, 10, Conditions.none(10), 1, 0);
        final TrajectoryTerms terms = new TrajectoryTerms(10, grid.maxTrajectoryLength(), Set.of());
        for (int b = 0; b < 10; b++) {
            assertEquals(7, batch.length(b), "six steps and the stop");
            terms.start[b + 1] = terms.start[b] + batch.length(b);
        }
        new Reading(policy, batch, Set.of()).write(terms, 0);
        for (int b = 0; b < 10; b++) {
            final int first = terms.start[b];
            final int last = terms.start[b + 1] - 1;
            assertEquals(0, terms.logBackward[first], 1e-12, "the first step leads to a cell with one parent");
            assertEquals(-Math.log(2), terms.logBackward[last - 1], 1e-6, "the corner has two parents");
            assertEquals(0, terms.logBackward[last], "a stop edge has no backward probability");
            assertEquals(-Math.log(3), terms.logForward[first], 1e-6, "three actions in the source");
            assertEquals(0, terms.logForward[last], 1e-6, "in the corner one can only stop");
            assertEquals(-Math.log(2), terms.logForward[last - 1], 1e-6, "on the edge one can step or stop");
        }
        assertArrayEquals(corners, Arrays.copyOf(batch.objects(), 20), "the objects are the ones given");
    }

    /**
     * Pitfalls 1 and 9: with all parents instead of the one taken log P_B would be 0 everywhere, and off by one it would be
     * that of the state before. In the space of sets, a set of t elements has t parents and 5 − t children.
     */
    @ParameterizedTest
    @EnumSource
    void eachStepBackIsScoredAsTheOneTakenAndInTheStateThatItLeaves(final BackwardPolicy backward) {
        final Subset sets = new Subset(5, 3);
        final Policy policy = new Policy(sets, new Architecture(List.of(5), Activation.RELU, backward, false), 0);
        final float[] fresh = policy.initialParameters(1);
        final Trajectories batch = new Trajectories(policy, 10);
        batch.sampleForward(new JavaBackend(), fresh, 10, Conditions.none(10), 1, 0);
        checkWalksOnSets(policy, batch);
        final int[] objects = batch.objects().clone();
        batch.sampleBackward(new JavaBackend(), fresh, objects, 0, 10, Conditions.none(10), 1, 0);
        checkWalksOnSets(policy, batch);
    }

    private static void checkWalksOnSets(final Policy policy, final Trajectories batch) {
        final TrajectoryTerms terms = new TrajectoryTerms(10, 3, Set.of());
        Arrays.setAll(terms.start, b -> 3 * b);
        new Reading(policy, batch, Set.of()).write(terms, 0);
        for (int e = 0; e < 30; e++) {
            assertEquals(-Math.log(e % 3 + 1), terms.logBackward[e], 1e-6);
            assertEquals(-Math.log(5 - e % 3), terms.logForward[e], 1e-6);
        }
    }

    @Test
    void aBatchNeedNotFillItsRoom() {
        final Hypergrid grid = new Hypergrid(2, 4);
        final Policy policy = new Policy(grid,
                new Architecture(List.of(5), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);
        final float[] parameters = policy.initialParameters(1);
        final Trajectories large = new Trajectories(policy, 100);
        large.sampleForward(new JavaBackend(), parameters, 100, Conditions.none(100), 3, 50);
        large.sampleForward(new JavaBackend(), parameters, 7, Conditions.none(7), 3, 20);
        final Trajectories small = new Trajectories(policy, 7);
        small.sampleForward(new JavaBackend(), parameters, 7, Conditions.none(7), 3, 20);
        assertEquals(7, large.count());
        assertArrayEquals(Arrays.copyOf(small.objects(), 14), Arrays.copyOf(large.objects(), 14));
    }
}
