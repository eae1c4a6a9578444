package org.gflownet4j.knime.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Library;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.knime.port.DesignSpacePortObject;
import org.gflownet4j.knime.port.DesignSpacePortObjectSpec;
import org.gflownet4j.knime.port.RewardPortObject;
import org.gflownet4j.knime.port.RewardPortObjectSpec;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.standin.NodeMessage;
import org.gflownet4j.standin.NodeRun;
import org.gflownet4j.standin.Tables;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;

/** Nodes that make design spaces, and what follows behind them. */
class SpaceNodesTest {

    private static BufferedDataTable blocks() {
        return Tables.of(Inputs.columns("supplier", StringCell.TYPE, "block", StringCell.TYPE, "position",
                IntCell.TYPE), new Object[]{"x", "A1", 1}, new Object[]{"x", "A2", 1}, new Object[]{"y", "B1", 2},
                new Object[]{null, "B2", 2}, new Object[]{"x", "B3", 2});
    }

    private static Library library(final NodeRun node) {
        return assertInstanceOf(Library.class, ((DesignSpacePortObject) node.output(0)).space());
    }

    @Test
    void aFreshHypergridIsKnownBeforeExecutionWithItsReward() throws Exception {
        try (NodeRun node = NodeRun.of(new HypergridSpaceNodeFactory())) {
            assertTrue(node.configure());
            assertEquals(new Hypergrid(2, 8).title(), ((DesignSpacePortObjectSpec) node.outSpec(0)).space().title());
            assertEquals("Hypergrid reward with R₀ = 0.1, R₁ = 0.5, R₂ = 2.0",
                    ((RewardPortObjectSpec) node.outSpec(1)).summary().title());
            assertTrue(node.execute());
            assertEquals("Cells of a 2-dimensional grid of side 8: 64 objects",
                    ((DesignSpacePortObject) node.output(0)).getSummary());
            assertEquals(new HypergridReward(0.1, 0.5, 2), ((RewardPortObject) node.output(1)).reward());
            // one drop, one connection more: the Learner takes both
            try (NodeRun learner = Inputs.learner(10)) {
                assertTrue(learner.execute(node.output(0), node.output(1)), () -> learner.message().toString());
            }
        }
    }

    @Test
    void aGridThatIsTooSmallForItsRewardIsRefusedBeforeExecution() throws Exception {
        try (NodeRun node = Inputs.node(new HypergridSpaceNodeFactory(), Map.of("variant", "SPARSE", "side", 3))) {
            assertFalse(node.configure());
            assertTrue(node.message().orElseThrow().summary().contains("side 4"), node.message()::toString);
        }
        try (NodeRun node = Inputs.node(new HypergridSpaceNodeFactory(), Map.of("dimensions", 1_000_000))) {
            assertFalse(node.configure());
            assertTrue(node.message().orElseThrow().summary().contains("1000000"), node.message()::toString);
        }
    }

    @Test
    void theGridsRewardIsRefusedForSequencesBeforeExecution() throws Exception {
        try (NodeRun grid = NodeRun.of(new HypergridSpaceNodeFactory()); NodeRun learner = Inputs.learner(10)) {
            assertTrue(grid.configure());
            assertFalse(learner.configure(Inputs.space().getSpec(), grid.outSpec(1)));
            assertTrue(learner.message().orElseThrow().summary().contains("hypergrid"), learner.message()::toString);
        }
    }

    @Test
    void aFreshLibraryProposesItsColumnsAndSaysHowManyCompoundsItHas() throws Exception {
        try (NodeRun node = NodeRun.of(new CombinatorialLibrarySpaceNodeFactory())) {
            assertTrue(node.execute(blocks()), () -> node.message().toString());
            assertEquals("position", node.modelSettings().getString("positionColumn"));
            assertEquals("block", node.modelSettings().getString("blockColumn"));
            assertEquals(List.of(List.of("A1", "A2"), List.of("B1", "B2", "B3")), library(node).blocks());
            assertEquals(Construction.SLOTS, library(node).construction());
            assertEquals("Library of 2 × 3 blocks at 2 positions: 6 objects",
                    ((DesignSpacePortObject) node.output(0)).getSummary());
        }
    }

    @Test
    void theLibrarysColumnsAndConstructionCanBeChosen() throws Exception {
        try (NodeRun node = Inputs.node(new CombinatorialLibrarySpaceNodeFactory(),
                Map.of("positionColumn", "position", "blockColumn", "block", "construction", "LEFT_TO_RIGHT"))) {
            assertTrue(node.execute(blocks()));
            assertEquals(Construction.APPEND, library(node).construction());
        }
        // as KNIME loads a node whose keys are absent: the columns are found by the operation
        try (NodeRun node = Inputs.node(new CombinatorialLibrarySpaceNodeFactory(),
                Map.of("positionColumn", "", "blockColumn", ""))) {
            assertTrue(node.execute(blocks()));
            assertEquals(2, library(node).positions());
        }
    }

