package org.gflownet4j.knime.port;

import javax.swing.JComponent;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Environments;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** Which objects a Design Space port holds: all that there is to say about them, so nodes behind it can check early. */
public final class DesignSpacePortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Writes and reads it. */
    public static final class Serializer
            extends
                AbstractSimplePortObjectSpecSerializer<DesignSpacePortObjectSpec> {
    }

    private static final String SPACE_KEY = "designSpace";

    private Environment space;

    /** For KNIME, which fills it by {@link #load}. */
    public DesignSpacePortObjectSpec() {
        this(null);
    }

    /**
     * A specification.
     *
     * @param space how the objects are built
     */
    public DesignSpacePortObjectSpec(final Environment space) {
        this.space = space;
    }

    /**
     * The design space itself.
     *
     * @return how the objects are built
     */
    public Environment space() {
        return space;
    }

    @Override
    protected void save(final ModelContentWO content) {
        Description.saveVersion(content);
        Description.save(space.description(), content.addModelContent(SPACE_KEY));
    }

    @Override
    protected void load(final ModelContentRO content) throws InvalidSettingsException {
        Description.checkVersion(content, "The design space");
        space = load(content, SPACE_KEY);
    }

    /** The design space that is described under a key. */
    static Environment load(final ModelContentRO content, final String key) throws InvalidSettingsException {
        try {
            return Environments.fromDescription(Description.load(content.getModelContent(key)));
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException("The design space can not be used: " + e.getMessage(), e);
        }
    }

    @Override
    public JComponent[] getViews() {
        return SummaryView.of("Design Space", space.title());
    }
}
