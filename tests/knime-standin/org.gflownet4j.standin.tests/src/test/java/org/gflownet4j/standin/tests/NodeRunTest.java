package org.gflownet4j.standin.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.gflownet4j.standin.NodeMessage;
import org.gflownet4j.standin.NodeRun;
import org.gflownet4j.standin.Progress;
import org.gflownet4j.standin.Tables;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortType;

class NodeRunTest {

    private static final DataTableSpec SPEC = new DataTableSpec(
            new DataColumnSpecCreator("number", DoubleCell.TYPE).createSpec());

    private static BufferedDataTable table(final Double... numbers) {
        return Tables.of(SPEC, Arrays.stream(numbers).map(number -> new Object[]{number}).toArray(Object[][]::new));
    }

    private static NodeMessage message(final NodeRun node) {
        return node.message().orElseThrow();
    }

    @Test
    void nodeWithDefaultSettingsTakesTheFirstFittingColumn() {
        final NodeRun node = NodeRun.of(new MeanNodeFactory());
        assertTrue(node.execute(table(1.0, 2.0, 6.0)));
        assertEquals("mean of number = 3.0", node.output(0).getSummary());
        assertEquals(List.of(new Progress(null, "Performing node execution..."),
                new Progress(1 / 3.0, "Performing node execution..."),
                new Progress(1 / 3.0, "Row 1")), node.progress().subList(0, 3));
    }

    @Test
    void optionalPortIsThereOnlyWhenAdded() {
        final NodeRun without = NodeRun.of(new MeanNodeFactory());
        assertArrayEquals(new PortType[]{BufferedDataTable.TYPE}, without.inPorts());
        final NodeRun with = NodeRun.of(new MeanNodeFactory()).withPort(MeanNodeFactory.COMPARED);
        assertArrayEquals(new PortType[]{BufferedDataTable.TYPE, MeanPortObject.TYPE}, with.inPorts());
        assertTrue(with.execute(table(4.0), new MeanPortObject(new MeanSpec("other"), 1)));
        assertEquals(3.0, ((MeanPortObject) with.output(0)).mean());
        assertThrows(IllegalStateException.class, () -> with.withPort(MeanNodeFactory.COMPARED));
    }

    @Test
    void reopenedNodeHasPortsSettingsAndOutputs() throws Exception {
        final NodeRun node = NodeRun.of(new MeanNodeFactory()).withPort(MeanNodeFactory.COMPARED);
        assertTrue(node.execute(table(4.0), new MeanPortObject(new MeanSpec("other"), 1)));
        final NodeRun reopened = node.reopened();
        assertEquals(2, reopened.inPorts().length);
        assertEquals("number", reopened.modelSettings().getString("column"));
        assertNotSame(node.output(0), reopened.output(0));
        assertEquals(node.output(0).getSummary(), reopened.output(0).getSummary());
    }

    @Test
    void invalidSettingsAreRefusedAndLeaveThoseBefore() throws Exception {
        final NodeRun node = NodeRun.of(new MeanNodeFactory());
        final NodeSettings settings = new NodeSettings("model");
        settings.addString("column", "mine");
        settings.addString("missing", "SKIP");
        node.loadModel(settings);
        settings.addString("column", "");
        assertEquals("No column is chosen.",
                assertThrows(InvalidSettingsException.class, () -> node.loadModel(settings)).getMessage());
        assertEquals("mine", node.modelSettings().getString("column"));
    }

    @Test
    void whatConfigureRefusesIsAWarning() throws Exception {
        final NodeRun node = NodeRun.of(new MeanNodeFactory());
        final NodeSettings settings = new NodeSettings("model");
        settings.addString("column", "other");
        settings.addString("missing", "FAIL");
        node.loadModel(settings);
        assertFalse(node.configure(SPEC));
        assertEquals(new NodeMessage(NodeMessage.Level.WARNING, "There is no column \"other\".", "", List.of()),
                message(node));
    }

    @Test
    void messageOfAKnimeExceptionIsShownAsItIs() {
        final NodeRun node = NodeRun.of(new MeanNodeFactory());
        assertFalse(node.execute(table(1.0, null)));
        assertEquals(NodeMessage.Level.ERROR, message(node).level());
        assertEquals("A value is missing.", message(node).summary());
        assertTrue(
                message(node).issue().contains("Row1") && message(node).issue().contains("There is no number here."));
        assertEquals(List.of("Filter rows without a value."), message(node).resolutions());
    }

    @Test
    void messageOfAnotherExceptionHasAPrefix() {
        final NodeRun node = NodeRun.of(new MeanNodeFactory());
        assertFalse(node.execute(table(-1.0)));
        assertEquals("Execute failed: negative", message(node).summary());
    }

    @Test
    void cancelledNodeHasAWarningAndNoOutput() {
        final NodeRun node = NodeRun.of(new MeanNodeFactory()).cancelWhen(told -> "Row 2".equals(told.message()));
        assertFalse(node.execute(table(1.0, 2.0, 3.0, 4.0)));
        assertEquals(new NodeMessage(NodeMessage.Level.WARNING, "Execution canceled", "", List.of()), message(node));
        assertFalse(node.progress().stream().anyMatch(told -> "Row 3".equals(told.message())));
    }

    @Test
    void inputThatIsNotConnectedLeavesTheNodeUnconfigured() {
        final NodeRun node = NodeRun.of(new MeanNodeFactory());
        assertFalse(node.configure((DataTableSpec) null));
        assertTrue(node.message().isEmpty());
    }
}
