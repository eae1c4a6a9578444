package org.gflownet4j.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThompsonTest {

    private static final Hypergrid GRID = new Hypergrid(2, 5);
    private static final int DRAWS = 20_000;
    private static final long SEED = 7;
    private static final int STATES = GRID.maxTrajectoryLength();

    /** Four standard deviations of a share of draws. */
    private static double fourSigma(final double chance) {
        return 4 * Math.sqrt(chance * (1 - chance) / DRAWS);
    }

    /** strength = 1 − share / 0.5, as exploration fades at half of the training. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.5})
    void headsDrawAndLearnAsOftenAsTheirChancesSay(final double shareOfTraining) {
        final Exploration exploration = Exploration.NONE.at(shareOfTraining);
        final double strength = 1 - 2 * shareOfTraining;
        final Thompson thompson = new Thompson(4, 1, 0.3);
        final int[] draws = new int[4];
        final int[] lessons = new int[4];
        for (int stream = 0; stream < DRAWS; stream++) {
            draws[Thompson.drawingHead(4, exploration, SEED, stream)]++;
            for (int head = 0; head < 4; head++) {
                lessons[head] += thompson.learns(head, exploration, SEED, stream) ? 1 : 0;
            }
        }
        for (int head = 0; head < 4; head++) {
            final double first = head == 0 ? 1 - strength : 0;
            final double draw = first + strength / 4;
            final double learn = first + strength * 0.3;
            assertEquals(draw, draws[head] / (double) DRAWS, fourSigma(draw));
            assertEquals(learn, lessons[head] / (double) DRAWS, fourSigma(learn));
        }
    }

    /** Letters, so that a batch of many trajectories is small. */
    private static Trajectories batch(final int count) {
        final Policy policy = new Policy(new Sequence("letters", "AB", 1, 1),
                new Architecture(List.of(1), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);
        final Trajectories batch = new Trajectories(policy, count);
        batch.sampleForward(new JavaBackend(), policy.initialParameters(1), count, Conditions.none(count), SEED, 40);
        return batch;
    }

    private static int[] pairs(final Lessons lessons, final int first) {
        final int[] pairs = new int[lessons.count()];
        Arrays.setAll(pairs, i -> 10 * (first + lessons.trajectory(i)) + lessons.head(i));
        return pairs;
    }

    /** The expected number per trajectory is heads · share, plus one where no head was chosen: (1 − share)^heads. */
    @Test
    void lessonsBelongToTheTrajectoryHoweverABatchIsCutAndNoneIsLost() {
        final Thompson thompson = new Thompson(3, 1, 0.5);
        final Lessons whole = new Lessons(batch(DRAWS));
        whole.draw(thompson, Exploration.NONE, SEED, 40);
        final boolean[] isLearned = new boolean[DRAWS];
        for (int i = 0; i < whole.count(); i++) {
            isLearned[whole.trajectory(i)] = true;
        }
        for (final boolean one : isLearned) {
            assertTrue(one);
        }
        assertEquals(1.5 + 0.125, whole.count() / (double) DRAWS, 4 * Math.sqrt(0.75 / DRAWS));
        final int[] all = pairs(whole, 0);
        final Lessons part = new Lessons(batch(2500));
        int at = 0;
        for (int from = 0; from < DRAWS; from += 2500) {
            part.draw(thompson, Exploration.NONE, SEED, 40 + from);
            assertArrayEquals(Arrays.copyOfRange(all, at, at + part.count()), pairs(part, from));
            at += part.count();
        }
        assertEquals(all.length, at);
    }

    @Test
    void whenExplorationHasFadedTheFirstHeadLearnsFromAllAndNoOtherDoes() {
        final Lessons faded = new Lessons(batch(100));
        faded.draw(new Thompson(5, 1, 0.5), Exploration.NONE.at(0.5), SEED, 0);
        final Lessons plain = new Lessons(batch(100));
        assertArrayEquals(pairs(plain, 0), pairs(faded, 0));
    }

    private static Policy policy(final boolean separateTrunks) {
        return new Policy(GRID, new Architecture(List.of(9, 30), Activation.RELU, true, BackwardPolicy.LEARNED,
                separateTrunks, true, true), 0);
    }

    private static EvaluatedStates evaluated(final Policy policy, final float[] parameters) {
        final StateSpace space = StateSpace.of(GRID, 1000, Progress.NONE).orElseThrow();
        final EvaluatedStates states = policy.newEvaluatedStates();
        for (int s = 0; s < STATES; s++) {
            states.add(space.states(), s * GRID.stateLength(), Conditions.none(1), 0);
        }
        policy.evaluate(new JavaBackend(), parameters, states);
        return states;
    }

    private static float[] random(final int count) {
        final float[] parameters = new float[count];
        for (int i = 0; i < count; i++) {
            parameters[i] = (float) (2 * CounterRandom.uniform(3, 0, i) - 1);
        }
        return parameters;
    }

    private static boolean isLegal(final int state, final int action, final EvaluatedStates states) {
        final int[] copy = new int[GRID.stateLength()];
        states.copyState(state, copy, 0);
        final boolean[] legal = new boolean[GRID.forwardActions()];
        GRID.forwardMask(copy, 0, legal, 0);
        return legal[action];
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thePolicyOfTheFirstHeadSaysTheSameToTheLastBit(final boolean separateTrunks) {
        final Policy single = policy(separateTrunks);
        final Policy several = single.withHeads(4, 1);
        final float[] parameters = random(several.parameterCount());
        final float[] first = several.ofFirstHead(parameters);
        assertEquals(single.parameterCount(), first.length);
        assertEquals(parameters[several.logPartitionAt()], first[single.logPartitionAt()]);
        final EvaluatedStates expected = evaluated(several, parameters);
        final EvaluatedStates actual = evaluated(single, first);
        for (int s = 0; s < STATES; s++) {
            assertEquals(several.logFlow(expected, s), single.logFlow(actual, s));
            assertEquals(several.stateValue(expected, s), single.stateValue(actual, s));
            assertEquals(expected.logBackwardSum(s), actual.logBackwardSum(s));
            for (int a = 0; a < GRID.forwardActions(); a++) {
                assertEquals(several.logForward(expected, s, 0, a), single.logForward(actual, s, a));
            }
        }
    }

    /** Each head's probabilities sum to 1, and heads of random weights differ. */
    @Test
    void everyHeadIsAPolicyOfItsOwn() {
        final Policy several = policy(false).withHeads(3, 0);
        final EvaluatedStates states = evaluated(several, random(several.parameterCount()));
        for (int s = 0; s < STATES; s++) {
            for (int head = 0; head < 3; head++) {
                double sum = 0;
                for (int a = 0; a < GRID.forwardActions(); a++) {
                    sum += isLegal(s, a, states) ? Math.exp(several.logForward(states, s, head, a)) : 0;
                }
                assertEquals(1, sum, 1e-6);
                assertTrue(Math.abs(several.logForward(states, s, head, 2)
                        - several.logForward(states, s, (head + 1) % 3, 2)) > 1e-4);
            }
        }
    }

    /**
     * Differences of two logits have variance 2β² in the mean over networks, as hidden values have a mean square of 1.
     */
    @ParameterizedTest
    @CsvSource({"1", "3"})
    void headsStartApartByTheirPrior(final double prior) {
        final Policy policy = new Policy(GRID,
                new Architecture(List.of(100, 100), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);
        final Policy several = policy.withHeads(40, prior);
        double squares = 0;
        for (int seed = 0; seed < 20; seed++) {
            final EvaluatedStates states = evaluated(several, several.initialParameters(seed));
            for (int head = 0; head < 40; head++) {
                final double difference = several.logForward(states, 1, head, 0)
                        - several.logForward(states, 1, head, 1);
                squares += difference * difference / 800;
            }
        }
        assertEquals(2 * prior * prior, squares, 0.2 * 2 * prior * prior);
        // the trunk is that of the policy itself
        final float[] one = policy.initialParameters(5);
        final float[] first = several.ofFirstHead(several.initialParameters(5));
        final int last = 101 * GRID.forwardActions() + 1;
        assertArrayEquals(Arrays.copyOf(one, one.length - last), Arrays.copyOf(first, first.length - last));
    }

    /** Pitfall 12. One letter of two: the biases of the output layer are the logits, of the first head, then of the second. */
    @Test
    void eachTrajectoryFollowsItsHeadAndIsScoredWithThePolicyItself() {
        final Sequence letters = new Sequence("letters", "AB", 1, 1);
        final Policy policy = new Policy(letters,
                new Architecture(List.of(1), Activation.RELU, BackwardPolicy.UNIFORM, false), 0).withHeads(2, 0);
        final float[] parameters = policy.initialParameters(1);
        parameters[policy.logPartitionAt() - 4] = 20;
        parameters[policy.logPartitionAt() - 1] = 20;
        final Trajectories batch = new Trajectories(policy, 100);
        batch.sampleForward(new JavaBackend(), parameters, 100, Conditions.none(100), SEED, 30);
        int second = 0;
        for (int b = 0; b < 100; b++) {
            final int head = Thompson.drawingHead(2, Exploration.NONE, SEED, 30 + b);
            final int letter = "AB".indexOf(letters.text(batch.objects(), b * letters.stateLength()));
            assertEquals(head, letter);
            assertEquals(letter == 0 ? 0 : -20, batch.logWeight(b), 1e-6);
            second += head;
        }
        assertTrue(second > 30 && second < 70, "second head: " + second);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0.5", "101, 1, 0.5", "2, -0.1, 0.5", "2, 11, 0.5", "2, NaN, 0.5", "2, 1, 0", "2, 1, 1.1",
            "2, 1, NaN"})
    void numbersOutOfRangeAreRefused(final int heads, final double prior, final double share) {
        final String message = assertThrows(IllegalArgumentException.class, () -> new Thompson(heads, prior, share))
                .getMessage();
        assertTrue(message.contains("must be"), message);
    }
}
