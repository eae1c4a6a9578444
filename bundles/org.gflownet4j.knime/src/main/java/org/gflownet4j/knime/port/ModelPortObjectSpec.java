package org.gflownet4j.knime.port;

import javax.swing.JComponent;

import org.gflownet4j.env.Environment;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** What is known of a GFlowNet Model port before its node has been executed: what the model builds. */
public final class ModelPortObjectSpec extends AbstractSimplePortObjectSpec {

    /** Writes and reads it. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ModelPortObjectSpec> {
    }

    private static final String SPACE_KEY = "designSpace";
    private static final String TITLE_KEY = "title";

    private Environment space;
    private String title;

    /** For KNIME, which fills it by {@link #load}. */
    public ModelPortObjectSpec() {
        this(null, null);
    }

    /**
     * A specification.
     *
     * @param space what the model builds
     * @param title what the model is, in words
     */
    public ModelPortObjectSpec(final Environment space, final String title) {
        this.space = space;
        this.title = title;
    }

    /**
     * The design space.
     *
     * @return what the model builds
     */
    public Environment space() {
        return space;
    }

    /**
     * What the model is.
     *
     * @return a line for a user
     */
    public String title() {
        return title;
    }

    @Override
    protected void save(final ModelContentWO content) {
        Description.saveVersion(content);
        content.addString(TITLE_KEY, title);
        Description.save(space.description(), content.addModelContent(SPACE_KEY));
    }

    @Override
    protected void load(final ModelContentRO content) throws InvalidSettingsException {
        Description.checkVersion(content, "The model");
        title = content.getString(TITLE_KEY);
        space = DesignSpacePortObjectSpec.load(content, SPACE_KEY);
    }

    @Override
    public JComponent[] getViews() {
        return SummaryView.of("GFlowNet Model", title);
    }
}
