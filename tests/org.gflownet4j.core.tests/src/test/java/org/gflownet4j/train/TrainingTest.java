package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.nn.Adam;
import org.gflownet4j.nn.Schedule;
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
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Reading;
import org.gflownet4j.sample.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final LogReward REWARD = new HypergridReward(0.1, 0.5, 2).on(GRID);
    private static final StateSpace SPACE = StateSpace.of(GRID, 1000, Progress.NONE).orElseThrow();
    private static final TargetDistribution TARGET = TargetDistribution.of(SPACE, REWARD, Progress.NONE);

    private static Policy policy(final Environment environment, final Objective objective,
            final BackwardPolicy backward) {
        return new Policy(environment, new Architecture(List.of(64, 64), Activation.RELU, backward,
                objective.reads().contains(Quantity.LOG_FLOW)), 0);
    }

    private static TrainerSettings settings(final int updates, final int batch, final int threads) {
        return new TrainerSettings(updates, batch, 3e-3, 0.1, Double.POSITIVE_INFINITY, 1, threads);
    }

    private static TrainingResult train(final Policy policy, final LogReward reward, final Objective objective,
            final TrainerSettings settings) {
        return new Trainer(policy, reward, TrainingProcedure.onPolicy(objective), settings, new JavaBackend())
                .train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
    }

    private static double[] law(final Policy policy, final TrainingResult result) {
        return new ExactDistribution(SPACE, policy, result.parameters(), new JavaBackend(), Progress.NONE)
                .probability();
    }

    static Stream<Arguments> objectives() {
        return Stream.of(new TrajectoryBalance(), new DetailedBalance(), new LogPartitionVariance(),
                new SubTrajectoryBalance(0.9), new ModifiedDetailedBalance(), new FlowMatching(), new SoftQLearning(),
                SoftQLearning.munchausen())
                .flatMap(objective -> Arrays.stream(BackwardPolicy.values())
                        .filter(backward -> backward != BackwardPolicy.LEARNED || !objective.needsFixedBackward())
                        .map(backward -> Arguments.of(objective, backward)));
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void theGridIsLearnedExactly(final Objective objective, final BackwardPolicy backward) {
        final Policy policy = policy(GRID, objective, backward);
        final TrainingResult result = train(policy, REWARD, objective, settings(3000, 64, 2));
        assertTrue(Distances.totalVariation(law(policy, result), TARGET.probability()) <= 0.02);
        assertEquals(3.109061, result.parameters()[policy.logPartitionAt()], 0.03);
        assertEquals(TrainingResult.End.COMPLETED, result.end());
    }

    /** Trajectory balance that forgets log P_B: a deliberate mistake. */
    private static final class WithoutBackward implements Objective {
        private final Objective correct = new TrajectoryBalance();

        @Override
        public Set<Quantity> reads() {
            return EnumSet.of(Quantity.LOG_FORWARD, Quantity.LOG_PARTITION);
        }

        @Override
        public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
            Arrays.fill(values.logBackward, 0, values.edges(), 0);
            return correct.loss(values, derivatives);
        }

        @Override
        public double logPartition(final TrajectoryTerms values) {
            return correct.logPartition(values);
        }

        @Override
        public String logPartitionEstimator() {
            return correct.logPartitionEstimator();
        }

        @Override
        public String title() {
            return "a mistake";
        }
    }

    @Test
    void withoutTheBackwardPolicyObjectsAreDrawnInProportionToTheirPathCountTimesReward() {
        final Objective wrong = new WithoutBackward();
        final Policy policy = policy(GRID, wrong, BackwardPolicy.UNIFORM);
        final double[] law = law(policy, train(policy, REWARD, wrong, settings(3000, 64, 2)));
        final double[] logPathsTimesReward = new double[law.length];
        for (int i = 0; i < law.length; i++) {
            final int x = SPACE.states()[SPACE.objects()[i] * 2];
            final int y = SPACE.states()[SPACE.objects()[i] * 2 + 1];
            logPathsTimesReward[i] = Math.log(binomial(x + y, x)) + TARGET.logReward()[i];
        }
        final double[] biased = TargetDistribution.of(logPathsTimesReward).probability();
        // from the closed form n(x) = (x+y)!/(x! y!)
        assertEquals(0.742, Distances.totalVariation(biased, TARGET.probability()), 5e-4);
        assertEquals(0.742, Distances.totalVariation(law, TARGET.probability()), 0.01);
        assertTrue(Distances.totalVariation(law, biased) <= 0.02);
    }

    private static double binomial(final int n, final int k) {
        double value = 1;
        for (int i = 1; i <= k; i++) {
            value = value * (n - k + i) / i;
        }
        return value;
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void theNumberOfThreadsDoesNotChangeABit(final Objective objective, final BackwardPolicy backward) {
        final Policy policy = policy(GRID, objective, backward);
        // three shards, the last one smaller
        final float[] one = train(policy, REWARD, objective, settings(30, 150, 1)).parameters();
        assertArrayEquals(one, train(policy, REWARD, objective, settings(30, 150, 2)).parameters());
        assertArrayEquals(one, train(policy, REWARD, objective, settings(30, 150, 3)).parameters());
    }

    @Test
    void aBatchCutIntoShardsTakesTheSameStepsAsAWholeOne() {
        final Objective objective = new DetailedBalance();
        final Policy policy = policy(GRID, objective, BackwardPolicy.LEARNED);
        final int batch = 150;
        final float[] inShards = train(policy, REWARD, objective, settings(1000, batch, 2), 3);

        final float[] whole = policy.initialParameters(1);
        final Adam adam = new Adam(whole.length);
        for (int update = 0; update < 3; update++) {
            final Trajectories trajectories = new Trajectories(policy, batch);
            trajectories.sampleForward(new JavaBackend(), whole, batch, Conditions.none(batch), 1, update * batch);
            final TrajectoryTerms values = new TrajectoryTerms(batch, GRID.maxTrajectoryLength(), objective.reads());
            final TrajectoryTerms derivatives = new TrajectoryTerms(batch, GRID.maxTrajectoryLength(),
                    objective.reads());
            for (int b = 0; b < batch; b++) {
                values.start[b + 1] = values.start[b] + trajectories.length(b);
                derivatives.start[b + 1] = values.start[b + 1];
            }
            REWARD.logRewards(trajectories.objects(), batch, Conditions.none(batch), values.logReward);
            final Reading reading = new Reading(policy, trajectories, objective.reads());
            reading.write(values, 0);
            objective.loss(values, derivatives);
            final float[] gradient = new float[whole.length];
            reading.computeGradient(new JavaBackend(), whole, derivatives, 0, gradient);
            adam.nextStep();
            final double rate = 3e-3 * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * update / 1000)));
            adam.update(whole, gradient, 0, policy.logPartitionAt(), rate);
        }
        double difference = 0;
        for (int i = 0; i < policy.logPartitionAt(); i++) {
            difference = Math.max(difference, Math.abs(whole[i] - inShards[i]));
        }
        // sums in another order differ by rounding; a shard left out, or counted twice, by about a learning rate
        assertEquals(0, difference, 3e-4);
    }

    @Test
    void anotherSeedGivesOtherParameters() {
        final Objective objective = new TrajectoryBalance();
        final Policy policy = policy(GRID, objective, BackwardPolicy.UNIFORM);
        final float[] one = train(policy, REWARD, objective, settings(5, 16, 1)).parameters();
        final TrainerSettings other = new TrainerSettings(5, 16, 3e-3, 0.1, Double.POSITIVE_INFINITY, 2, 1);
        assertFalse(Arrays.equals(one, train(policy, REWARD, objective, other).parameters()));
    }

    @Test
    void trainingSeesTheRewardsOfVisitedObjectsOnly() {
        final Sequence sequences = new Sequence("DNA", "ACGT", 8, 8);
        final Objective objective = new TrajectoryBalance();
        final Policy policy = policy(sequences, objective, BackwardPolicy.UNIFORM);
        final AtomicInteger asked = new AtomicInteger();
        final LogReward counting = (states, count, conditions, result) -> {
            asked.addAndGet(count);
            Arrays.fill(result, 0, count, 0);
        };
        final TrainingResult result = train(policy, counting, objective, settings(10, 100, 2));
        assertEquals(1000, asked.get());
        assertEquals(1000, result.trajectories());
    }

    @Test
    void cancellingKeepsTheModelSoFar() {
        final Objective objective = new TrajectoryBalance();
        final Policy policy = policy(GRID, objective, BackwardPolicy.UNIFORM);
        final AtomicInteger asked = new AtomicInteger();
        final Progress cancelLater = new Progress() {
            @Override
            public boolean isCancelled() {
                return asked.incrementAndGet() > 20;
            }
        };
        final TrainingResult result = new Trainer(policy, REWARD, TrainingProcedure.onPolicy(objective),
                settings(100_000, 16, 1), new JavaBackend()).train(cancelLater, state -> {}, Double.POSITIVE_INFINITY);
        assertEquals(TrainingResult.End.CANCELLED, result.end());
        // it asks several times per update; wherever it is then, the parameters are those of the last complete one
        assertTrue(result.updates() > 0 && result.updates() < 20, result.updates() + " updates");
        assertArrayEquals(train(policy, REWARD, objective, settings(100_000, 16, 1), result.updates()),
                result.parameters());
    }

    /** Parameters after some updates of a longer training, from its checkpoints: one after each update. */
    private static float[] train(final Policy policy, final LogReward reward, final Objective objective,
            final TrainerSettings settings, final int updates) {
        final List<float[]> states = new ArrayList<>();
        new Trainer(policy, reward, TrainingProcedure.onPolicy(objective), settings, new JavaBackend())
                .train(new Progress() {
                    @Override
                    public boolean isCancelled() {
                        return states.size() >= updates;
                    }
                }, state -> states.add(state.parameters()), 0);
        return states.get(updates - 1);
    }

    @Test
    void aTimeBudgetEndsTraining() {
        final Objective objective = new TrajectoryBalance();
        final Policy policy = policy(GRID, objective, BackwardPolicy.UNIFORM);
        final TrainingResult result = train(policy, REWARD, objective,
                new TrainerSettings(Integer.MAX_VALUE, 16, 1e-3, 0.1, 0.2, 1, 1));
        assertEquals(TrainingResult.End.TIME_BUDGET, result.end());
        assertTrue(result.updates() > 0);
    }

    @Test
    void aLossThatIsNotANumberStopsTrainingWithAReason() {
        final Objective objective = new TrajectoryBalance();
        final Policy policy = policy(GRID, objective, BackwardPolicy.UNIFORM);
        final LogReward broken = (states, count, conditions, result) -> Arrays.fill(result, Double.NaN);
        final String message = assertThrows(TrainingDivergedException.class,
                () -> train(policy, broken, objective, settings(10, 16, 1))).getMessage();
        assertTrue(message.contains("update 1") && message.contains("reward"), message);
        final LogReward huge = (states, count, conditions, result) -> Arrays.fill(result, 1e300);
        final String loss = assertThrows(TrainingDivergedException.class,
                () -> train(policy, huge, objective, settings(10, 16, 1))).getMessage();
        assertTrue(loss.contains("update 1") && loss.contains("learning rate"), loss);
    }

    /** A square that overflowed in the optimiser would stay infinite, and its parameter would never move again. */
    @Test
    void aGradientTooLongForTheOptimiserStopsTrainingInsteadOfFreezingIt() {
        final Objective objective = new DetailedBalance(Regression.SHIFTED_COSH, false);
        final Policy policy = policy(GRID, objective, BackwardPolicy.UNIFORM);
        final LogReward steep = (states, count, conditions, result) -> Arrays.fill(result, 200);
        final String message = assertThrows(TrainingDivergedException.class,
                () -> train(policy, steep, objective, settings(10, 16, 1))).getMessage();
        assertTrue(message.contains("update 1") && message.contains("gradient") && message.contains("limit the"),
                message);
        final TrainerSettings limited = new TrainerSettings(10, 16,
                new Optimisation(3e-3, 0.1, 0, 1, Schedule.constant(), Schedule.constant()), Exploration.NONE,
                Double.POSITIVE_INFINITY, 1, 1, false, false, 1);
        assertEquals(10, train(policy, steep, objective, limited).updates());
    }

    @Test
    void aRewardOfAPassedStateThatIsNoNumberIsNamed() {
        final Objective objective = new ModifiedDetailedBalance();
        final Policy policy = policy(GRID, objective, BackwardPolicy.UNIFORM);
        // one trajectory at a time: only where passed states are asked for, too, there are several
        final LogReward broken = (states, count, conditions, result) -> {
            for (int i = 0; i < count; i++) {
                result[i] = count > 1 && states[2 * i] + states[2 * i + 1] == 0 ? Double.NEGATIVE_INFINITY : 0;
            }
        };
        final String message = assertThrows(TrainingDivergedException.class,
                () -> train(policy, broken, objective, settings(10, 1, 1))).getMessage();
        assertTrue(message.contains("the reward of the object \"0 0\" is 0"), message);
    }

    @Test
    void whatDoesNotFitTheMemoryIsRefusedInWords() {
        final Objective objective = new TrajectoryBalance();
        final Policy wide = new Policy(new Hypergrid(1000, 1000),
                new Architecture(List.of(64), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);
        final String message = assertThrows(IllegalArgumentException.class, () -> new Trainer(wide,
                (states, count, conditions, result) -> {}, TrainingProcedure.onPolicy(objective),
                settings(1, 8192, 1), new JavaBackend())).getMessage();
        assertTrue(message.contains("GiB") && message.contains("fewer objects"), message);
    }

    @Test
    void progressIsInWordsAndNeverGoesBack() {
        final Objective objective = new TrajectoryBalance();
        final Policy policy = policy(GRID, objective, BackwardPolicy.UNIFORM);
        final List<String> messages = new ArrayList<>();
        final List<Double> fractions = new ArrayList<>();
        final List<TrainingResult.End> ends = new ArrayList<>();
        final TrainingResult result = new Trainer(policy, REWARD, TrainingProcedure.onPolicy(objective),
                settings(400, 64, 1), new JavaBackend()).train(new Progress() {
                    @Override
                    public void report(final double fraction, final Supplier<String> message) {
                        fractions.add(fraction);
                        messages.add(message.get());
                    }
                }, state -> ends.add(state.end()), 0);
        assertTrue(
                messages.get(0).matches("Step 1/400 · loss \\S+ · log Z \\S+ · mean reward \\S+ · \\S+ (s|min|h) left"),
                messages.get(0));
        assertEquals(fractions.stream().sorted().toList(), fractions);
        assertEquals(Set.of(TrainingResult.End.RUNNING), Set.copyOf(ends));
        // the last line of the log is an average over two updates of 64 objects
        final LogRow last = result.log().get(result.log().size() - 1);
        assertEquals(200, result.log().size());
        assertEquals(400, last.update());
        assertEquals(25_600, last.trajectories());
        assertEquals(TARGET.meanReward(), last.meanReward(), 0.5);
    }

    @Test
    void settingsOutOfRangeAreRefusedInWords() {
        assertThrows(IllegalArgumentException.class, () -> settings(0, 16, 1));
        assertThrows(IllegalArgumentException.class, () -> settings(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> settings(1, TrainerSettings.MAX_BATCH + 1, 1));
        assertThrows(IllegalArgumentException.class, () -> settings(1, 16, 0));
        assertThrows(IllegalArgumentException.class, () -> new TrainerSettings(1, 16, Double.NaN, 0.1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new TrainerSettings(1, 16, 1e-3, 0, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new TrainerSettings(1, 16, 1e-3, 0.1, 0, 1, 1));
    }
}
