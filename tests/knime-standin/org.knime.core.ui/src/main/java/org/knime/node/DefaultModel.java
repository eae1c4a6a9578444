package org.knime.node;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.NodeParameters;

/** What a node does, as two functions: configure and execute. The stand-in has no rearranging of columns. */
public abstract sealed class DefaultModel implements FluentNodeAPI {

    private final Class<? extends NodeParameters> parametersClass;

    private DefaultModel(final Class<? extends NodeParameters> parametersClass) {
        this.parametersClass = parametersClass;
    }

    static RequireModelParameters create() {
        return parameters -> configure -> execute -> new StandardDefaultModel(parameters, configure, execute);
    }

    Class<? extends NodeParameters> getParametersClass() {
        return parametersClass;
    }

    static final class StandardDefaultModel extends DefaultModel {

        final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure;

        final ExecuteConsumer execute;

        private StandardDefaultModel(final Class<? extends NodeParameters> parametersClass,
                final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure,
                final ExecuteConsumer execute) {
            super(parametersClass);
            this.configure = configure;
            this.execute = execute;
        }
    }

    /** Takes the class of the node's parameters. */
    public interface RequireModelParameters {

        RequireConfigureOrRearrangeColumns parametersClass(Class<? extends NodeParameters> parametersClass);
    }

    /** Takes the function that configures. */
    public interface RequireConfigureOrRearrangeColumns {

        RequireExecute configure(ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure);
    }

    /** Takes the function that executes. */
    public interface RequireExecute {

        DefaultModel execute(ExecuteConsumer execute);
    }

    /** A function that may refuse the settings. */
    public interface ConfigureOrRearrangerConsumer<I, O> {

        void accept(I input, O output) throws InvalidSettingsException;
    }

    /** A function that computes. */
    public interface ExecuteConsumer {

        void accept(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException;
    }

    /** What is known before execution. */
    public interface ConfigureInput {

        <S extends NodeParameters> S getParameters();

        PortObjectSpec[] getInPortSpecs();
    }

    /** What can be told before execution. */
    public interface ConfigureOutput {

        @SuppressWarnings("unchecked")
        <S extends PortObjectSpec> void setOutSpecs(S... specs);

        void setWarningMessage(String message);
    }

    /** What execution works on. */
    public interface ExecuteInput {

        <S extends NodeParameters> S getParameters();

        ExecutionContext getExecutionContext();

        PortObject[] getInPortObjects();
    }

    /** What execution makes. */
    public interface ExecuteOutput {

        <D extends PortObject> void setOutData(int index, D data);

        void setWarningMessage(String message);
    }
}
