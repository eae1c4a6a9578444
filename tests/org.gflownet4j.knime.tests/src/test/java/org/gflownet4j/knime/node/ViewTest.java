package org.gflownet4j.knime.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.gflownet4j.env.Sequence;
import org.gflownet4j.knime.port.DesignSpacePortObject;
import org.gflownet4j.knime.port.ModelPortObject;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.LearnerOperation;
import org.gflownet4j.operation.SettingsMap;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.standin.NodeRun;
import org.gflownet4j.standin.Tables;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.node.view.NodeViewFactory;
import org.knime.core.webui.page.Page;

/** Views are made of what the node keeps, survive saving, and never take a text for markup. */
class ViewTest {

    @SuppressWarnings("unchecked")
    private static String page(final NodeFactory<?> factory, final NodeRun node) throws IOException {
        final NodeView view = ((NodeViewFactory<NodeModel>) factory).createNodeView(node.model());
        final Page page = view.getPage();
        assertEquals("index.html", page.getRelativePath());
        assertFalse(page.isCompletelyStatic(), "the page changes with the node");
        assertTrue(view.createInitialDataService().isEmpty() && view.createRpcDataService().isEmpty()
                && view.createApplyDataService().isEmpty());
        try (InputStream in = page.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aNodeThatWasNotExecutedSaysSoInItsView() throws Exception {
        for (final NodeFactory<?> factory : new NodeFactory<?>[]{new LearnerNodeFactory(), new SamplerNodeFactory(),
                new EvaluatorNodeFactory()}) {
            try (NodeRun node = NodeRun.of(factory)) {
                final String page = page(factory, node);
                assertTrue(page.contains("Execute the node to see its result here."), factory::getNodeName);
                assertTrue(page.contains(factory.getNodeName()));
            }
        }
    }

    @Test
    void theViewSurvivesSavingAndLoadingAndIsGoneAfterReset() throws Exception {
        final LearnerNodeFactory factory = new LearnerNodeFactory();
        try (NodeRun node = Inputs.with(NodeRun.of(factory),
                Map.of("updates", 30, "batchSize", 8, "hiddenUnits", 8, "backend", "JAVA"))) {
            assertTrue(node.execute(Inputs.space(), Inputs.reward()));
            final String page = page(factory, node);
            assertTrue(page.contains("30 steps") && page.contains("The random seed was 42."), page.substring(0, 400));
            try (NodeRun reopened = node.reopened()) {
                assertEquals(page, page(factory, reopened));
            }
            node.reset();
            assertTrue(page(factory, node).contains("Execute the node"));
        }
    }

    @Test
    void theSamplerTellsOfAllDrawsAlsoWhenReopenedAndOpensWhatAnOlderReleaseSaved() throws Exception {
        final LearnerOperation learner = new LearnerOperation();
        final GFlowNetModel model = learner.learn(SettingsMap.fromMap(learner.defaults(),
                Map.of("updates", 3, "batchSize", 4, "hiddenUnits", 8, "backend", "JAVA")),
                new Sequence("DNA", "ACGT",
                        8, 8),
                new TableReward(new String[]{"ACGTACGT", "AAAAAAAA"}, new double[]{1, 0}, new long[]{1, 2},
                        0, 1, 30, 0.01),
                Execution.QUIET).model();
        final SamplerNodeFactory factory = new SamplerNodeFactory();
        try (NodeRun node = Inputs.with(NodeRun.of(factory),
                Map.of("count", 300, "selectDiverse", true, "diverseCount", 5))) {
            assertTrue(node.execute(new ModelPortObject(model)));
            final String page = page(factory, node);
            assertTrue(page.contains("Of 300 drawn objects, ") && page.contains("The table has 5 of them."));
            try (NodeRun reopened = node.reopened()) {
                assertEquals(page, page(factory, reopened));
            }
            // an older release saved the table of objects and that of the remarks only
            final PortObjectHolder holder = (PortObjectHolder) node.model();
            final PortObject[] saved = holder.getInternalPortObjects();
            assertEquals(3, saved.length);
            holder.setInternalPortObjects(new PortObject[]{saved[0], saved[2]});
            final String older = page(factory, node);
            assertTrue(older.contains("5 different objects were drawn, ") && older.contains("The random seed was 42."));
            assertTrue(older.contains("Execute the node again to see figures of all draws."));
            assertFalse(older.contains("Of 300 drawn objects"));
        }
    }

    @Test
    void moreObjectsThanAPageCanShowAreCountedAllTheSame() throws Exception {
        final LearnerOperation learner = new LearnerOperation();
        final GFlowNetModel model = learner.learn(SettingsMap.fromMap(learner.defaults(),
                Map.of("updates", 1, "batchSize", 4, "hiddenUnits", 4, "backend", "JAVA")),
                new Sequence("DNA", "ACGT",
                        12, 12),
                new TableReward(new String[]{"ACGTACGTACGT"}, new double[]{1}, new long[]{1}, 0, 1, 1,
                        0.01),
                Execution.QUIET).model();
        final SamplerNodeFactory factory = new SamplerNodeFactory();
        try (NodeRun node = Inputs.with(NodeRun.of(factory), Map.of("count", 100_500, "unique", true))) {
            assertTrue(node.execute(new ModelPortObject(model)));
            final String page = page(factory, node);
            assertTrue(page.contains("drawn objects, 100&#8239;500 are different."), page::toString);
            assertTrue(page.contains("This view shows the first 100"));
        }
    }

    @Test
    void htmlInSequencesDoesNotBecomeMarkup() throws Exception {
        // an alphabet of the characters that markup is made of, and a sequence that would be one
        final Sequence space = new Sequence("Custom", "<scriptale>/()1", 8, 24);
        final String evil = "<script>alert(1)</script>";
        final TableReward reward = new TableReward(new String[]{evil.substring(0, 24), "alertale"}, new double[]{1, 0},
                new long[]{1, 2}, 0, 1, 30, 0.01);
        final LearnerOperation learner = new LearnerOperation();
        final GFlowNetModel model = learner.learn(SettingsMap.fromMap(learner.defaults(),
                Map.of("updates", 3, "batchSize", 4, "hiddenUnits", 8, "backend", "JAVA")), space, reward,
                Execution.QUIET).model();
        assertTrue(new DesignSpacePortObject(space).getSummary().startsWith(space.title()));
        final SamplerNodeFactory factory = new SamplerNodeFactory();
        try (NodeRun node = Inputs.with(NodeRun.of(factory), Map.of("count", 300))) {
            assertTrue(node.execute(new ModelPortObject(model)));
            final String page = page(factory, node);
            final int body = page.indexOf("<body");
            final int data = page.indexOf("<script type=\"application/json\"");
            // every sequence has some of these letters; in the text of the page each is written as a number
            assertFalse(page.substring(body, data).matches("(?s).*<span class=\"[^\"]*\">[<>].*"));
            assertTrue(page.substring(body, data).contains("&#60;"));
            // and none can end the data block
            assertEquals(page.indexOf("</script>", data), page.indexOf("</script>\n<script>", data));
        }
    }

    @Test
    void htmlInColumnNamesAndCellsDoesNotBecomeMarkup() throws Exception {
        final String column = "<img src=x onerror=alert(1)>";
        final SamplerNodeFactory factory = new SamplerNodeFactory();
        try (NodeRun node = Inputs.with(NodeRun.of(factory).withPort("Known objects"),
                Map.of("count", 20, "knownColumn", column))) {
            assertTrue(node.execute(Inputs.model(), Tables.of(Inputs.columns(column, StringCell.TYPE),
                    new Object[]{"<b>bold</b>"}, new Object[]{"AAA"})));
            final String page = page(factory, node);
            assertTrue(page.contains("&#60;b&#62;bold"), "the cell is named");
            assertFalse(page.contains("<img src=x") || page.contains("<b>bold"));
        }
    }
}
