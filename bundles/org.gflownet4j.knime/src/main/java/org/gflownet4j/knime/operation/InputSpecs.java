package org.gflownet4j.knime.operation;

import java.util.Arrays;
import java.util.Optional;

import org.gflownet4j.env.Environment;
import org.gflownet4j.knime.port.DesignSpacePortObjectSpec;
import org.gflownet4j.knime.port.ModelPortObjectSpec;
import org.gflownet4j.knime.port.RewardPortObjectSpec;
import org.gflownet4j.reward.RewardSummary;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObjectSpec;

/** What is known of the inputs before execution, found by its type. */
public final class InputSpecs {

    private final PortObjectSpec[] specs;

    InputSpecs(final PortObjectSpec[] specs) {
        this.specs = specs;
    }

    private <T> Optional<T> find(final Class<T> type) {
        return Arrays.stream(specs).filter(type::isInstance).map(type::cast).findFirst();
    }

    /**
     * The columns of the connected table.
     *
     * @return empty if none is connected
     */
    public Optional<DataTableSpec> table() {
        return find(DataTableSpec.class);
    }

    /**
     * The design space that is connected, by itself or in a model.
     *
     * @return how objects are built; empty if it is not known yet
     */
    public Optional<Environment> space() {
        return find(DesignSpacePortObjectSpec.class).map(DesignSpacePortObjectSpec::space)
                .or(() -> find(ModelPortObjectSpec.class).map(ModelPortObjectSpec::space));
    }

    /**
     * Whether the connected model is temperature-conditional.
     *
     * @return false if it is not, or nothing is known of it
     */
    public boolean isTemperatureConditional() {
        return find(ModelPortObjectSpec.class).map(spec -> spec.temperature().isPresent()).orElse(false);
    }

    /**
     * The reward that is connected.
     *
     * @return what can be said of it; empty if nothing is known yet
     */
    public Optional<RewardSummary> reward() {
        return find(RewardPortObjectSpec.class).map(RewardPortObjectSpec::summary);
    }

    /**
     * Holds the reward against the design space.
     *
     * @throws InvalidSettingsException if the reward can not be used on it
     */
    public void requireRewardFits() throws InvalidSettingsException {
        final Optional<String> misfit = space().flatMap(space -> reward().flatMap(reward -> reward.misfit(space)));
        if (misfit.isPresent()) {
            throw new InvalidSettingsException(
                    misfit.get() + " Connect a reward and a design space that belong together.");
        }
    }
}
