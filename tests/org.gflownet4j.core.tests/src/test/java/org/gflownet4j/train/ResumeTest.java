package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.model.CheckpointFile;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.nn.Schedule;
import org.gflownet4j.objective.LogPartitionVariance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.SoftQLearning;
import org.gflownet4j.objective.SubTrajectoryBalance;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.replay.KnownObjects;
import org.gflownet4j.replay.Replay;
import org.gflownet4j.replay.ReplayContents;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.LocalSearch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training run that is stopped somewhere and resumed ends with the same bits as one that never stopped. */
class ResumeTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final HypergridReward REWARD = new HypergridReward(0.1, 0.5, 2);
    /** With more than 400 updates a line of the log, and a window of the loss, has several. */
    private static final int UPDATES = 700;
    private static final int LINE = UPDATES / 200;
    /** Two shards, the second smaller. */
    private static final int BATCH = 70;

    /** A run, and what it needs. */
    private record Run(String name, Policy policy, TrainingProcedure procedure, TrainerSettings settings) {

        Trainer start(final int threads) {
            return new Trainer(policy, REWARD.on(GRID), procedure, with(threads), new JavaBackend());
        }

        Trainer resume(final TrainingState state, final int threads) {
            return Trainer.resumed(policy, REWARD.on(GRID), procedure, with(threads), new JavaBackend(), state);
        }

        private TrainerSettings with(final int threads) {
            return new TrainerSettings(settings.updates(), settings.batchSize(), settings.optimisation(),
                    settings.exploration(), settings.seconds(), settings.seed(), threads, settings.keepBest(),
                    settings.stopAtPlateau(), settings.plateauSteps());
        }

        /** To a checkpoint file and back. */
        TrainingState throughFile(final TrainingResult result, final TrainingState state) {
            try {
                final ByteArrayOutputStream out = new ByteArrayOutputStream();
                CheckpointFile.write(checkpoint(result, state), out);
                return CheckpointFile.read(new ByteArrayInputStream(out.toByteArray())).state();
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Checkpoint checkpoint(final TrainingResult result, final TrainingState state) {
            return new Checkpoint(new GFlowNetModel(policy, result.parameters(), REWARD, Map.of()), state);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Run run(final String name, final boolean keepBest, final int plateau, final Objective... phases) {
        return run(name, keepBest, plateau, Arrays.stream(phases).map(phase -> new Phase(BatchSource.ON_POLICY, phase))
                .toList(), Optional.empty());
    }

    private static Run run(final String name, final boolean keepBest, final int plateau, final List<Phase> phases,
            final Optional<Replay> replay) {
        final boolean flow = phases.get(0).objective() instanceof SubTrajectoryBalance;
        final Policy policy = new Policy(GRID,
                new Architecture(List.of(16), Activation.RELU, BackwardPolicy.UNIFORM, flow), 0);
        // so large a rate that the loss goes up and down; clipped, with decay, and exploration in its first half
        final TrainerSettings settings = new TrainerSettings(UPDATES, BATCH,
                new Optimisation(0.03, 0.1, 1e-3, 5, Schedule.cosine(0.01).withWarmUp(0.02), Schedule.exponential(0.1)),
                new Exploration(0.1, 0.3, 0.5),
                Double.POSITIVE_INFINITY, 3, 1, keepBest, plateau > 0, Math.max(1, plateau));
        return new Run(name, policy, new TrainingProcedure(phases, replay, Novelty.NONE), settings);
    }

    static Stream<Run> runs() {
        return Stream.of(
                run("trajectory balance, the best, to a plateau", true, 60, new TrajectoryBalance()),
                run("sub-trajectory balance, the best", true, 0, new SubTrajectoryBalance(0.9)),
                run("soft Q-learning: a target network", true, 0, new SoftQLearning()),
                run("log-partition variance: log Z of the last batch", false, 0, new LogPartitionVariance()),
                run("two phases, to a plateau", false, 90, new LogPartitionVariance(), new TrajectoryBalance()),
                replaying(Replay.firstInFirstOut(30), false), replaying(Replay.prioritised(40), true),
                replaying(Replay.diverse(50, 1).with(KNOWN), false), localSearch());
    }

    private static final KnownObjects KNOWN = KnownObjects.of(GRID, List.of("1 1", "3 2", "7 7"),
            new double[]{1, -2, 0.5}, new long[]{1, 2, 3});

    /** Replay before or after fresh objects, so that a run is interrupted between the two in both orders. */
    private static Run replaying(final Replay replay, final boolean freshFirst) {
        final Objective objective = new TrajectoryBalance();
        final List<Phase> phases = freshFirst
                ? List.of(new Phase(BatchSource.ON_POLICY, objective), new Phase(BatchSource.REPLAY, objective))
                : TrainingProcedure.withReplay(objective, replay).phases();
        return run("replay: " + replay + (freshFirst ? ", fresh objects first" : ""), freshFirst, 0, phases,
                Optional.of(replay));
    }

    private static Run localSearch() {
        final Run run = run("local search that fades", true, 0, new TrajectoryBalance());
        final BatchSource source = new LocalSearchSource(
                new LocalSearch(7, 4, LocalSearch.Acceptance.METROPOLIS_HASTINGS), REWARD.on(GRID), true);
        return new Run(run.name(), run.policy(),
                new TrainingProcedure(List.of(new Phase(source, new TrajectoryBalance()))), run.settings());
    }

    /** What a process that is killed does not survive. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Trains up to an update, and returns what a checkpoint file written there holds. */
    private static TrainingState killedAt(final int update, final Run run, final Trainer trainer) {
        final TrainingState[] kept = new TrainingState[1];
        assertThrows(Killed.class, () -> trainer.train(Progress.NONE, result -> {
            if (result.updates() == update) {
                kept[0] = run.throughFile(result, trainer.state());
                throw new Killed();
            }
        }, Double.MIN_VALUE));
        return kept[0];
    }

    private static TrainingResult finish(final Trainer trainer) {
        return trainer.train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY);
    }

    private static void assertSame(final Trainer expected, final Trainer actual) {
        final TrainingResult one = expected.result();
        final TrainingResult two = actual.result();
        assertArrayEquals(bits(one.parameters()), bits(two.parameters()));
        assertEquals(one.keptUpdate(), two.keptUpdate());
        assertEquals(one.updates(), two.updates());
        assertEquals(one.trajectories(), two.trajectories());
        assertEquals(one.distinctStates(), two.distinctStates());
        assertEquals(one.end(), two.end());
        assertEquals(withoutSeconds(one.log()), withoutSeconds(two.log()));
        assertSame(expected.state(), actual.state());
    }

    private static void assertSame(final TrainingState one, final TrainingState two) {
        assertEquals(one.setup(), two.setup());
        assertEquals(one.counters(), two.counters());
        assertEquals(withoutSeconds(one.measures()), withoutSeconds(two.measures()));
        assertEquals(one.vectors().keySet(), two.vectors().keySet());
        one.vectors().forEach((name, vector) -> assertArrayEquals(bits(vector), bits(two.vectors().get(name)), name));
        assertEquals(withoutSeconds(one.log()), withoutSeconds(two.log()));
        assertEquals(one.replay().width(), two.replay().width());
        assertArrayEquals(one.replay().states(), two.replay().states());
        assertArrayEquals(one.replay().logRewards(), two.replay().logRewards());
    }

    private static int[] bits(final float[] values) {
        final int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    private static Map<String, Double> withoutSeconds(final Map<String, Double> measures) {
        final Map<String, Double> rest = new TreeMap<>(measures);
        rest.remove("seconds");
        rest.remove("warm-up.seconds");
        return rest;
    }

    /** Records compare their doubles bit by bit. */
    private static List<LogRow> withoutSeconds(final List<LogRow> rows) {
        return rows.stream().map(row -> new LogRow(row.update(), row.trajectories(), row.loss(), row.logPartition(),
                row.meanReward(), 0)).toList();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aRunThatIsKilledAndResumedTwiceIsTheSame(final Run run) {
        final Trainer whole = run.start(1);
        final int end = finish(whole).updates();
        assertTrue(end > 3 * LINE, "otherwise this test shows nothing: " + end);
        for (int round = 0; round < 3; round++) {
            final int first = 1 + (int) (CounterRandom.uniform(7, round, run.name().length()) * (end - 2));
            final int second = first + 1 + (int) (CounterRandom.uniform(8, round, first) * (end - first - 1));
            final int threads = 1 + round;
            final TrainingState cut = killedAt(first, run, run.start(1));
            assertEquals(first, cut.updates());
            final TrainingState again = killedAt(second, run, run.resume(cut, threads));
            final Trainer resumed = run.resume(again, 4 - threads);
            finish(resumed);
            assertSame(whole, resumed);
        }
    }

    @Test
    void theRunsShowWhatTheyAreMeantTo() {
        final TrainingResult plateau = finish(runs().findFirst().orElseThrow().start(1));
        assertEquals(TrainingResult.End.PLATEAU, plateau.end());
        assertTrue(plateau.keptUpdate() < plateau.updates());
        assertTrue(plateau.updates() < UPDATES);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aRunThatIsCancelledAnywhereInAnUpdateIsTheSameWhenItIsResumed(final Run run) {
        final Trainer whole = run.start(1);
        finish(whole);
        // it asks before and after each shard's gradient, several times per update: all of these places are hit
        for (int asks = 40; asks < 64; asks++) {
            final AtomicInteger left = new AtomicInteger(asks);
            final Trainer cancelled = run.start(1);
            final TrainingResult then = cancelled.train(new Progress() {
                @Override
                public boolean isCancelled() {
                    return left.getAndDecrement() <= 0;
                }
            }, state -> {}, Double.POSITIVE_INFINITY);
            assertEquals(TrainingResult.End.CANCELLED, then.end());
            final Trainer resumed = run.resume(run.throughFile(then, cancelled.state()), 1);
            assertArrayEquals(bits(then.parameters()), bits(resumed.result().parameters()));
            if (asks % 8 == 0) {
                finish(resumed);
                assertSame(whole, resumed);
            } else {
                assertSame(killedAt(20, run, run.start(1)), killedAt(20, run, resumed));
            }
        }
    }

    @Test
    void aProcessThatDiesInAnUpdateGoesOnFromTheLastCheckpointFile(@TempDir final Path folder) throws IOException {
        final Run run = runs().skip(1).findFirst().orElseThrow();
        final Trainer whole = run.start(1);
        finish(whole);
        final Path file = folder.resolve("checkpoint.gflownet");
        int resumedAt = 0;
        for (final int life : new int[]{600, 800, 1000}) {
            final Trainer trainer = Files.exists(file) ? run.resume(CheckpointFile.load(file).state(), 2)
                    : run.start(2);
            final AtomicInteger left = new AtomicInteger(life);
            assertThrows(Killed.class, () -> trainer.train(new Progress() {
                @Override
                public boolean isCancelled() {
                    if (left.getAndDecrement() <= 0) {
                        throw new Killed();
                    }
                    return false;
                }
            }, result -> {
                if (result.updates() % 11 == 0) {
                    try {
                        CheckpointFile.save(run.checkpoint(result, trainer.state()), file);
                    } catch (final IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }, Double.MIN_VALUE));
            final int reached = CheckpointFile.load(file).state().updates();
            assertTrue(reached > resumedAt, reached + " after " + resumedAt);
            resumedAt = reached;
        }
        final Trainer last = run.resume(CheckpointFile.load(file).state(), 1);
        finish(last);
        assertSame(whole, last);
    }

    @Test
    void aRunThatHasEndedStaysAsItIs() {
        final Run run = runs().findFirst().orElseThrow();
        final Trainer ended = run.start(1);
        final TrainingResult result = finish(ended);
        final Trainer resumed = run.resume(run.throughFile(result, ended.state()), 1);
        finish(resumed);
        assertSame(ended, resumed);
    }

    @Test
    void theClockAndTheTimeBudgetGoOn() {
        final Run run = runs().findFirst().orElseThrow();
        final TrainingState state = killedAt(30, run, run.start(1));
        final TreeMap<String, Double> late = new TreeMap<>(state.measures());
        late.put("seconds", 1000.0);
        final Trainer resumed = run.resume(
                new TrainingState(state.setup(), state.counters(), late, state.vectors(), state.log()), 1);
        assertTrue(finish(resumed).log().stream().filter(row -> row.update() > 30).allMatch(
                row -> row.seconds() >= 1000));

        final TrainerSettings limited = new TrainerSettings(UPDATES, BATCH, 1e-3, 0.1, 900, 3, 1);
        final Trainer before = new Trainer(run.policy(), REWARD.on(GRID), run.procedure(), limited, new JavaBackend());
        final TrainingState limitedState = killedAt(5, run, before);
        final TrainingResult over = finish(Trainer.resumed(run.policy(), REWARD.on(GRID), run.procedure(), limited,
                new JavaBackend(), new TrainingState(limitedState.setup(), limitedState.counters(), late,
                        limitedState.vectors(), limitedState.log())));
        assertEquals(TrainingResult.End.TIME_BUDGET, over.end());
        assertEquals(5, over.updates());
    }

    @Test
    void otherSettingsAreRefusedWithBothValues() {
        final Run run = runs().findFirst().orElseThrow();
        final TrainingState state = killedAt(5, run, run.start(1));
        final TrainerSettings s = run.settings();
        final TrainerSettings other = new TrainerSettings(600, 64, s.optimisation(), s.exploration(), s.seconds(), 4, 1,
                s.keepBest(), s.stopAtPlateau(), s.plateauSteps());
        final String message = assertThrows(IllegalArgumentException.class, () -> Trainer.resumed(run.policy(),
                REWARD.on(GRID), run.procedure(), other, new JavaBackend(), state)).getMessage();
        assertEquals("The training that should go on had other settings: updates 700 there, 600 here; batch size 70 "
                + "there, 64 here; seed 3 there, 4 here.", message);
        final Policy wider = new Policy(GRID,
                new Architecture(List.of(17), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);
        final String network = assertThrows(IllegalArgumentException.class, () -> Trainer.resumed(wider,
                REWARD.on(GRID), TrainingProcedure.onPolicy(new LogPartitionVariance()), s, new JavaBackend(), state))
                .getMessage();
        assertTrue(network.contains("network ") && network.contains("objective TrajectoryBalance"), network);
    }

    @Test
    void aStateThatIsImpossibleIsRefusedInWords() {
        final Run run = runs().skip(2).findFirst().orElseThrow();
        final TrainingState state = killedAt(5, run, run.start(1));
        for (final String name : state.counters().keySet()) {
            for (final Long value : new Long[]{null, -1L, Long.MAX_VALUE}) {
                final TreeMap<String, Long> counters = new TreeMap<>(state.counters());
                counters.put(name, value);
                if (value == null || value < 0 || !name.equals("adamSteps")) {
                    refused(run, new TrainingState(state.setup(), counters, state.measures(), state.vectors(),
                            state.log()), name);
                }
            }
        }
        for (final String name : state.measures().keySet()) {
            final TreeMap<String, Double> measures = new TreeMap<>(state.measures());
            measures.remove(name);
            refused(run, new TrainingState(state.setup(), state.counters(), measures, state.vectors(), state.log()),
                    name);
        }
        for (final String name : List.of("parameters", "target", "adam-means", "adam-squares", "kept")) {
            final TreeMap<String, float[]> vectors = new TreeMap<>(state.vectors());
            vectors.put(name, new float[3]);
            refused(run, new TrainingState(state.setup(), state.counters(), state.measures(), vectors, state.log()),
                    name);
            final float[] broken = state.vectors().get(name).clone();
            broken[2] = Float.NaN;
            vectors.put(name, broken);
            refused(run, new TrainingState(state.setup(), state.counters(), state.measures(), vectors, state.log()),
                    "");
        }
    }

    @Test
    void aReplayBufferThatIsImpossibleOrMissingIsRefusedInWords() {
        final Run run = replaying(Replay.prioritised(40), false);
        final TrainingState state = killedAt(5, run, run.start(1));
        assertTrue(state.replay().size() > 10);
        final ReplayContents held = state.replay();
        final int[] outside = held.states().clone();
        outside[3] = 8;
        refused(run, with(state, new ReplayContents(2, outside, held.logRewards())), "no object of the design space");
        final double[] unordered = held.logRewards().clone();
        unordered[0] = 1e6;
        refused(run, with(state, new ReplayContents(2, held.states(), unordered)), "order of its rewards");
        refused(run, with(state, ReplayContents.NONE), "an object of its replay buffer has 0 numbers");
        refused(replaying(Replay.prioritised(41), false), state, "replay PRIORITISED of 40 objects there");
        refused(replaying(Replay.prioritised(40).with(KNOWN), false), state, "with 3 known ones");
        refused(runs().findFirst().orElseThrow(), state, "source of objects objects drawn again");
    }

    private static TrainingState with(final TrainingState state, final ReplayContents replay) {
        return new TrainingState(state.setup(), state.counters(), state.measures(), state.vectors(), state.log(),
                replay);
    }

    private static void refused(final Run run, final TrainingState state, final String word) {
        final String message = assertThrows(IllegalArgumentException.class, () -> run.resume(state, 1), word)
                .getMessage();
        assertTrue(message.contains(word), message);
    }

    @Test
    void afterARewardThatIsNoNumberTheModelBeforeItIsThere() {
        final Run run = runs().findFirst().orElseThrow();
        final LogReward good = REWARD.on(GRID);
        for (final double bad : new double[]{Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
            final AtomicInteger batches = new AtomicInteger();
            final LogReward breaking = (states, count, conditions, result) -> {
                good.logRewards(states, count, Conditions.none(count), result);
                // the second shard of the sixth update
                if (batches.incrementAndGet() == 12) {
                    result[1] = bad;
                }
            };
            final Trainer trainer = new Trainer(run.policy(), breaking, run.procedure(), run.settings(),
                    new JavaBackend());
            final String message = assertThrows(TrainingDivergedException.class, () -> finish(trainer)).getMessage();
            assertTrue(message.contains("at update 6: the reward of the object \"") && message.contains("" + bad),
                    message);
            assertEquals(TrainingResult.End.DIVERGED, trainer.result().end());
            assertEquals(5, trainer.result().updates());
            assertSame(killedAt(5, run, run.start(1)), trainer.state());
        }
    }

    @Test
    void afterALossThatIsNoNumberTheModelBeforeItIsThere() {
        final Run run = runs().findFirst().orElseThrow();
        final LogReward good = REWARD.on(GRID);
        final AtomicInteger batches = new AtomicInteger();
        final LogReward breaking = (states, count, conditions, result) -> {
            good.logRewards(states, count, Conditions.none(count), result);
            if (batches.incrementAndGet() == 12) {
                result[1] = 1e300;
            }
        };
        final Trainer trainer = new Trainer(run.policy(), breaking, run.procedure(), run.settings(),
                new JavaBackend());
        final String message = assertThrows(TrainingDivergedException.class, () -> finish(trainer)).getMessage();
        assertTrue(message.contains("trajectory balance broke down at update 6: the loss became Infinity"), message);
        assertSame(killedAt(5, run, run.start(1)), trainer.state());
    }
}
