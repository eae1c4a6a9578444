package org.gflownet4j.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.objective.FlowMatching;
import org.gflownet4j.objective.LogPartitionVariance;
import org.gflownet4j.objective.ModifiedDetailedBalance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.Regression;
import org.gflownet4j.objective.SoftQLearning;
import org.gflownet4j.objective.SubTrajectoryBalance;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pitfalls 21 and 22: −∞ − (−∞) and 0 · (−∞), where actions are illegal or have next to no probability. Logits are so far
 * apart that a soft-max is its largest term, and each log-probability the difference of two logits, by hand.
 */
class ExtremeLogitsTest {

    private static final Hypergrid GRID = new Hypergrid(2, 3);
    private static final int HIDDEN = 5;
    private static final int BATCH = 40;
    private static final float[] FORWARD = {1e4f, -1e4f, 0};
    private static final float[] BACKWARD = {-1e4f, 1e4f};
    private static final LogReward REWARD = (states, count, conditions, result) -> Arrays.setAll(result,
            i -> i < count ? 0.5 * states[2 * i] - states[2 * i + 1] : 0);

    private static Policy policy(final Objective objective) {
        return new Policy(GRID, new Architecture(List.of(HIDDEN), Activation.TANH, false,
                objective.needsFixedBackward() ? BackwardPolicy.UNIFORM : BackwardPolicy.LEARNED, true,
                objective.reads().contains(Quantity.LOG_FLOW), false), 0);
    }

    /** Index after the last parameter of a network of one hidden layer, which ends with the biases of its outputs. */
    private static int end(final int from, final int outputs) {
        return from + (GRID.features() + 1) * HIDDEN + (HIDDEN + 1) * outputs;
    }

    /** Fresh parameters, for which outputs are 0, with these biases of both policies. */
    private static float[] parameters(final Policy policy) {
        final float[] parameters = policy.initialParameters(1);
        final int forwardEnd = end(0, FORWARD.length);
        System.arraycopy(FORWARD, 0, parameters, forwardEnd - FORWARD.length, FORWARD.length);
        if (policy.learnsBackward()) {
            System.arraycopy(BACKWARD, 0, parameters, end(forwardEnd, BACKWARD.length) - BACKWARD.length,
                    BACKWARD.length);
        }
        return parameters;
    }

    /** A batch of random walks, the same for all parameters, with what an objective makes of it. */
    private static final class Batch {
        private final Policy policy;
        private final Objective objective;
        private final Trajectories trajectories;
        private final TrajectoryTerms values;
        private final TrajectoryTerms derivatives;
        private final Reading reading;

        Batch(final Policy policy, final Objective objective) {
            this.policy = policy;
            this.objective = objective;
            this.trajectories = new Trajectories(policy, BATCH, objective.reads().contains(Quantity.LOG_INFLOW));
            this.values = new TrajectoryTerms(BATCH, GRID.maxTrajectoryLength(), objective.reads());
            this.derivatives = new TrajectoryTerms(BATCH, GRID.maxTrajectoryLength(), objective.reads());
            this.reading = new Reading(policy, trajectories, objective.reads());
        }

        double loss(final float[] parameters, final float[] target) {
            trajectories.sampleForward(new JavaBackend(), parameters, BATCH, Conditions.none(BATCH),
                    new Exploration(1, 0, 1), 7, 0);
            for (int b = 0; b < BATCH; b++) {
                values.start[b + 1] = values.start[b] + trajectories.length(b);
                derivatives.start[b + 1] = values.start[b + 1];
            }
            REWARD.logRewards(trajectories.objects(), BATCH, Conditions.none(BATCH), values.logReward);
            Arrays.fill(values.logPartition, parameters[policy.logPartitionAt()]);
            reading.look(new JavaBackend(), parameters, target, (states, evaluated, result) -> REWARD
                    .logRewards(states, evaluated.size(), evaluated.conditions(), result));
            reading.write(values, 0);
            return objective.loss(values, derivatives);
        }

        float[] gradient(final float[] parameters) {
            final float[] gradient = new float[parameters.length];
            reading.computeGradient(new JavaBackend(), parameters, derivatives, 0, gradient);
            return gradient;
        }
    }