    @Test
    void columnsThatDoNotFitTheLibraryAreRefusedBeforeExecution() throws Exception {
        try (NodeRun node = NodeRun.of(new CombinatorialLibrarySpaceNodeFactory())) {
            assertFalse(node.configure(Inputs.columns("a", DoubleCell.TYPE, "b", DoubleCell.TYPE)));
            assertTrue(node.message().orElseThrow().summary().contains("no column for the blocks"),
                    node.message()::toString);
        }
        for (final String wrong : new String[]{"gone", "block"}) {
            try (NodeRun node = Inputs.node(new CombinatorialLibrarySpaceNodeFactory(),
                    Map.of("positionColumn", wrong, "blockColumn", "block"))) {
                assertFalse(node.configure(blocks().getSpec()));
                assertTrue(node.message().orElseThrow().summary().contains("\"" + wrong + "\""),
                        node.message()::toString);
            }
        }
    }

    @Test
    void aHoleInTheTableOfBlocksIsSaidWithItsRow() {
        final BufferedDataTable hole = Tables.of(Inputs.columns("position", StringCell.TYPE, "block",
                StringCell.TYPE), new Object[]{"R1", "A"}, new Object[]{"R2", null});
        try (NodeRun node = NodeRun.of(new CombinatorialLibrarySpaceNodeFactory())) {
            assertFalse(node.execute(hole));
            final NodeMessage message = node.message().orElseThrow();
            assertEquals("Row 2: position R2 has no block.", message.summary());
            assertEquals(List.of("Fill in what is missing, or remove rows with missing values."),
                    message.resolutions());
        }
    }

    @Test
    void measuredCompoundsOfALibraryTrainAModelAndAreScored() throws Exception {
        final BufferedDataTable measured = Tables.of(Inputs.columns("compound", StringCell.TYPE, "score",
                DoubleCell.TYPE), new Object[]{"A1 | B1", 1.0}, new Object[]{"A2|B3", 3.0});
        try (NodeRun space = NodeRun.of(new CombinatorialLibrarySpaceNodeFactory());
                NodeRun reward = NodeRun.of(new TableRewardNodeFactory()).withPort("Design space");
                NodeRun learner = Inputs.learner(20);
                NodeRun scorer = NodeRun.of(new ScorerNodeFactory())) {
            assertTrue(space.execute(blocks()));
            assertTrue(reward.execute(measured, space.output(0)), () -> reward.message().toString());
            assertTrue(learner.execute(space.output(0), reward.output(0)), () -> learner.message().toString());
            assertTrue(scorer.execute(learner.output(0), measured), () -> scorer.message().toString());
            assertEquals("1.0", Tables.column((BufferedDataTable) scorer.output(0), "reward").get(1).toString());
        }
    }

    @Test
    void rewardsOfOtherTextsAreRefusedForALibraryBeforeExecution() throws Exception {
        try (NodeRun space = NodeRun.of(new CombinatorialLibrarySpaceNodeFactory());
                NodeRun learner = Inputs.learner(20)) {
            assertTrue(space.execute(blocks()));
            assertFalse(learner.configure(space.output(0).getSpec(), Inputs.reward().getSpec()));
            assertTrue(learner.message().orElseThrow().summary().contains("written without |"),
                    learner.message()::toString);
        }
    }

    @Test
    void sequencesAreBuiltFromLeftToRightUnlessOneChoosesOtherwise() throws Exception {
        try (NodeRun node = NodeRun.of(new SequenceSpaceNodeFactory())) {
            assertTrue(node.execute());
            assertEquals(Construction.APPEND, construction(node));
        }
        for (final Construction construction : Construction.values()) {
            try (NodeRun node = Inputs.node(new SequenceSpaceNodeFactory(),
                    Map.of("minLength", 3, "maxLength", 3, "construction", construction.name()));
                    NodeRun reward = NodeRun.of(new TableRewardNodeFactory());
                    NodeRun learner = Inputs.learner(20)) {
                assertTrue(node.execute());
                assertEquals(construction, construction(node));
                assertTrue(reward.execute(Inputs.measured()));
                assertTrue(learner.execute(node.output(0), reward.output(0)), () -> learner.message().toString());
            }
        }
    }

    private static Construction construction(final NodeRun node) {
        return ((Sequence) ((DesignSpacePortObject) node.output(0)).space()).construction();
    }
}
