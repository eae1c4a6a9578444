package org.gflownet4j.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorationTest {

    private static final int DRAWS = 40_000;

    /** One letter of four, so that the biases of the output layer are the logits. */
    private static final Sequence LETTERS = new Sequence("letters", "ABCD", 1, 1);

    private static final Policy POLICY = new Policy(LETTERS,
            new Architecture(List.of(1), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);

    private static final double[] LOGITS = {0, 1, 2, -200};

    private static float[] parameters() {
        final float[] parameters = POLICY.initialParameters(1);
        for (int a = 0; a < LOGITS.length; a++) {
            parameters[POLICY.logPartitionAt() - LOGITS.length + a] = (float) LOGITS[a];
        }
        return parameters;
    }

    private static double[] shares(final Exploration exploration, final Trajectories batch) {
        batch.sampleForward(new JavaBackend(), parameters(), DRAWS, Conditions.none(DRAWS), exploration, 1, 0);
        final double[] share = new double[LOGITS.length];
        for (int b = 0; b < DRAWS; b++) {
            share[batch.edges().action(b, 0)] += 1.0 / DRAWS;
        }
        return share;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.002, 0.25, 0.5, 1, 2, 500})
    void temperedStepsHaveThePolicysProbabilityToThePowerOfOneOverT(final double temperature) {
        final Trajectories batch = new Trajectories(POLICY, DRAWS);
        final double[] share = shares(new Exploration(0, 1, temperature), batch);
        double sum = 0;
        for (final double logit : LOGITS) {
            // as single-precision probabilities have it, what is too unlikely never happens
            sum += logit < -100 ? 0 : Math.exp((logit - 2) / temperature);
        }
        for (int a = 0; a < LOGITS.length; a++) {
            final double expected = LOGITS[a] < -100 ? 0 : Math.exp((LOGITS[a] - 2) / temperature) / sum;
            assertEquals(expected, share[a], 4 * Math.sqrt(0.25 / DRAWS), "letter " + a);
        }
    }

    @Test
    void explorationIsScoredWithThePolicyItself() {
        final Trajectories batch = new Trajectories(POLICY, DRAWS);
        shares(new Exploration(0.2, 0.5, 0.25), batch);
        final double normaliser = Math.log(1 + Math.E + Math.exp(2));
        for (int b = 0; b < 100; b++) {
            assertEquals(LOGITS[batch.edges().action(b, 0)] - normaliser, batch.logWeight(b), 1e-5);
        }
    }

    @Test
    void randomAndTemperedStepsMix() {
        final double[] share = shares(new Exploration(0.4, 0.5, 1e-3), new Trajectories(POLICY, DRAWS));
        final double sum = 1 + Math.E + Math.exp(2);
        // a quarter of the random steps each; of the others, half are the likeliest, half the policy's
        assertEquals(0.1 + 0.3 / sum, share[0], 0.01);
        assertEquals(0.1 + 0.3 + 0.3 * Math.exp(2) / sum, share[2], 0.01);
        assertEquals(0.1, share[3], 0.01);
    }

    /** What comes of them, training says: the loss is no number either. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void logitsThatAreNoNumbersStillGiveLegalSteps(final double temperedShare) {
        final float[] parameters = new float[POLICY.parameterCount()];
        Arrays.fill(parameters, Float.NaN);
        final Trajectories batch = new Trajectories(POLICY, 10);
        batch.sampleForward(new JavaBackend(), parameters, 10, Conditions.none(10),
                new Exploration(0, temperedShare, 0.5), 1, 0);
        for (int b = 0; b < 10; b++) {
            assertEquals(1, batch.length(b));
            assertTrue(batch.edges().action(b, 0) >= 0);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.25, 0.5, 0.9, 1})
    void temperedTrajectoriesAreSpreadEvenly(final double share) {
        final Exploration exploration = new Exploration(0, share, 0.5);
        for (int from = 0; from < 100; from += 20) {
            final long tempered = LongStream.range(from, from + 20)
                    .filter(stream -> exploration.temperatureOf(stream) == 0.5).count();
            assertEquals(20 * share, tempered, 1e-9);
        }
    }

    @Test
    void itFallsToNothingHalfWay() {
        final Exploration start = new Exploration(0.2, 0.8, 0.25);
        assertEquals(start, start.at(0));
        assertEquals(new Exploration(0.1, 0.4, 0.25, 0, 0.5, 0.5), start.at(0.25));
        assertEquals(new Exploration(0, 0, 0.25, 0, 0.5, 0), start.at(0.5));
        assertEquals(new Exploration(0, 0, 0.25, 0, 0.5, 0), start.at(1));
    }

    @Test
    void allOfItFadesByOneScheduleThatMayEndLateOrNever() {
        final Exploration toTheEnd = new Exploration(0.2, 0.8, 0.25, 4, 1);
        assertEquals(new Exploration(0.1, 0.4, 0.25, 2, 1, 0.5), toTheEnd.at(0.5));
        assertEquals(new Exploration(0, 0, 0.25, 0, 1, 0), toTheEnd.at(1));
        final Exploration forEver = new Exploration(0.2, 0.8, 0.25, 4, Double.POSITIVE_INFINITY);
        assertEquals(forEver, forEver.at(1));
    }

    /** Letters or stop after the first; the logits are those of A, B and stop. */
    private static double[] sharesOfSecondStep(final Exploration exploration, final double[] logits) {
        final Policy policy = new Policy(new Sequence("letters", "AB", 1, 2),
                new Architecture(List.of(1), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);
        final float[] parameters = policy.initialParameters(1);
        for (int a = 0; a < logits.length; a++) {
            parameters[policy.logPartitionAt() - logits.length + a] = (float) logits[a];
        }
        final Trajectories batch = new Trajectories(policy, DRAWS);
        batch.sampleForward(new JavaBackend(), parameters, DRAWS, Conditions.none(DRAWS), exploration, 1, 0);
        final double[] share = new double[logits.length];
        final double normaliser = Math.log(Arrays.stream(logits).map(Math::exp).sum());
        for (int b = 0; b < DRAWS; b++) {
            share[batch.edges().action(b, 1)] += 1.0 / DRAWS;
            // scored with the policy itself
            assertEquals(logits[batch.edges().action(b, 1)] - normaliser, batch.edges().logForward(b, 1), 1e-5);
        }
        return share;
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "0.7, 1, 0", "3, 1, 0", "100, 1, 0", "0.7, 0.5, 0", "0.7, 2, 0", "3, 0.5, 0.3"})
    void theStopBiasIsSubtractedFromTheLogitOfTheStopAction(final double bias, final double temperature,
            final double epsilon) {
        final double[] logits = {0, -1, 1.5};
        final double[] share = sharesOfSecondStep(new Exploration(epsilon, 1, temperature, bias, 1), logits);
        final double[] weight = {1, Math.exp(-1 / temperature), Math.exp((1.5 - bias) / temperature)};
        final double sum = Arrays.stream(weight).sum();
        for (int a = 0; a < 3; a++) {
            assertEquals(epsilon / 3 + (1 - epsilon) * weight[a] / sum, share[a], 4 * Math.sqrt(0.25 / DRAWS),
                    "action " + a);
        }
    }

    @Test
    void aStopThatIsAllThatIsPossibleIsTakenInSpiteOfItsBias() {
        final double[] share = sharesOfSecondStep(new Exploration(0, 0, 1, 100, 1), new double[]{-300, -300, 0});
        assertEquals(1, share[2], 1e-9);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        for (final double wrong : new double[]{-0.01, 1.01, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new Exploration(wrong, 0, 1));
            assertThrows(IllegalArgumentException.class, () -> new Exploration(0, wrong, 1));
            assertThrows(IllegalArgumentException.class, () -> new Exploration(0, 0, 1, 0, 0.5, wrong));
        }
        for (final double wrong : new double[]{-1, 101, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new Exploration(0, 0, 1, wrong, 1));
        }
        for (final double wrong : new double[]{-1, 0, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new Exploration(0, 0, 1, 0, wrong));
        }
        for (final double wrong : new double[]{0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            final String message = assertThrows(IllegalArgumentException.class, () -> new Exploration(0, 0, wrong))
                    .getMessage();
            assertTrue(message.contains("temperature"), message);
        }
    }
}
