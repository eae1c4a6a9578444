package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A temperature-conditional model from the Learner to Sampler, Scorer and Evaluator. */
class TemperatureOperationTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final HypergridReward CORNERS = new HypergridReward(0.1, 0.5, 2);
    private static final SamplerOperation SAMPLER = new SamplerOperation();
    private static final EvaluatorOperation EVALUATOR = new EvaluatorOperation();
    private static final ScorerOperation SCORER = new ScorerOperation();

    private static GFlowNetModel conditional;
    private static GFlowNetModel plain;

    @BeforeAll
    static void learn() {
        conditional = learn(1500, "BOTH");
        plain = learn(50, "NONE");
    }

    private static GFlowNetModel learn(final int updates, final String choice) {
        return new LearnerOperation().learn(learner(Map.of("updates", updates, "temperatureConditional", choice)), GRID,
                CORNERS, Execution.QUIET).model();
    }

    private static LearnerOperation.Settings learner(final Map<String, ?> values) {
        final Map<String, Object> all = new HashMap<>(Map.of("hiddenUnits", 64, "backend", "JAVA"));
        all.putAll(values);
        return SettingsMap.fromMap(new LearnerOperation().defaults(), all);
    }

    private static Table sample(final GFlowNetModel model, final String choice, final String betas) {
        return SAMPLER.sample(SettingsMap.fromMap(SAMPLER.defaults(),
                Map.of("count", 2000, "betaChoice", choice, "betas", betas, "backend", "JAVA")), model,
                Execution.QUIET);
    }

    private static double meanReward(final Table samples) {
        double sum = 0;
        double draws = 0;
        for (int row = 0; row < samples.rows(); row++) {
            sum += samples.number(row, samples.indexOf("reward")) * samples.number(row, samples.indexOf("times drawn"));
            draws += samples.number(row, samples.indexOf("times drawn"));
        }
        return sum / draws;
    }

    @Test
    void exploitGivesBetterObjectsThanExplore() {
        final double explore = meanReward(sample(conditional, "EXPLORE", ""));
        final double balanced = meanReward(sample(conditional, "BALANCED", ""));
        final double exploit = meanReward(sample(conditional, "EXPLOIT", ""));
        assertTrue(explore + 0.1 < balanced && balanced + 0.1 < exploit, explore + ", " + balanced + ", " + exploit);
    }

    @Test
    void severalTemperaturesFollowOneAnotherInOneTable() {
        final Table samples = sample(conditional, "OWN", "1, 3");
        final double[] beta = samples.numbers("inverse temperature").orElseThrow();
        final int first = (int) IntStream.range(0, beta.length).filter(row -> beta[row] == 1).count();
        assertTrue(first > 0 && first < beta.length);
        for (int row = 0; row < beta.length; row++) {
            assertEquals(row < first ? 1 : 3, beta[row]);
        }
        assertEquals(sample(conditional, "OWN", "3").rows(), beta.length - first, "the same objects as alone");
        assertEquals(List.of("x", "reward", "log-probability", "times drawn"),
                SAMPLER.sample(SAMPLER.defaults(), plain, Execution.QUIET).columns().stream().map(Table.Column::name)
                        .map(name -> name.equals(GRID.objectName()) ? "x" : name).toList(),
                "no column more for other models");
    }

    @Test
    void theEvaluatorComparesWithTheRewardToThePowerOfBeta() {
        final Map<String, Double> one = evaluate("1");
        final Map<String, Double> three = evaluate("3");
        assertEquals(Math.log(64 * meanOfPower(1)), one.get("log_z_exact"), 1e-9);
        assertEquals(Math.log(64 * meanOfPower(3)), three.get("log_z_exact"), 1e-9);
        assertTrue(one.get("tv") < 0.06 && three.get("tv") < 0.06, one.get("tv") + ", " + three.get("tv"));
        assertEquals(three.get("log_z_exact"), three.get("log_z"), 0.3);
    }

    private static Map<String, Double> evaluate(final String beta) {
        return EVALUATOR.evaluate(SettingsMap.fromMap(EVALUATOR.defaults(),
                Map.of("betaChoice", "OWN", "betas", beta, "samples", 1000, "backend", "JAVA")), conditional, CORNERS,
                Execution.QUIET).metrics();
    }

    /** Mean of R^β over the 64 cells, by the formula. */
    private static double meanOfPower(final double beta) {
        double sum = 0;
        for (int cell = 0; cell < 64; cell++) {
            double all = 1;
            double inner = 1;
            for (final int place : new int[]{cell / 8, cell % 8}) {
                final double distance = Math.abs(place / 7.0 - 0.5);
                all *= distance > 0.25 ? 1 : 0;
                inner *= distance > 0.3 && distance < 0.4 ? 1 : 0;
            }
            sum += Math.pow(0.1 + 0.5 * all + 2 * inner, beta) / 64;
        }
        return sum;
    }

    @Test
    void theScorerSaysWhatTheModelDoesAtThatTemperature() {
        final Table samples = sample(conditional, "OWN", "3");
        final Table scored = SCORER.score(SettingsMap.fromMap(SCORER.defaults(),
                Map.of("betaChoice", "OWN", "betas", "3", "walks", 200, "backend", "JAVA")), conditional, samples,
                Execution.QUIET);
        for (int row = 0; row < 3; row++) {
            assertEquals(samples.number(row, samples.indexOf("log-probability")),
                    scored.number(row, scored.indexOf("log-probability (2)")), 0.3);
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedWithARemedy() {
        for (final String text : List.of("", "x", "0", "-1", "NaN", "1,,0", "1e300")) {
            final OperationException refused = assertThrows(OperationException.class,
                    () -> sample(conditional, "OWN", text), text);
            assertTrue(refused.resolution().contains("Explore, Balanced or Exploit"), refused.resolution());
        }
        assertThrows(OperationException.class, () -> sample(plain, "OWN", "1"));
        assertThrows(OperationException.class, () -> evaluate("1, 2"));
        assertThrows(OperationException.class, () -> LearnerSettings.check(
                learner(Map.of("temperatureConditional", "BOTH", "lowestBeta", 3, "highestBeta", 1))));
        assertThrows(OperationException.class,
                () -> LearnerSettings.check(learner(Map.of("temperatureConditional", "BOTH", "localSearch", true))));
        assertThrows(OperationException.class,
                () -> LearnerSettings.check(learner(Map.of("scoring", "NEXT_STATES", "networkNoise", 0.5))));
    }

    @Test
    void outsideTheRangeOfTrainingThereIsAWarning() {
        final Warnings warnings = new Warnings();
        SAMPLER.sample(SettingsMap.fromMap(SAMPLER.defaults(),
                Map.of("count", 10, "betaChoice", "OWN", "betas", "5", "backend", "JAVA")), conditional,
                warnings.execution());
        assertTrue(warnings.sentences().stream().anyMatch(text -> text.contains("from 1 to 3, and β = 5 is outside")),
                warnings.sentences().toString());
    }
}
