package org.gflownet4j.knime.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;

import org.gflownet4j.env.Sequence;
import org.gflownet4j.knime.port.DesignSpacePortObject;
import org.gflownet4j.standin.NodeMessage;
import org.gflownet4j.standin.NodeRun;
import org.gflownet4j.standin.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** What can not work is refused early, in a sentence or two that say what to do. */
class BadInputTest {

    private static String refusal(final NodeRun node) {
        final NodeMessage message = node.message().orElseThrow();
        assertEquals(NodeMessage.Level.WARNING, message.level(), message::toString);
        final String text = message.summary();
        assertTrue(text.endsWith("."), text);
        // a full stop before a space ends a sentence; numbers have theirs inside
        assertTrue(text.split("\\. ").length <= 2, text);
        return text;
    }

    @Test
    void aTableWithoutAColumnThatFitsIsRefusedBeforeExecution() {
        try (NodeRun node = NodeRun.of(new TableRewardNodeFactory())) {
            assertFalse(node.configure(Inputs.columns("a", DoubleCell.TYPE)));
            assertTrue(refusal(node).contains("no text column"), refusal(node));
        }
        try (NodeRun node = NodeRun.of(new TableRewardNodeFactory())) {
            assertFalse(node.configure(Inputs.columns("a", StringCell.TYPE)));
            assertTrue(refusal(node).contains("no number column"), refusal(node));
        }
    }

    @Test
    void aFreshNodeProposesAMeasurementRatherThanTrueAndFalse() throws Exception {
        try (NodeRun node = NodeRun.of(new TableRewardNodeFactory())) {
            assertTrue(node.configure(Inputs.columns("is active", BooleanCell.TYPE, "sequence", StringCell.TYPE,
                    "score", DoubleCell.TYPE)));
            assertEquals("sequence", node.modelSettings().getString("objectColumn"));
            assertEquals("score", node.modelSettings().getString("scoreColumn"));
        }
    }

    @Test
    void aColumnThatDisappearsAfterConfigurationIsNamedAndOthersAreProposed() throws Exception {
        try (NodeRun node = Inputs.node(new TableRewardNodeFactory(),
                Map.of("objectColumn", "gone", "scoreColumn", "score"))) {
            assertFalse(node.configure(Inputs.measured().getSpec()));
            assertTrue(refusal(node).contains("\"gone\"") && refusal(node).contains("\"sequence\""), refusal(node));
        }
        try (NodeRun node = Inputs.node(new TableRewardNodeFactory(),
                Map.of("objectColumn", "sequence", "scoreColumn", "sequence"))) {
            assertFalse(node.configure(Inputs.measured().getSpec()));
            assertTrue(refusal(node).contains("holds no numbers"), refusal(node));
        }
    }

    @Test
    void aRewardOverOtherLettersOrLengthsThanTheSpaceIsRefusedBeforeExecution() throws Exception {
        try (NodeRun node = Inputs.learner(10)) {
            assertFalse(node.configure(new DesignSpacePortObject(new Sequence("RNA", "ACGU", 3, 3)).getSpec(),
                    Inputs.reward().getSpec()));
            assertTrue(refusal(node).contains("ACGU"), refusal(node));
            assertFalse(node.configure(new DesignSpacePortObject(new Sequence("DNA", "ACGT", 4, 8)).getSpec(),
                    Inputs.reward().getSpec()));
            assertTrue(refusal(node).contains("4 to 8"), refusal(node));
            assertTrue(node.configure(Inputs.space().getSpec(), Inputs.reward().getSpec()));
        }
    }

