package org.gflownet4j.knime.port;

import java.util.Optional;

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

    private static final String LOWEST_KEY = "lowestBeta";
    private static final String HIGHEST_KEY = "highestBeta";

    private Environment space;
    private String title;
    private Optional<Betas> temperature;

    /**
     * The inverse temperatures that a temperature-conditional model is trained at.
     *
     * @param lowest above 0
     * @param highest at least the lowest
     */
    public record Betas(double lowest, double highest) {
    }

    /** For KNIME, which fills it by {@link #load}. */
    public ModelPortObjectSpec() {
        this(null, null, Optional.empty());
    }

    /**
     * A specification.
     *
     * @param space what the model builds
     * @param title what the model is, in words
     * @param temperature the β that it is trained at; empty if it is not temperature-conditional
     */
    public ModelPortObjectSpec(final Environment space, final String title, final Optional<Betas> temperature) {
        this.space = space;
        this.title = title;
        this.temperature = temperature;
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

    /**
     * The inverse temperatures of training.
     *
     * @return empty if the model is not temperature-conditional
     */
    public Optional<Betas> temperature() {
        return temperature;
    }

    @Override
    protected void save(final ModelContentWO content) {
        Description.saveVersion(content);
        content.addString(TITLE_KEY, title);
        Description.save(space.description(), content.addModelContent(SPACE_KEY));
        temperature.ifPresent(betas -> {
            content.addDouble(LOWEST_KEY, betas.lowest());
            content.addDouble(HIGHEST_KEY, betas.highest());
        });
    }

    @Override
    protected void load(final ModelContentRO content) throws InvalidSettingsException {
        Description.checkVersion(content, "The model");
        title = content.getString(TITLE_KEY);
        space = DesignSpacePortObjectSpec.load(content, SPACE_KEY);
        temperature = content.containsKey(LOWEST_KEY)
                ? Optional.of(new Betas(content.getDouble(LOWEST_KEY), content.getDouble(HIGHEST_KEY)))
                : Optional.empty();
    }

    @Override
    public JComponent[] getViews() {
        return SummaryView.of("GFlowNet Model", title);
    }
}
