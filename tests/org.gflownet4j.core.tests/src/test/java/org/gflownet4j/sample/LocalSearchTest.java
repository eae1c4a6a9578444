package org.gflownet4j.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.env.Subset;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.LocalSearch.Acceptance;
import org.gflownet4j.train.Trainer;
import org.gflownet4j.train.TrainerSettings;
import org.gflownet4j.train.TrainingProcedure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalSearchTest {

    private static final int CHAINS = 8_000;

    /** An environment, a policy with parameters, and the exact law. */
    private record Task(String name, Policy policy, float[] parameters, LogReward reward, StateSpace space,
            TargetDistribution target) {

        static Task of(final Environment environment, final BackwardPolicy backward, final double logits) {
            final Policy policy = new Policy(environment,
                    new Architecture(List.of(8), Activation.RELU, backward, false), 0);
            final float[] parameters = policy.initialParameters(3);
            for (int i = 0; i < policy.logPartitionAt(); i++) {
                parameters[i] += (float) (logits * (2 * CounterRandom.uniform(5, 0, i) - 1));
            }
            return of(policy, parameters, backward + ", logits of size " + logits);
        }

        /** A policy in the middle of its training: neither uniform nor in balance. */
        static Task halfTrained(final Environment environment) {
            final Policy policy = new Policy(environment,
                    new Architecture(List.of(8), Activation.RELU, BackwardPolicy.LEARNED, false), 0);
            final float[] parameters = new Trainer(policy, unevenReward(environment),
                    TrainingProcedure.onPolicy(new TrajectoryBalance()),
                    new TrainerSettings(60, 16, 0.01, 0.1, Double.POSITIVE_INFINITY, 1, 1), new JavaBackend())
                    .train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY).parameters();
            return of(policy, parameters, "half-trained");
        }

        private static Task of(final Policy policy, final float[] parameters, final String name) {
            final Environment environment = policy.environment();
            final LogReward reward = unevenReward(environment);
            final StateSpace space = StateSpace.of(environment, 10_000, Progress.NONE).orElseThrow();
            return new Task(environment.title() + ", " + name, policy, parameters, reward, space,
                    TargetDistribution.of(space, reward, Progress.NONE));
        }

        /** A perfect sampler's objects. */
        int[] exactDraws() {
            final int width = policy.environment().stateLength();
            final int[] drawn = target.sample(CHAINS, 11);
            final int[] objects = new int[CHAINS * width];
            for (int c = 0; c < CHAINS; c++) {
                System.arraycopy(space.states(), space.objects()[drawn[c]] * width, objects, c * width, width);
            }
            return objects;
        }

        double[] frequencies(final int[] objects, final int count) {
            final int width = policy.environment().stateLength();
            final double[] frequency = new double[space.objects().length];
            final int[] place = new int[space.states().length / width];
            for (int i = 0; i < frequency.length; i++) {
                place[space.objects()[i]] = i;
            }
            for (int c = 0; c < count; c++) {
                frequency[place[space.find(objects, c * width)]] += 1.0 / count;
            }
            return frequency;
        }

        Sampler.Searched search(final int[] objects, final LocalSearch search) {
            return new Sampler(policy, parameters, new JavaBackend()).search(objects,
                    objects.length / policy.environment().stateLength(), search, reward, 17, Progress.NONE);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Rewards between 1 and e³ without a pattern. */
    private static LogReward unevenReward(final Environment environment) {
        final int width = environment.stateLength();
        return (states, count, conditions, result) -> {
            for (int i = 0; i < count; i++) {
                result[i] = 3 * CounterRandom.uniform(23,
                        Arrays.hashCode(Arrays.copyOfRange(states, i * width, (i + 1) * width)), 0);
            }
        };
    }

    static Stream<Task> tasks() {
        final Hypergrid grid = new Hypergrid(2, 5);
        final Sequence anyLength = new Sequence("letters", "ABC", 1, 3, Construction.PREPEND_APPEND);
        return Stream.of(Task.of(grid, BackwardPolicy.UNIFORM, 0), Task.of(grid, BackwardPolicy.LEARNED, 0.7),
                Task.of(grid, BackwardPolicy.MAXIMUM_ENTROPY, 0.7),
                Task.of(new Sequence("letters", "ABC", 2, 4), BackwardPolicy.UNIFORM, 0.7),
                Task.of(anyLength, BackwardPolicy.LEARNED, 0.7),
                Task.of(new Sequence("letters", "AB", 2, 4, Construction.SLOTS), BackwardPolicy.LEARNED, 0.7),
                Task.of(new Subset(6, 3), BackwardPolicy.UNIFORM, 0.7),
                Task.halfTrained(grid), Task.halfTrained(new Sequence("letters", "ABC", 1, 3, Construction.SLOTS)));
    }

    /** Total variation of n independent draws exceeds its mean by more than this with probability e⁻⁸ (McDiarmid). */
    private static double limit(final double[] law) {
        return Distances.noiseFloor(law, CHAINS) + Math.sqrt(8 / (2.0 * CHAINS));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void metropolisHastingsLeavesTheExactLawAsItIsWhateverThePolicy(final Task task) {
        for (final int steps : new int[]{2, 100}) {
            final Sampler.Searched found = task.search(task.exactDraws(),
                    new LocalSearch(5, steps, Acceptance.METROPOLIS_HASTINGS));
            final double[] frequency = task.frequencies(found.objects(), CHAINS);
            final double distance = Distances.totalVariation(frequency, task.target().probability());
            assertTrue(found.acceptedShare() > 0.1, "accepted " + found.acceptedShare());
            assertTrue(distance <= limit(task.target().probability()), steps + " steps: " + distance);
        }
    }

    @Test
    void theSearchFollowsTheRewardToThePowerOfTheInverseTemperature() {
        final Task task = tasks().skip(6).findFirst().orElseThrow();
        for (final double power : new double[]{0, 1.5}) {
            final double[] law = TargetDistribution.of(Arrays.stream(task.target().logReward()).map(r -> power * r)
                    .toArray()).probability();
            // K is large enough to reach every set, so that it also comes from the law of R to that of its power
            final Sampler.Searched found = task.search(task.exactDraws(),
                    new LocalSearch(40, 100, Acceptance.METROPOLIS_HASTINGS, power));
            final double distance = Distances.totalVariation(task.frequencies(found.objects(), CHAINS), law);
            assertTrue(distance <= limit(law), "power " + power + ": " + distance);
            assertTrue(Distances.totalVariation(task.target().probability(), law) > 2 * limit(law));
        }
    }

    /** All objects have reward 1, and fresh policies are uniform: {@code R P_B(τ|x) = Z P_F(τ)} for every trajectory. */
    @Test
    void aPolicyInBalanceHasEveryMoveAccepted() {
        for (final Construction construction : new Construction[]{Construction.APPEND, Construction.SLOTS}) {
            final Sequence letters = new Sequence("letters", "ABC", 4, 4, construction);
            final Policy policy = new Policy(letters,
                    new Architecture(List.of(8), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);
            final Sampler sampler = new Sampler(policy, policy.initialParameters(1), new JavaBackend());
            final int[] objects = new int[100 * letters.stateLength()];
            for (int c = 0; c < 100; c++) {
                letters.parse("CABA", objects, c * letters.stateLength());
            }
            for (int steps = 1; steps <= 5; steps++) {
                final Sampler.Searched found = sampler.search(objects, 100,
                        new LocalSearch(5, steps, Acceptance.METROPOLIS_HASTINGS),
                        (states, count, conditions, result) -> Arrays.fill(result, 0, count, 0.0), 1, Progress.NONE);
                // up to the rounding of single precision
                assertEquals(1, found.acceptedShare(), 1e-3);
            }
        }
    }

    /** Pitfall 10: rewards are those of the objects, not those of the states that the walks back end in. */
    @ParameterizedTest
    @MethodSource("tasks")
    void rewardsThatAreReturnedAreThoseOfTheObjects(final Task task) {
        final int width = task.policy().environment().stateLength();
        final int[] objects = Arrays.copyOf(task.exactDraws(), 600 * width);
        final double[] before = new double[600];
        task.reward().logRewards(objects, 600, Conditions.none(600), before);
        for (final Acceptance acceptance : Acceptance.values()) {
            final Sampler.Searched found = task.search(objects, new LocalSearch(4, 3, acceptance));
            final double[] after = new double[600];
            task.reward().logRewards(found.objects(), 600, Conditions.none(600), after);
            assertArrayEquals(after, found.logReward());
            if (acceptance == Acceptance.BETTER) {
                for (int i = 0; i < 600; i++) {
                    assertTrue(after[i] >= before[i]);
                }
                assertTrue(Arrays.stream(after).sum() > Arrays.stream(before).sum() + 60);
            }
        }
        final LocalSearch search = new LocalSearch(4, 3, Acceptance.METROPOLIS_HASTINGS);
        assertArrayEquals(task.search(objects, search).objects(), task.search(objects, search).objects());
    }

    /** A batch of fresh trajectories and candidates; 3 chains and 6 rounds, two of the fresh ones not searched from. */
    private static Trajectories batch(final Task task, final LocalSearch search, final Exploration exploration) {
        final Trajectories batch = new Trajectories(task.policy(), 23);
        batch.sampleWithLocalSearch(new JavaBackend(), task.parameters(), Conditions.none(23), exploration, search,
                task.reward(), 5, 46);
        return batch;
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyCandidateIsAWholeTrajectoryToItsObjectAndHasItsReward(final Task task) {
        final Environment environment = task.policy().environment();
        final int width = environment.stateLength();
        for (final Acceptance acceptance : Acceptance.values()) {
            final Trajectories batch = batch(task, new LocalSearch(6, 2, acceptance), Exploration.NONE);
            assertEquals(23, batch.count());
            final double[] known = new double[23];
            assertTrue(batch.copyLogRewards(known));
            final double[] rewards = new double[23];
            task.reward().logRewards(batch.objects(), 23, Conditions.none(23), rewards);
            assertArrayEquals(rewards, known);
            final int[] state = new int[width];
            final int[] at = new int[width];
            for (int b = 0; b < 23; b++) {
                environment.writeInitial(state, 0);
                for (int t = 0; t < batch.length(b); t++) {
                    batch.states().copyState(batch.edges().row(b, t), at, 0);
                    assertArrayEquals(state, at);
                    final boolean stops = batch.edges().action(b, t) == environment.stopAction();
                    assertEquals(stops, t == batch.length(b) - 1 && batch.stops(b));
                    if (!stops) {
                        assertEquals(environment.backwardActionOf(state, 0, batch.edges().action(b, t)),
                                batch.edges().backwardAction(b, t));
                        environment.step(state, 0, batch.edges().action(b, t));
                    }
                    // as scoring the walk alone has it: pitfall 13, nothing is kept of how it was drawn
                    assertEquals(logBackward(task, state, batch, b, t), batch.edges().logBackward(b, t), 1e-5);
                }
                assertArrayEquals(state, Arrays.copyOfRange(batch.objects(), b * width, (b + 1) * width));
                assertEquals(batch.stops(b), !environment.isComplete(state, 0));
                // what the walk back had at its end is forgotten
                assertEquals(!batch.stops(b) && task.policy().learnsBackward(),
                        batch.edges().rowAfter(b, batch.length(b) - 1) >= 0);
            }
        }
    }

    /** log P_B of an edge, from an evaluation of the state that it leads to. */
    private static double logBackward(final Task task, final int[] child, final Trajectories batch, final int b,
            final int t) {
        if (batch.edges().backwardAction(b, t) < 0) {
            return 0;
        }
        final Policy policy = task.policy();
        if (policy.learnsBackward()) {
            final EvaluatedStates states = policy.newEvaluatedStates();
            final int row = states.add(child, 0, Conditions.none(1), 0);
            policy.evaluate(new JavaBackend(), task.parameters(), states);
            return policy.logLearnedBackward(states, row, batch.edges().backwardAction(b, t));
        }
        final int[] parent = child.clone();
        policy.environment().stepBack(parent, 0, batch.edges().backwardAction(b, t));
        return policy.fixedBackward().logProbability(policy.fixedBackward().weight(parent, 0), child, 0);
    }

    /** Pitfall 11: walks back and forth of different chains are not mixed up; where one appends, all but the end stays. */
    @Test
    void aCandidateKeepsWhatWasNotTakenBackFromItsOwnChain() {
        final Task task = Task.of(new Sequence("letters", "ABC", 6, 6), BackwardPolicy.UNIFORM, 0.5);
        final Trajectories batch = batch(task, new LocalSearch(6, 2, Acceptance.BETTER), Exploration.NONE);
        final int width = task.policy().environment().stateLength();
        final int fresh = 23 - 6 * 3;
        int changed = 0;
        for (int b = fresh; b < 23; b++) {
            final int chain = (b - fresh) % 3;
            for (int place = 0; place < 5; place++) {
                assertEquals(batch.objects()[chain * width + place], batch.objects()[b * width + place]);
            }
            changed += batch.objects()[chain * width + 6] == batch.objects()[b * width + 6] ? 0 : 1;
        }
        assertTrue(changed > 6, "changed: " + changed);
    }

    /** Every fourth trajectory of a run is tempered: of 16 in a batch, these are never one of the first two. */
    @Test
    void temperedTrajectoriesAreSpreadOverTheFreshOnes() {
        final Task task = Task.of(new Sequence("letters", "ABC", 1, 1), BackwardPolicy.UNIFORM, 2);
        final LocalSearch search = new LocalSearch(7, 1, Acceptance.BETTER);
        final Trajectories batch = new Trajectories(task.policy(), 16);
        final int[] letters = new int[3];
        final int updates = 400;
        for (int update = 0; update < updates; update++) {
            // at this temperature only the likeliest letter is drawn
            batch.sampleWithLocalSearch(new JavaBackend(), task.parameters(), Conditions.none(16),
                    new Exploration(0, 0.25, 1e-3), search, task.reward(), 5, update * 16L);
            letters[batch.edges().action(0, 0)]++;
            letters[batch.edges().action(1, 0)]++;
        }
        final int likeliest = Arrays.stream(letters).max().orElseThrow();
        double highest = 0;
        for (int a = 0; a < 3; a++) {
            highest = Math.max(highest, Math.exp(task.policy().logForward(batch.states(), batch.edges().row(0, 0), a)));
        }
        assertTrue(highest < 0.6, "otherwise this test shows nothing: " + highest);
        assertEquals(0.25 + 0.75 * highest, likeliest / (2.0 * updates), 3.5 * Math.sqrt(0.25 / (2 * updates)));
    }

    @Test
    void smallBatchesHaveFewerRounds() {
        final Task task = tasks().findFirst().orElseThrow();
        final AtomicInteger rewards = new AtomicInteger();
        final LogReward counting = (states, count, conditions, result) -> {
            rewards.addAndGet(count);
            task.reward().logRewards(states, count, conditions, result);
        };
        for (int size = 1; size <= 20; size++) {
            final Trajectories batch = new Trajectories(task.policy(), size);
            rewards.set(0);
            batch.sampleWithLocalSearch(new JavaBackend(), task.parameters(), Conditions.none(size), Exploration.NONE,
                    new LocalSearch(7, 3, Acceptance.BETTER), counting, 5, 0);
            assertEquals(size, batch.count());
            assertEquals(size, rewards.get(), "each reward is computed once");
            for (int b = 0; b < size; b++) {
                assertTrue(batch.length(b) > 0);
            }
        }
    }

    @Test
    void aSearchCanBeCancelledWithinItsWalks() {
        final Task task = tasks().findFirst().orElseThrow();
        final AtomicInteger asked = new AtomicInteger();
        final Progress impatient = new Progress() {
            @Override
            public boolean isCancelled() {
                return asked.incrementAndGet() > 7;
            }
        };
        assertThrows(CancellationException.class,
                () -> new Sampler(task.policy(), task.parameters(), new JavaBackend()).search(task.exactDraws(), CHAINS,
                        new LocalSearch(1_000_000, 3, Acceptance.BETTER), task.reward(), 1, impatient));
        assertEquals(8, asked.get());
    }

    @Test
    void conditionsAndNumbersOutOfRangeAreRefusedInWords() {
        final Task task = tasks().findFirst().orElseThrow();
        final String conditional = assertThrows(IllegalArgumentException.class,
                () -> new Trajectories(task.policy(), 2).sampleWithLocalSearch(new JavaBackend(), task.parameters(),
                        new Conditions(2, 1, new float[2]), Exploration.NONE, new LocalSearch(1, 1, Acceptance.BETTER),
                        task.reward(), 1, 0))
                .getMessage();
        assertTrue(conditional.contains("conditions"), conditional);
        assertThrows(IllegalArgumentException.class, () -> new LocalSearch(0, 1, Acceptance.BETTER));
        assertThrows(IllegalArgumentException.class, () -> new LocalSearch(1, 0, Acceptance.BETTER));
        for (final double wrong : new double[]{-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class,
                    () -> new LocalSearch(1, 1, Acceptance.METROPOLIS_HASTINGS, wrong));
        }
    }
}
