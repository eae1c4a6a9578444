package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.gflownet4j.compute.Backends;
import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.train.TrainingDivergedException;
import org.junit.jupiter.api.Test;

class LearnerOperationTest {

    private static final Environment GRID = new Hypergrid(2, 8);
    private static final Reward REWARD = new HypergridReward(0.1, 0.5, 2);
    private static final LearnerOperation LEARNER = new LearnerOperation();

    private final Warnings warnings = new Warnings();

    private static LearnerOperation.Settings settings(final Map<String, ?> values) {
        final Map<String, Object> all = new HashMap<>(Map.of("hiddenUnits", 16, "backend", "JAVA", "batchSize", 16));
        all.putAll(values);
        return SettingsMap.fromMap(LEARNER.defaults(), all);
    }

    private LearnerOperation.Result learn(final Map<String, ?> values) {
        return LEARNER.learn(settings(values), GRID, REWARD, warnings.execution());
    }

    private static Reward reward(final LogReward logReward) {
        return new Reward() {
            @Override
            public LogReward on(final Environment environment) {
                return logReward;
            }

            @Override
            public String title() {
                return "made for a test";
            }

            @Override
            public Map<String, Object> description() {
                return Map.of();
            }
        };
    }

    @Test
    void theNewSettingsAreOffUnlessTheyAreChosen() {
        final LearnerOperation.Settings defaults = LEARNER.defaults();
        assertTrue(!defaults.keepBest() && !defaults.stopAtPlateau() && defaults.plateauSteps() == 1000);
        final Map<String, Object> provenance = learn(Map.of("updates", 50)).model().provenance();
        assertEquals(50, provenance.get("updates"));
        assertEquals(50, provenance.get("keptUpdate"));
        assertEquals(List.of(), warnings.sentences());
    }

    @Test
    void aPlateauIsSaidInASentenceAndTheProvenance() {
        final Map<String, Object> provenance = learn(Map.of("updates", 2000, "learningRate", 1e-9,
                "logPartitionLearningRate", 1e-9, "stopAtPlateau", true, "plateauSteps", 100, "keepBest", true))
                .model().provenance();
        final int updates = (int) provenance.get("updates");
        assertTrue(updates < 2000, "without learning, the loss can not fall for long");
        assertEquals("PLATEAU", provenance.get("end"));
        assertTrue((int) provenance.get("keptUpdate") <= updates);
        assertEquals(
                List.of("Training ended after " + number(updates) + " of 2\u202f000 steps, since the mean loss had "
                        + "not fallen by 1 % for 100 steps; the model that was kept is from step "
                        + number((int) provenance.get("keptUpdate")) + ", around which the mean loss was lowest."),
                warnings.sentences());
    }

    private static String number(final int value) {
        return value < 1000 ? Integer.toString(value) : value / 1000 + "\u202f" + String.format("%03d", value % 1000);
    }

    @Test
    void theEndOfTheTimeIsSaidWithTheStepOfTheModel() {
        final LearnerOperation.Result result = learn(Map.of("updates", Integer.MAX_VALUE, "limitTime", true,
                "timeLimit", 0.3, "keepBest", true));
        assertEquals("TIME_BUDGET", result.model().provenance().get("end"));
        assertEquals(1, warnings.sentences().size());
        assertTrue(warnings.sentences().get(0).startsWith("The time limit ended training after "),
                warnings.sentences().get(0));
        assertTrue(warnings.sentences().get(0).contains("the model that was kept is from step "),
                warnings.sentences().get(0));
    }

    @Test
    void aModelKeptFromTheBeginningIsWarnedOf() {
        // all objects are the same at first sight; later, rewards grow with every batch and the loss with them
        final int[] batches = {0};
        final Reward growing = reward((states, count, conditions, result) -> {
            batches[0]++;
            for (int i = 0; i < count; i++) {
                result[i] = states[2 * i] == 0 ? batches[0] * 0.1 : 0;
            }
        });
        final Map<String, Object> provenance = LEARNER
                .learn(settings(Map.of("updates", 200, "keepBest", true)), GRID, growing, warnings.execution()).model()
                .provenance();
        assertTrue((int) provenance.get("keptUpdate") < 100, provenance.toString());
        assertEquals(1, warnings.sentences().size());
        assertTrue(warnings.sentences().get(0).contains("keep the last model instead"), warnings.sentences().get(0));
    }

    @Test
    void whatComputedAndWhyIsSaidForEachChoice() {
        assertEquals("Computed on the CPU in plain Java, as chosen.", learn(Map.of("updates", 1)).device());
        // these tests run without the native library
        final String device = learn(Map.of("updates", 1, "backend", "AUTO")).device();
        assertEquals("Computed on the CPU in plain Java. The faster native library is not installed.", device);
        assertEquals(List.of(device), warnings.sentences());
        final JavaBackend named = new JavaBackend();
        assertEquals("Computed on the CPU in plain Java, as chosen.",
                Backends.explanation(Backends.Choice.JAVA, named));
    }

