package org.gflownet4j.knime.node;

import java.util.Arrays;
import java.util.Map;

import org.gflownet4j.knime.port.DesignSpacePortObject;
import org.gflownet4j.knime.port.ModelPortObject;
import org.gflownet4j.knime.port.RewardPortObject;
import org.gflownet4j.standin.NodeRun;
import org.gflownet4j.standin.Tables;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;

/** Small inputs for nodes, as KNIME's ports carry them: sequences of three letters, four of them measured. */
final class Inputs {

    private Inputs() {
    }

    static DataTableSpec columns(final Object... namesAndTypes) {
        final DataColumnSpec[] columns = new DataColumnSpec[namesAndTypes.length / 2];
        Arrays.setAll(columns, i -> new DataColumnSpecCreator((String) namesAndTypes[2 * i],
                (DataType) namesAndTypes[2 * i + 1]).createSpec());
        return new DataTableSpec(columns);
    }

    static BufferedDataTable measured() {
        return Tables.of(columns("sequence", StringCell.TYPE, "score", DoubleCell.TYPE), new Object[]{"AAA", 1.0},
                new Object[]{"ACG", 2.0}, new Object[]{"TTT", 4.0}, new Object[]{"GGG", 3.0});
    }

    static BufferedDataTable objects(final String... objects) {
        return Tables.of(columns("object", StringCell.TYPE),
                Arrays.stream(objects).map(object -> new Object[]{object}).toArray(Object[][]::new));
    }

    static DesignSpacePortObject space() {
        return new DesignSpacePortObject(SmallRun.SPACE);
    }

    static RewardPortObject reward() {
        return new RewardPortObject(SmallRun.reward());
    }

    static ModelPortObject model() {
        return new ModelPortObject(SmallRun.model());
    }

    /** Changes some of a node's settings, as its dialog does: through the settings that it saves. */
    static NodeRun with(final NodeRun node, final Map<String, Object> changes) throws InvalidSettingsException {
        final NodeSettings settings = node.modelSettings();
        changes.forEach((key, value) -> {
            if (value instanceof Integer number) {
                settings.addInt(key, number);
            } else if (value instanceof Long number) {
                settings.addLong(key, number);
            } else if (value instanceof Double number) {
                settings.addDouble(key, number);
            } else if (value instanceof Boolean flag) {
                settings.addBoolean(key, flag);
            } else {
                settings.addString(key, (String) value);
            }
        });
        return node.loadModel(settings);
    }

    static NodeRun node(final NodeFactory<?> factory, final Map<String, Object> changes)
            throws InvalidSettingsException {
        return with(NodeRun.of(factory), changes);
    }

    /** A Learner that takes a moment. */
    static NodeRun learner(final int steps) throws InvalidSettingsException {
        return node(new LearnerNodeFactory(),
                Map.of("updates", steps, "batchSize", 16, "hiddenUnits", 16, "backend", "JAVA"));
    }
}