    @Test
    void aModelOfAnotherSpaceIsRefusedByTheEvaluatorBeforeExecution() throws Exception {
        final BufferedDataTable proteins = Tables.of(
                Inputs.columns("sequence", StringCell.TYPE, "score", DoubleCell.TYPE), new Object[]{"MKV", 1.0},
                new Object[]{"MKL", 2.0});
        try (NodeRun reward = NodeRun.of(new TableRewardNodeFactory());
                NodeRun evaluator = NodeRun.of(new EvaluatorNodeFactory())) {
            assertTrue(reward.execute(proteins));
            assertFalse(evaluator.configure(Inputs.model().getSpec(), reward.output(0).getSpec()));
            assertTrue(refusal(evaluator).contains("KLMV"), refusal(evaluator));
        }
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefusedBeforeExecutionWithWhatToDo() throws Exception {
        try (NodeRun node = Inputs.with(Inputs.learner(10), Map.of("rewardNovelty", true, "objective",
                "DETAILED_BALANCE"))) {
            assertFalse(node.configure(Inputs.space().getSpec(), Inputs.reward().getSpec()));
            assertTrue(refusal(node).contains("only trajectory balance knows how to count it")
                    && refusal(node).endsWith("Take trajectory balance, or explore in another way."), refusal(node));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "localSearch=true exploringPolicies=4 | Take one policy, or switch local search off.",
            "objective=FLOW_MATCHING exploringPolicies=4 | Flow matching can not be used here: with several policies",
            "stopBias=2 | Set it to 0, and explore by random steps instead.",
            "backwardPolicy=LEARNED backwardLoss=PESSIMISTIC | Take the uniform backward policy, which is exact here."})
    void whatDoesNotGoTogetherInADesignSpaceIsRefusedBeforeExecution(final String settings, final String words)
            throws Exception {
        final Map<String, Object> values = new HashMap<>();
        for (final String one : settings.split(" ")) {
            final String[] pair = one.split("=");
            values.put(pair[0], switch (pair[0]) {
                case "localSearch" -> Boolean.valueOf(pair[1]);
                case "exploringPolicies" -> Integer.valueOf(pair[1]);
                case "stopBias" -> Double.valueOf(pair[1]);
                default -> pair[1];
            });
        }
        try (NodeRun node = Inputs.with(Inputs.learner(10), values)) {
            assertFalse(node.configure(Inputs.space().getSpec(), Inputs.reward().getSpec()));
            assertTrue(refusal(node).contains(words), refusal(node));
        }
    }

    @Test
    void knownObjectsThatTrainingWouldNotUseAreRefusedBeforeExecution() throws Exception {
        try (NodeRun node = Inputs.with(NodeRun.of(new LearnerNodeFactory()).withPort("Known objects"),
                Map.of("replay", "NONE"))) {
            assertFalse(node.configure(Inputs.space().getSpec(), Inputs.reward().getSpec(),
                    Inputs.objects("TTT").getSpec()));
            assertTrue(refusal(node).contains("nothing would be learned from them"), refusal(node));
        }
        try (NodeRun node = Inputs.with(NodeRun.of(new LearnerNodeFactory()).withPort("Known objects"),
                Map.of("knownColumn", "smiles"))) {
            assertFalse(node.configure(Inputs.space().getSpec(), Inputs.reward().getSpec(),
                    Inputs.objects("TTT").getSpec()));
            assertTrue(refusal(node).contains("\"smiles\"") && refusal(node).contains("known objects"),
                    refusal(node));
        }
    }

    @Test
    void settingsOutOfBoundsAreRefusedAndTheOldOnesStay() throws Exception {
        try (NodeRun node = Inputs.learner(10)) {
            final InvalidSettingsException refused = assertThrows(InvalidSettingsException.class,
                    () -> Inputs.with(node, Map.of("updates", 0)));
            assertEquals("\"Training steps\" must be at least 1, not 0.", refused.getMessage());
            assertEquals(10, node.modelSettings().getInt("updates"));
        }
    }

    @Test
    void anUnknownConstantIsRefusedWithTheKnownOnes() throws Exception {
        try (NodeRun node = Inputs.learner(10)) {
            final InvalidSettingsException refused = assertThrows(InvalidSettingsException.class,
                    () -> Inputs.with(node, Map.of("objective", "QUANTUM_BALANCE")));
            assertTrue(refused.getMessage().contains("TRAJECTORY_BALANCE"), refused.getMessage());
        }
    }

    @Test
    void settingsOfANewerVersionWithUnknownKeysAreTaken() throws Exception {
        try (NodeRun node = Inputs.learner(10)) {
            Inputs.with(node, Map.of("somethingNew", "in version 9", "updates", 11));
            assertEquals(11, node.modelSettings().getInt("updates"));
        }
    }

    @Test
    void settingsOfAnOlderVersionWithMissingKeysKeepTheOldBehaviour() throws Exception {
        try (NodeRun node = NodeRun.of(new LearnerNodeFactory())) {
            // as the first example workflow had them: no keepBest, no stopAtPlateau
            final NodeSettings old = new NodeSettings("model");
            old.addString("objective", "DETAILED_BALANCE");
            old.addInt("updates", 12);
            node.loadModel(old);
            final NodeSettings now = node.modelSettings();
            assertEquals("DETAILED_BALANCE", now.getString("objective"));
            assertEquals(12, now.getInt("updates"));
            assertEquals(128, now.getInt("batchSize"));
            assertFalse(now.getBoolean("keepBest"));
            assertFalse(now.getBoolean("stopAtPlateau"));
            // nor what came with the other objectives
            assertEquals("SQUARED", now.getString("residuals"));
            assertEquals("RELU", now.getString("activation"));
            assertEquals("COSINE", now.getString("schedule"));
            assertEquals(0, now.getDouble("weightDecay"));
            assertFalse(now.getBoolean("limitGradient"));
            // nor what came with exploration and replay
            assertEquals("SAME_LOSS", now.getString("backwardLoss"));
            assertEquals("AUTOMATIC", now.getString("replay"));
            assertEquals(0.5, now.getDouble("explorationFadesAt"));
            assertFalse(now.getBoolean("localSearch"));
        }
        try (NodeRun node = NodeRun.of(new SequenceSpaceNodeFactory())) {
            final NodeSettings old = new NodeSettings("model");
            old.addInt("maxLength", 9);
            node.loadModel(old);
            assertEquals("APPEND", node.modelSettings().getString("construction"));
        }
    }

    @Test
    void whatFailsInExecutionSaysWhatWasConnectedAndWhatToDo() throws Exception {
        // that the scores do not differ is seen only on execution
        final BufferedDataTable flat = Tables.of(
                Inputs.columns("sequence", StringCell.TYPE, "score", DoubleCell.TYPE), new Object[]{"AAA", 1.0},
                new Object[]{"ACG", 1.0});
        try (NodeRun node = NodeRun.of(new TableRewardNodeFactory())) {
            assertFalse(node.execute(flat));
            final NodeMessage message = node.message().orElseThrow();
            assertEquals(NodeMessage.Level.ERROR, message.level());
            assertEquals("All scores are 1.0, so no object is better than another.", message.summary());
            assertTrue(message.issue().contains("Connected"), message.issue());
            assertEquals(java.util.List.of("Choose a column whose scores differ."), message.resolutions());
        }
    }

    @Test
    void rowProblemsAreCountedAndSaidOnce() {
        final BufferedDataTable holes = Tables.of(
                Inputs.columns("sequence", StringCell.TYPE, "score", DoubleCell.TYPE), new Object[]{"AAA", 1.0},
                new Object[]{"ACG", null}, new Object[]{null, 3.0}, new Object[]{"TTT", 2.0});
        try (NodeRun node = NodeRun.of(new TableRewardNodeFactory())) {
            assertTrue(node.execute(holes));
            assertTrue(node.message().orElseThrow().summary().startsWith("2 of 4 rows lack"),
                    node.message().orElseThrow().summary());
        }
    }
}
