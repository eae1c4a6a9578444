package org.knime.core.node.port.image;

import java.util.Objects;

import org.knime.core.data.DataType;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** The kind of image at a port. */
public final class ImagePortObjectSpec extends AbstractSimplePortObjectSpec {

    private DataType type;

    public ImagePortObjectSpec() {}

    public ImagePortObjectSpec(final DataType type) {
        this.type = Objects.requireNonNull(type, "Argument must not be null.");
    }

    public DataType getDataType() {
        return type;
    }

    @Override
    protected void save(final ModelContentWO model) {
        type.save(model);
    }

    @Override
    protected void load(final ModelContentRO model) throws InvalidSettingsException {
        type = DataType.load(model);
    }

    /** Writes and reads the kind of image. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ImagePortObjectSpec> {}
}