    @Test
    void numbersOutOfRangeAreRefusedWithWhatToDo() {
        for (final Map<String, ?> wrong : List.of(Map.of("updates", 0), Map.of("batchSize", 0),
                Map.of("batchSize", 8193), Map.of("limitTime", true, "timeLimit", 0),
                Map.of("limitTime", true, "timeLimit", "NaN"), Map.of("limitTime", true, "timeLimit", "Infinity"),
                Map.of("hiddenLayers", 17), Map.of("hiddenUnits", 0), Map.of("learningRate", 0),
                Map.of("learningRate", "NaN"), Map.of("logPartitionLearningRate", 11),
                Map.of("stopAtPlateau", true, "plateauSteps", 0))) {
            final OperationException refusal = assertThrows(OperationException.class, () -> learn(wrong),
                    wrong.toString());
            assertTrue(refusal.getMessage().endsWith(".") && refusal.resolution().endsWith("."), refusal.getMessage());
        }
        for (final Map<String, ?> wrong : List.of(Map.of("lambda", 0), Map.of("randomSteps", 1.5),
                Map.of("temperedShare", -0.1),
                Map.of("temperedShare", "NaN"), Map.of("temperedTemperature", 0),
                Map.of("weightDecay", -1), Map.of("limitGradient", true, "maxGradientNorm", 0))) {
            assertThrows(OperationException.class, () -> learn(wrong), wrong.toString());
        }
        // what is switched off is not looked at
        learn(Map.of("updates", 1, "timeLimit", -1, "plateauSteps", -1));
    }

    @Test
    void whatDoesNotFitTogetherIsRefusedWithWhatToDo() {
        final OperationException space = assertThrows(OperationException.class,
                () -> LEARNER.learn(settings(Map.of()), new Sequence("DNA", "ACGT", 8, 8), REWARD, Execution.QUIET));
        assertTrue(space.resolution().contains("belong together"), space.resolution());
        final OperationException large = assertThrows(OperationException.class,
                () -> LEARNER.learn(settings(Map.of("hiddenUnits", 16_384, "hiddenLayers", 16)), GRID, REWARD,
                        Execution.QUIET));
        assertTrue(large.getMessage().contains("parameters"), large.getMessage());
    }

    @Test
    void anObjectiveThatCanNotBeServedIsRefusedWithTheReasonAndAnAlternative() {
        final String alone = refusal(Map.of("objective", "LOG_PARTITION_VARIANCE", "batchSize", 1));
        assertTrue(alone.contains("at least 2 per step, not 1") && alone.contains("trajectory balance"), alone);
        final String learned = refusal(Map.of("objective", "SOFT_Q", "backwardPolicy", "LEARNED"));
        assertTrue(learned.contains("uniform"), learned);
        final String forward = refusal(Map.of("objective", "FORWARD_LOOKING_DETAILED_BALANCE"));
        assertTrue(forward.contains("unfinished") && forward.contains("detailed balance"), forward);
        final Environment sequences = new Sequence("DNA", "ACGT", 3, 3);
        final String modified = assertThrows(OperationException.class,
                () -> LEARNER.learn(settings(Map.of("objective", "MODIFIED_DETAILED_BALANCE")), sequences,
                        reward((states, count, conditions, result) -> Arrays.fill(result, 0)), Execution.QUIET))
                .getMessage();
        assertTrue(modified.contains("DNA") && modified.contains("detailed balance"), modified);
        final Environment wide = new Hypergrid(65, 2);
        final String parents = assertThrows(OperationException.class,
                () -> LEARNER.learn(settings(Map.of("objective", "FLOW_MATCHING")), wide, REWARD, Execution.QUIET))
                .getMessage();
        assertTrue(parents.contains("65") && parents.contains("trajectory balance"), parents);
    }

    private String refusal(final Map<String, ?> settings) {
        final String message = assertThrows(OperationException.class, () -> learn(settings)).getMessage();
        assertTrue(message.endsWith("."), message);
        return message;
    }

    @Test
    void aBrokenDownTrainingIsAnOperationsRefusal() {
        final OperationException refusal = assertThrows(OperationException.class,
                () -> LEARNER.learn(settings(Map.of()), GRID, reward((states, count, conditions, result) -> Arrays
                        .fill(result, 1e300)), Execution.QUIET));
        assertTrue(refusal.getMessage().contains("broke down at update 1"), refusal.getMessage());
        assertEquals("Take a smaller learning rate, a smaller exponent, or limit the gradient norm.",
                refusal.resolution());
        assertTrue(refusal.getCause() instanceof TrainingDivergedException);
    }
}
