package org.gflownet4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

    @Test
    void inEveryStateTheProbabilitiesOfTheLegalActionsSumToOne() {
        for (final Environment environment : List.of(new Hypergrid(2, 5), new Hypergrid(3, 3),
                new Sequence("Two", "ab", 1, 4), new Sequence("DNA", "ACGT", 3, 3))) {
            final Policy policy = new Policy(environment,
                    new Architecture(List.of(9), Activation.RELU, BackwardPolicy.LEARNED, true), 0);
            final float[] parameters = new float[policy.parameterCount()];
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] = (float) (6 * CounterRandom.uniform(1, 2, i) - 3);
            }
            final StateSpace space = StateSpace.of(environment, 10_000, Progress.NONE).orElseThrow();
            final EvaluatedStates states = policy.newEvaluatedStates();
            for (int s = 0; s < space.size(); s++) {
                states.add(space.states(), s * environment.stateLength(), Conditions.none(1), 0);
            }
            policy.evaluate(new JavaBackend(), parameters, states);
            for (int s = 0; s < space.size(); s++) {
                checkState(policy, states, space, s);
            }
        }
    }

    private static void checkState(final Policy policy, final EvaluatedStates states, final StateSpace space,
            final int s) {
        final Environment environment = space.environment();
        double forward = 0;
        for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
            forward += Math.exp(policy.logForward(states, s, space.edgeAction(e)));
            assertTrue(policy.logForward(states, s, space.edgeAction(e)) <= 0);
        }
        assertEquals(environment.isComplete(space.states(), s * environment.stateLength()) ? 0 : 1, forward, 1e-6);
        if (policy.learnsBackward()) {
            final boolean[] legal = new boolean[environment.backwardActions()];
            environment.backwardMask(space.states(), s * environment.stateLength(), legal, 0);
            double backward = 0;
            for (int a = 0; a < legal.length; a++) {
                backward += legal[a] ? Math.exp(policy.logLearnedBackward(states, s, a)) : 0;
            }
            assertEquals(s == 0 ? 0 : 1, backward, 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stateHeadsHaveTheirOwnOutputsAndGradients(final boolean separateTrunks) {
        final Hypergrid grid = new Hypergrid(2, 3);
        final Policy policy = new Policy(grid, new Architecture(List.of(5), Activation.TANH, false,
                BackwardPolicy.LEARNED, separateTrunks, true, true), 0);
        final float[] parameters = policy.initialParameters(1);
        // the last outputs' biases are the last parameters before log Z: flow, then value
        final int value = policy.logPartitionAt() - 1;
        parameters[value - 1] = 2;
        parameters[value] = 7;
        final EvaluatedStates states = policy.newEvaluatedStates();
        states.add(new int[]{0, 1}, 0, Conditions.none(1), 0);
        states.add(new int[]{2, 1}, 0, Conditions.none(1), 0);
        policy.evaluate(new JavaBackend(), parameters, states);
        // the last layer's weights are 0 at first
        assertEquals(2, policy.logFlow(states, 1));
        assertEquals(7, policy.stateValue(states, 1));
        final Derivatives derivatives = new Derivatives(policy, states);
        derivatives.addFlow(0, 0.5);
        derivatives.addValue(0, 3);
        derivatives.addValue(1, -1);
        final float[] gradient = new float[parameters.length];
        derivatives.toGradient(new JavaBackend(), parameters, gradient);
        assertEquals(0.5, gradient[value - 1], 1e-6);
        assertEquals(2, gradient[value], 1e-6);
        assertEquals(0, gradient[policy.logPartitionAt()]);
    }
}
