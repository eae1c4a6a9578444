package org.gflownet4j.standin.tests;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** The column of which a {@link MeanPortObject} has the mean. */
public final class MeanSpec extends AbstractSimplePortObjectSpec {

    private String column;

    public MeanSpec() {}

    MeanSpec(final String column) {
        this.column = column;
    }

    String column() {
        return column;
    }

    @Override
    protected void save(final ModelContentWO model) {
        model.addString("col", column);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        column = model.getString("col");
    }

    /** Writes and reads the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<MeanSpec> {}
}
