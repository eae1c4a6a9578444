package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.nn.Adam;
import org.gflownet4j.nn.Schedule;
import org.gflownet4j.objective.BackwardLikelihood;
import org.gflownet4j.objective.DetachedBackward;
import org.gflownet4j.objective.FlowMatching;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.SoftQLearning;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardNetwork;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Reading;
import org.gflownet4j.sample.Trajectories;
import org.gflownet4j.train.BackwardLearning.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who moves what, in which order, and on which trajectories, where P_B has a loss of its own. */
class BackwardPhasesTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final LogReward REWARD = new HypergridReward(0.1, 0.5, 2).on(GRID);
    /** One shard, so that sums come in the same order in whichever way they are computed. */
    private static final int BATCH = 64;
    private static final double RATE = 3e-3;
    private static final double DECAY = 1e-2;

    private static Policy policy(final Environment environment, final BackwardPolicy backward,
            final boolean separateTrunks) {
        return new Policy(environment, new Architecture(List.of(16), Activation.RELU, false, backward, separateTrunks,
                false, false), 0);
    }

    private static Policy policy() {
        return policy(GRID, BackwardPolicy.LEARNED, true);
    }

    private static TrainerSettings settings(final int updates) {
        return new TrainerSettings(updates, BATCH,
                new Optimisation(RATE, 0.1, DECAY, Double.POSITIVE_INFINITY, Schedule.constant(), Schedule.constant()),
                Exploration.NONE, Double.POSITIVE_INFINITY, 1, 1, false, false, 1);
    }

    private static Trainer trainer(final Policy policy, final LogReward reward, final TrainingProcedure procedure,
            final int updates) {
        return new Trainer(policy, reward, procedure, settings(updates), new JavaBackend());
    }

    private static TrainingResult train(final Policy policy, final TrainingProcedure procedure, final int updates) {
        return trainer(policy, REWARD, procedure, updates).train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
    }

    /** Pitfall 34, with a decay of the weights, which needs no gradient to move a parameter. */
    @Test
    void eachPhaseMovesItsOwnParametersAndNoOthers() {
        final Policy policy = policy();
        final BackwardNetwork own = BackwardNetwork.of(policy).orElseThrow();
        final float[] fresh = policy.initialParameters(1);

        final float[] backward = train(policy, new TrainingProcedure(List.of(new Phase(BatchSource.ON_POLICY,
                new BackwardLikelihood(), 1, new Trained.Backward(RATE, 1)))), 20).parameters();
        assertArrayEquals(Arrays.copyOf(fresh, own.from()), Arrays.copyOf(backward, own.from()));
        assertFalse(Arrays.equals(fresh, own.from(), own.to(), backward, own.from(), own.to()));

        final float[] forward = train(policy, new TrainingProcedure(List.of(new Phase(BatchSource.ON_POLICY,
                new DetachedBackward(new TrajectoryBalance(), false), 1, new Trained.AllButBackward()))), 20)
                .parameters();
        assertArrayEquals(Arrays.copyOfRange(fresh, own.from(), own.to()),
                Arrays.copyOfRange(forward, own.from(), own.to()));
        assertFalse(Arrays.equals(fresh, 0, own.from(), forward, 0, own.from()));
    }

    /** Pitfall 34: without its own phase, a detached P_B has no gradient at all, even where everything is trained. */
    @Test
    void aDetachedBackwardPolicyHasNoGradient() {
        final Policy policy = policy();
        final BackwardNetwork own = BackwardNetwork.of(policy).orElseThrow();
        for (final boolean fromTarget : new boolean[]{false, true}) {
            final float[] gradient = new float[policy.parameterCount()];
            step(policy, policy.initialParameters(1), policy.initialParameters(2), 0,
                    new DetachedBackward(new TrajectoryBalance(), fromTarget), gradient);
            for (int i = own.from(); i < own.to(); i++) {
                assertEquals(0, gradient[i]);
            }
        }
    }

    /** Loss and gradient on trajectories of P_F, in one piece: what phases should come to. */
    private static double step(final Policy policy, final float[] parameters, final float[] target, final long stream,
            final Objective objective, final float[] gradient) {
        final Trajectories trajectories = new Trajectories(policy, BATCH);
        trajectories.sampleForward(new JavaBackend(), parameters, BATCH, Conditions.none(BATCH), 1, stream);
        final int longest = policy.environment().maxTrajectoryLength();
        final TrajectoryTerms values = new TrajectoryTerms(BATCH, longest, objective.reads());
        final TrajectoryTerms derivatives = new TrajectoryTerms(BATCH, longest, objective.reads());
        for (int b = 0; b < BATCH; b++) {
            values.start[b + 1] = values.start[b] + trajectories.length(b);
            derivatives.start[b + 1] = values.start[b + 1];
        }
        REWARD.logRewards(trajectories.objects(), BATCH, Conditions.none(BATCH), values.logReward);
        final Reading reading = new Reading(policy, trajectories, objective.reads());
        reading.look(new JavaBackend(), parameters, target, (states, evaluated, result) -> {});
        reading.write(values, 0);
        if (Float.isNaN(parameters[policy.logPartitionAt()])) {
            parameters[policy.logPartitionAt()] = firstLogPartition(values);
        }
        Arrays.fill(values.logPartition, parameters[policy.logPartitionAt()]);
        final double loss = objective.loss(values, derivatives);
        reading.computeGradient(new JavaBackend(), parameters, derivatives, 0, gradient);
        return loss;
    }

    /**
     * Trajectory likelihood, written out: P_B's step with an optimiser and a falling rate of its own, the target network after
     * it, then P_F's step on the same trajectories with the target's P_B. P_F has not moved in between, so drawing with the
     * same random numbers gives the same trajectories.
     */
    @Test
    void anUpdateIsAStepOfTheBackwardPolicyThenOneOfAllElseOnTheSameTrajectories() {
        final Policy policy = policy();
        final BackwardNetwork own = BackwardNetwork.of(policy).orElseThrow();
        final double ownRate = 0.02;
        final double ownDecay = 0.8;
        final BackwardLearning learning = new BackwardLearning(Loss.TRAJECTORY_LIKELIHOOD, ownRate, ownDecay, 0.25, 20);
        final int updates = 4;
        final TrainingResult result = train(policy, learning.beside(new TrajectoryBalance()), updates);

        final float[] expected = policy.initialParameters(1);
        final float[] target = expected.clone();
        final Adam forward = new Adam(expected.length);
        final Adam backward = new Adam(expected.length);
        final double[] losses = new double[updates];
        for (int update = 0; update < updates; update++) {
            final float[] ofBackward = new float[expected.length];
            step(policy, expected, target, update * BATCH, new BackwardLikelihood(), ofBackward);
            backward.nextStep();
            backward.update(expected, ofBackward, own.from(), own.to(), ownRate * Math.pow(ownDecay, update), DECAY);
            for (int i = own.from(); i < own.to(); i++) {
                target[i] += 0.25f * (expected[i] - target[i]);
            }
            final float[] ofForward = new float[expected.length];
            final Objective detached = new DetachedBackward(new TrajectoryBalance(), true);
            if (update == 0) {
                // none yet: it begins with what the first batch says
                expected[policy.logPartitionAt()] = Float.NaN;
            }
            losses[update] = step(policy, expected, target, update * BATCH, detached, ofForward);
            forward.nextStep();
            forward.update(expected, ofForward, 0, own.from(), RATE, DECAY);
            forward.update(expected, ofForward, policy.logPartitionAt(), policy.logPartitionAt() + 1, 0.1);
        }
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs(expected[i] - result.parameters()[i]));
        }
        // drawn twice, or scored too early, it would be about a learning rate
        assertEquals(0, difference, 1e-4);
        for (int update = 0; update < updates; update++) {
            // the loss of P_B alone is not part of it
            assertEquals(losses[update], result.log().get(update).loss(), 1e-3 * losses[update]);
        }
        assertEquals((long) updates * BATCH, result.trajectories(), "each is counted once");
    }

    /** The mean of log R + log P_B(τ|x) − log P_F(τ) over the first batch. */
    private static float firstLogPartition(final TrajectoryTerms values) {
        double sum = Arrays.stream(values.logReward).sum();
        for (int e = 0; e < values.edges(); e++) {
            sum += values.logBackward[e] - values.logForward[e];
        }
        return (float) (sum / values.trajectories());
    }

    @ParameterizedTest
    @EnumSource
    void rewardsAreAskedOfEachObjectOnce(final Loss loss) {
        final AtomicInteger asked = new AtomicInteger();
        final LogReward counting = (states, count, conditions, result) -> {
            asked.addAndGet(count);
            REWARD.logRewards(states, count, conditions, result);
        };
        final TrainingResult result = trainer(policy(), counting,
                BackwardLearning.with(loss).beside(new TrajectoryBalance()), 10)
                .train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
        assertEquals(10 * BATCH, asked.get());
        // as long as nothing is remembered, the pessimistic loss draws a batch for itself
        assertEquals((loss == Loss.PESSIMISTIC ? 11L : 10L) * BATCH, result.trajectories());
    }

    @Test
    void whereALossOfItsOwnMakesNoSenseItIsRefusedWithTheReasonAndAnAlternative() {
        final List<String> messages = new ArrayList<>();
        for (final Loss loss : Loss.values()) {
            final TrainingProcedure procedure = BackwardLearning.with(loss).beside(new TrajectoryBalance());
            for (final Policy policy : List.of(policy(new Sequence("DNA", "ACGT", 3, 3), BackwardPolicy.LEARNED, true),
                    policy(GRID, BackwardPolicy.UNIFORM, true), policy(GRID, BackwardPolicy.MAXIMUM_ENTROPY, true),
                    policy(GRID, BackwardPolicy.LEARNED, false))) {
                messages.add(assertThrows(IllegalArgumentException.class, () -> trainer(policy, REWARD, procedure, 1))
                        .getMessage());
            }
        }
        final TrainingProcedure detached = TrainingProcedure
                .onPolicy(new DetachedBackward(new TrajectoryBalance(), true));
        messages.add(assertThrows(IllegalArgumentException.class,
                () -> trainer(policy(GRID, BackwardPolicy.UNIFORM, true), REWARD, detached, 1)).getMessage());
        assertEquals(Set.of(
                "A backward policy with a loss of its own can not be used here: each object can be built in one way only, so "
                        + "that there is nothing to learn. Take the uniform backward policy, which is exact here.",
                "A backward policy with a loss of its own can not be used here: this one has no parameters. Take the learned "
                        + "backward policy, or train without a loss of its own.",
                "A backward policy with a loss of its own can not be used here: it shares a network with the forward policy, "
                        + "so that each step of the one would move the other. Take a network for each part."),
                Set.copyOf(messages));
    }

    @Test
    void flowMatchingHasNoUseForABackwardPolicyAndSoftQLearningNeedsItDetached() {
        final TrainingProcedure matching = BackwardLearning.with(Loss.TRAJECTORY_LIKELIHOOD).beside(new FlowMatching());
        final String message = assertThrows(IllegalArgumentException.class,
                () -> trainer(policy(), REWARD, matching, 1)).getMessage();
        assertTrue(message.contains("does not train a backward policy"), message);
        trainer(policy(), REWARD, BackwardLearning.with(Loss.TRAJECTORY_LIKELIHOOD).beside(new SoftQLearning()), 1);
    }

    @Test
    void phasesThatContradictThemselvesAreRefused() {
        final Objective balance = new TrajectoryBalance();
        assertThrows(IllegalArgumentException.class,
                () -> new Phase(BatchSource.ON_POLICY, balance, 1, new Trained.AllButBackward()));
        assertThrows(IllegalArgumentException.class,
                () -> new Phase(BatchSource.ON_POLICY, balance, 1, new Trained.Backward(1e-3, 1)));
        assertThrows(IllegalArgumentException.class, () -> new Phase(BatchSource.ON_POLICY,
                new DetachedBackward(balance, true), 1, new Trained.Backward(1e-3, 1)));
        assertThrows(IllegalArgumentException.class,
                () -> new TrainingProcedure(List.of(new Phase(Remembered.LATEST, balance))));
        assertThrows(IllegalArgumentException.class, () -> new Remembered(0));
        assertThrows(IllegalArgumentException.class, () -> new Remembered(Remembered.MOST_BATCHES + 1));
        for (final double bad : new double[]{0, -1, Double.NaN, 11}) {
            assertThrows(IllegalArgumentException.class, () -> new Trained.Backward(bad, 1));
            assertThrows(IllegalArgumentException.class, () -> new Trained.Backward(1e-3, bad));
            assertThrows(IllegalArgumentException.class,
                    () -> new BackwardLearning(Loss.PESSIMISTIC, 1e-3, 1, bad, 20));
        }
    }

    @Test
    void theBackwardPolicyBeginsUniform() {
        final Policy policy = policy();
        final EdgeLaws laws = new EdgeLaws(StateSpace.of(GRID, 1000, Progress.NONE).orElseThrow(), policy,
                policy.initialParameters(1));
        assertEquals(0, laws.distanceToUniform(), 1e-6);
    }
}
