package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.model.ModelFile;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.objective.FlowMatching;
import org.gflownet4j.objective.LogPartitionVariance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.SubTrajectoryBalance;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.policy.Savings;
import org.gflownet4j.policy.TemperatureInput;
import org.gflownet4j.policy.TemperatureInput.Encoding;
import org.gflownet4j.policy.TemperatureInput.Entry;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.replay.Replay;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Sampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Training of one model for p_β(x) ∝ R(x)^β at any β, on a grid whose trajectories differ in length. */
class TemperatureTrainingTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final HypergridReward CORNERS = new HypergridReward(0.1, 0.5, 2);
    private static final LogReward REWARD = CORNERS.on(GRID);
    private static final StateSpace SPACE = StateSpace.of(GRID, 1000, Progress.NONE).orElseThrow();
    private static final TargetDistribution TARGET = TargetDistribution.of(SPACE, REWARD, Progress.NONE);
    private static final Temperatures RANGE = new Temperatures(TemperatureDistribution.uniform(0.5, 2));

    private static Policy policy(final Entry entry, final Encoding encoding, final Objective objective) {
        return new Policy(GRID, new Architecture(List.of(64, 64), Activation.RELU, BackwardPolicy.UNIFORM,
                objective.reads().contains(Quantity.LOG_FLOW)),
                Optional.of(new TemperatureInput(entry, encoding, RANGE.lowest(), RANGE.highest())), Savings.ALL);
    }

    private static TrainerSettings settings(final int updates, final int threads) {
        return new TrainerSettings(updates, 64, 3e-3, 0.1, Double.POSITIVE_INFINITY, 1, threads);
    }

    private static float[] train(final Policy policy, final Objective objective, final TrainerSettings settings) {
        return new Trainer(policy, REWARD, TrainingProcedure.onPolicy(objective).with(RANGE), settings,
                new JavaBackend()).train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY).parameters();
    }

    private static double[] law(final Policy policy, final float[] parameters, final double beta) {
        return new ExactDistribution(SPACE, policy, parameters, OptionalDouble.of(beta), new JavaBackend(),
                new Workers(1), Progress.NONE).probability();
    }

    private static double logPartition(final Policy policy, final float[] parameters, final double beta) {
        final EvaluatedStates start = policy.newEvaluatedStates();
        start.add(new int[GRID.stateLength()], 0, policy.conditions(1, OptionalDouble.of(beta)), 0);
        policy.evaluate(new JavaBackend(), parameters, start);
        return policy.logPartition(parameters, start, 0);
    }

    static Stream<Arguments> objectives() {
        return Stream.of(new TrajectoryBalance(), new DetailedBalance(), new SubTrajectoryBalance(0.9),
                new FlowMatching(), new LogPartitionVariance()).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void eachObjectiveLearnsTheLawOfEachTemperature(final Objective objective) {
        final Policy policy = policy(Entry.BOTH, Encoding.LOGARITHM, objective);
        final float[] parameters = train(policy, objective, settings(2000, 2));
        for (final double beta : new double[]{0.5, 1, 2}) {
            assertEquals(0, Distances.totalVariation(law(policy, parameters, beta),
                    TARGET.tempered(beta).probability()), 0.05, "β = " + beta);
        }
    }

    @ParameterizedTest
    @EnumSource(Entry.class)
    void logPartitionFollowsTheTemperature(final Entry entry) {
        final Policy policy = policy(entry, Encoding.THERMOMETER, new TrajectoryBalance());
        final float[] parameters = train(policy, new TrajectoryBalance(), settings(2000, 2));
        // a scaled policy can not follow all β exactly, and its log Z stays below the truth by about the divergence
        final double tolerance = entry == Entry.LOGIT ? 0.4 : 0.2;
        for (final double beta : new double[]{0.5, 1, 2}) {
            assertEquals(TARGET.tempered(beta).logPartition(), logPartition(policy, parameters, beta), tolerance,
                    "β = " + beta);
        }
        // the classic silent mistake: a model that does not see β
        assertTrue(Distances.totalVariation(law(policy, parameters, 0.5), law(policy, parameters, 2)) > 0.2);
    }

    private static float[] random(final int count) {
        final float[] parameters = new float[count];
        for (int i = 0; i < count; i++) {
            parameters[i] = (float) (CounterRandom.uniform(1, 1, i) - 0.5);
        }
        return parameters;
    }

    @Test
    void fStaysPositive() {
        final Policy policy = policy(Entry.LOGIT, Encoding.LOGARITHM, new TrajectoryBalance());
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int sign = -1; sign <= 1; sign += 2) {
            final float[] parameters = random(policy.parameterCount());
            for (int i = plain().parameterCount() - 1; i < parameters.length; i++) {
                parameters[i] *= sign * 2;
            }
            for (double beta = 0.01; beta < 1000; beta *= 1.5) {
                final double factor = factor(policy, parameters, beta);
                assertTrue(factor > 0, "f(" + beta + ") = " + factor);
                least = Math.min(least, factor);
                most = Math.max(most, factor);
            }
        }
        assertTrue(least < 0.1 && most > 2, "the parameters go far in both directions: " + least + " to " + most);
    }

    /** f(β): ratio of a difference of log-probabilities at s₀ to that of the logits. */
    private static double factor(final Policy policy, final float[] parameters, final double beta) {
        final Policy plain = plain();
        final EvaluatedStates scaled = policy.newEvaluatedStates();
        scaled.add(new int[GRID.stateLength()], 0, policy.conditions(1, OptionalDouble.of(beta)), 0);
        policy.evaluate(new JavaBackend(), parameters, scaled);
        final EvaluatedStates raw = plain.newEvaluatedStates();
        raw.add(new int[GRID.stateLength()], 0, plain.conditions(1, OptionalDouble.empty()), 0);
        plain.evaluate(new JavaBackend(), Arrays.copyOf(parameters, plain.parameterCount()), raw);
        return (policy.logForward(scaled, 0, 0) - policy.logForward(scaled, 0, 1))
                / (plain.logForward(raw, 0, 0) - plain.logForward(raw, 0, 1));
    }

    private static Policy plain() {
        return new Policy(GRID, new Architecture(List.of(64, 64), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);
    }

    @ParameterizedTest
    @EnumSource(Entry.class)
    void withoutEffectOfTemperatureItIsTheUnconditionalModel(final Entry entry) {
        final Policy policy = policy(entry, Encoding.LOGARITHM, new TrajectoryBalance());
        final float[] parameters = policy.initialParameters(3);
        final Policy plain = plain();
        final int trunk = plain.parameterCount() - 1;
        System.arraycopy(random(trunk), 0, parameters, 0, trunk);
        final double[] expected = new ExactDistribution(SPACE, plain,
                Arrays.copyOf(parameters, plain.parameterCount()), new JavaBackend(), Progress.NONE).probability();
        assertArrayEquals(expected, law(policy, parameters, 0.3));
        assertArrayEquals(expected, law(policy, parameters, 7));
    }

    private static List<String> draws(final GFlowNetModel model, final double beta) {
        final List<String> drawn = new ArrayList<>();
        new Sampler(model.policy(), model.parameters(), new JavaBackend(), OptionalDouble.of(beta)).draw(100, 5,
                batch -> {
                    for (int b = 0; b < batch.count(); b++) {
                        drawn.add(GRID.text(batch.objects(), b * GRID.stateLength()));
                    }
                }, Progress.NONE);
        return drawn;
    }

    @ParameterizedTest
    @EnumSource(Entry.class)
    void aModelThatIsSavedAndReadDrawsTheSameAtEachTemperature(final Entry entry) throws IOException {
        final Policy policy = policy(entry, Encoding.THERMOMETER, new TrajectoryBalance());
        final GFlowNetModel model = new GFlowNetModel(policy, random(policy.parameterCount()), CORNERS, Map.of());
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelFile.write(model, out);
        final GFlowNetModel read = ModelFile.read(new ByteArrayInputStream(out.toByteArray()));
        assertEquals(policy.temperature(), read.policy().temperature());
        for (final double beta : new double[]{0.5, 1, 2}) {
            assertEquals(draws(model, beta), draws(read, beta));
        }
        assertFalse(draws(read, 0.5).equals(draws(read, 2)));
    }

    @Test
    void threadsChangeNothing() {
        final Policy policy = policy(Entry.BOTH, Encoding.LOGARITHM, new TrajectoryBalance());
        assertArrayEquals(train(policy, new TrajectoryBalance(), settings(30, 1)),
                train(policy, new TrajectoryBalance(), settings(30, 2)));
    }

    @Test
    void statesAreSharedBetweenTemperaturesWhereNetworksDoNotSeeThem() {
        assertTrue(evaluations(Entry.LOGIT) * 2 < evaluations(Entry.LAYER));
    }

    private static long evaluations(final Entry entry) {
        return new Trainer(policy(entry, Encoding.LOGARITHM, new TrajectoryBalance()), REWARD,
                TrainingProcedure.onPolicy(new TrajectoryBalance()).with(RANGE), settings(3, 1), new JavaBackend())
                .train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY).distinctStates();
    }

    @Test
    void objectsFoundAtOneTemperatureAreTrainedAtOthers() {
        final Policy policy = policy(Entry.BOTH, Encoding.LOGARITHM, new TrajectoryBalance());
        final TrainingProcedure procedure = TrainingProcedure
                .withReplay(new TrajectoryBalance(), Replay.prioritised(1000))
                .with(new Temperatures(TemperatureDistribution.constant(1), TemperatureDistribution.uniform(0.5, 2)));
        final float[] parameters = new Trainer(policy, REWARD, procedure, settings(2000, 2), new JavaBackend())
                .train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY).parameters();
        assertEquals(0, Distances.totalVariation(law(policy, parameters, 2), TARGET.tempered(2).probability()), 0.1);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        final Policy conditional = policy(Entry.BOTH, Encoding.LOGARITHM, new TrajectoryBalance());
        refuses("needs a range of inverse temperatures", () -> new Trainer(conditional, REWARD,
                TrainingProcedure.onPolicy(new TrajectoryBalance()), settings(1, 1), new JavaBackend()));
        refuses("knows no inverse temperature", () -> new Trainer(plain(), REWARD,
                TrainingProcedure.onPolicy(new TrajectoryBalance()).with(RANGE), settings(1, 1), new JavaBackend()));
        refuses("say for which inverse temperature",
                () -> new Sampler(conditional, new float[conditional.parameterCount()], new JavaBackend()));
        refuses("knows no inverse temperature", () -> new Sampler(plain(), new float[plain().parameterCount()],
                new JavaBackend(), OptionalDouble.of(1)));
        for (final double beta : new double[]{0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
            refuses("is a number above 0, not " + beta, () -> new Sampler(conditional,
                    new float[conditional.parameterCount()], new JavaBackend(), OptionalDouble.of(beta)));
        }
    }

    private static void refuses(final String words, final Runnable attempt) {
        final String message = assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
        assertTrue(message.contains(words), message);
    }

    @Test
    void distributionsKeepToTheirRanges() {
        for (final String text : List.of("constant:2.0", "uniform:1.0:3.0", "normal:2.0:0.5", "loguniform:1.0:100.0",
                "rising:1.0:3.0", "falling:1.0:3.0")) {
            final TemperatureDistribution distribution = TemperatureDistribution.parse(text);
            assertEquals(text, distribution.toString());
            double mean = 0;
            double meanLog = 0;
            for (int i = 0; i < 20_000; i++) {
                final double beta = distribution.draw(4, i, i / 20_000.0);
                assertTrue(beta >= distribution.lowest() && beta <= distribution.highest());
                mean += beta / 20_000;
                meanLog += Math.log(beta) / 20_000;
            }
            if (text.startsWith("log")) {
                assertEquals(Math.log(10), meanLog, 0.03);
            } else {
                assertEquals(2, mean, 0.02);
            }
        }
        assertTrue(TemperatureDistribution.parse("rising:1:3").draw(1, 1, 0) <= 1.5);
        assertTrue(TemperatureDistribution.parse("falling:1:3").draw(1, 1, 0) >= 2.5);
        for (final String text : List.of("", "uniform", "uniform:1", "uniform:3:1", "uniform:0:1", "constant:x",
                "constant:1:2", "normal:2:-1", "loguniform:1:NaN")) {
            assertThrows(IllegalArgumentException.class, () -> TemperatureDistribution.parse(text), text);
        }
    }
}