    static Stream<Arguments> objectives() {
        return Arrays.stream(Regression.values()).flatMap(regression -> Stream.of(new TrajectoryBalance(regression),
                new LogPartitionVariance(regression), new DetailedBalance(regression, false),
                new ModifiedDetailedBalance(regression), new FlowMatching(regression, 1),
                new SubTrajectoryBalance(SubTrajectoryBalance.Weighting.GEOMETRIC_WITHIN, 0.9, regression, false),
                new SoftQLearning().with(regression), SoftQLearning.munchausen().with(regression))
                .map(objective -> Arguments.of(objective, regression)));
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void extremeLogitsAndSingleActionsLeaveLossAndGradientFiniteAndRight(final Objective objective,
            final Regression regression) {
        final Policy policy = policy(objective);
        final float[] parameters = parameters(policy);
        final float[] target = parameters.clone();
        final Batch batch = new Batch(policy, objective);
        final double loss = batch.loss(parameters, target);
        assertTrue(Double.isFinite(loss) && loss > 0, "loss " + loss);
        checkLogProbabilities(policy, batch);
        final float[] gradient = batch.gradient(parameters);
        for (int i = 0; i < gradient.length; i++) {
            assertTrue(Float.isFinite(gradient[i]), "derivative " + i + " is " + gradient[i]);
        }
        if (regression == Regression.SQUARED) {
            checkGradient(policy, batch, parameters, target, gradient);
        }
    }

    private static void checkLogProbabilities(final Policy policy, final Batch batch) {
        final int[] state = new int[2];
        final boolean[] legal = new boolean[FORWARD.length];
        int singles = 0;
        for (int b = 0; b < BATCH; b++) {
            for (int t = 0; t < batch.trajectories.length(b); t++) {
                final int e = batch.values.start[b] + t;
                batch.trajectories.states().copyState(batch.trajectories.edges().row(b, t), state, 0);
                GRID.forwardMask(state, 0, legal, 0);
                singles += IntStream.range(0, legal.length).filter(a -> legal[a]).count() == 1 ? 1 : 0;
                assertEquals(byHand(FORWARD, legal, batch.trajectories.edges().action(b, t)),
                        batch.values.logForward[e]);
                final int back = batch.trajectories.edges().backwardAction(b, t);
                if (policy.learnsBackward() && back >= 0) {
                    GRID.step(state, 0, batch.trajectories.edges().action(b, t));
                    GRID.backwardMask(state, 0, legal, 0);
                    assertEquals(byHand(BACKWARD, legal, back), batch.values.logBackward[e]);
                }
            }
        }
        assertTrue(singles > 0, "some walk comes to the corner, where one can only stop");
    }

    private static double byHand(final float[] logits, final boolean[] legal, final int action) {
        return logits[action] - IntStream.range(0, logits.length).filter(a -> legal[a]).mapToDouble(a -> logits[a])
                .max().orElseThrow();
    }

    /** Where a soft-max is its largest term, a squared loss is quadratic in each bias: central differences are exact. */
    private static void checkGradient(final Policy policy, final Batch batch, final float[] parameters,
            final float[] target, final float[] gradient) {
        final int forwardEnd = end(0, FORWARD.length);
        final IntStream.Builder biases = IntStream.builder();
        for (int a = 1; a <= FORWARD.length; a++) {
            biases.add(forwardEnd - a);
        }
        if (policy.learnsBackward()) {
            biases.add(end(forwardEnd, BACKWARD.length) - 1).add(end(forwardEnd, BACKWARD.length) - 2);
        }
        if (policy.architecture().stateFlow()) {
            biases.add(policy.logPartitionAt() - 1);
        }
        biases.add(policy.logPartitionAt());
        double largest = 0;
        for (final int i : biases.build().toArray()) {
            final double derivative = (lossAt(batch, parameters, target, i, 1) - lossAt(batch, parameters, target, i,
                    -1)) / 2;
            largest = Math.max(largest, Math.abs(derivative));
            assertEquals(derivative, gradient[i], 1e-5 * Math.abs(derivative) + 0.05, "derivative " + i);
        }
        assertTrue(largest > 100, "residuals are large, and so is the gradient: " + largest);
    }

    private static double lossAt(final Batch batch, final float[] parameters, final float[] target, final int i,
            final float step) {
        final float[] moved = parameters.clone();
        moved[i] += step;
        return batch.loss(moved, target);
    }

    @Test
    void whatHasNoProbabilityAddsNothingToABoundOnLogPartition() {
        final StateSpace space = StateSpace.of(GRID, 100, Progress.NONE).orElseThrow();
        final Policy policy = policy(new TrajectoryBalance());
        final ExactDistribution law = new ExactDistribution(space, policy, parameters(policy), new JavaBackend(),
                Progress.NONE);
        final TargetDistribution target = TargetDistribution.of(space, REWARD, Progress.NONE);
        assertEquals(1, Arrays.stream(law.probability()).sum(), 1e-12);
        // always to the right, then stop: (2, 0), to which there is one path; its log R is 1
        assertEquals(1, law.elbo(target.logReward()), 1e-9);
        // all others need at least one action whose log-probability is −1e4 or less; no log R is below −2
        double others = 0;
        for (int i = 0; i < law.logProbability().length; i++) {
            others += law.logProbability()[i] < -1 ? target.probability()[i] : 0;
        }
        final double eubo = law.eubo(target);
        assertTrue(Double.isFinite(eubo) && eubo >= 1e4 * others - 2, "EUBO " + eubo);
    }
}
