package org.knime.node;

import java.io.File;

import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultModel.StandardDefaultModel;
import org.knime.node.parameters.NodeParameters;

/** The node model around the two functions of a {@link DefaultModel}. */
final class StandardNodeModel extends NodeModel {

    private final StandardDefaultModel model;

    private final PortType[] outTypes;

    private NodeParameters parameters;

    StandardNodeModel(final StandardDefaultModel model, final PortType[] inTypes, final PortType[] outTypes) {
        super(inTypes, outTypes);
        this.model = model;
        this.outTypes = outTypes;
    }

    @Override
    protected void saveSettingsTo(final NodeSettingsWO settings) {
        final Class<? extends NodeParameters> type = model.getParametersClass();
        NodeParametersUtil.saveSettings(type, parameters == null ? NodeParametersUtil.createSettings(type) : parameters,
                settings);
    }

    @Override
    protected void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        NodeParametersUtil.loadSettings(settings, model.getParametersClass()).validate();
    }

    @Override
    protected void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        parameters = NodeParametersUtil.loadSettings(settings, model.getParametersClass());
    }

    @Override
    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        if (parameters == null) {
            parameters = NodeParametersUtil.createSettings(model.getParametersClass(), inSpecs);
            parameters.validate();
        }
        final PortObjectSpec[] outSpecs = new PortObjectSpec[outTypes.length];
        model.configure.accept(new Configuring(inSpecs), new ConfigureOutput() {
            @Override
            @SafeVarargs
            public final <S extends PortObjectSpec> void setOutSpecs(final S... specs) {
                System.arraycopy(specs, 0, outSpecs, 0, specs.length);
            }

            @Override
            public void setWarningMessage(final String message) {
                StandardNodeModel.this.setWarningMessage(message);
            }
        });
        return outSpecs;
    }

    @Override
    protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext exec) throws Exception {
        final PortObject[] outObjects = new PortObject[outTypes.length];
        model.execute.accept(new Executing(inObjects, exec), new ExecuteOutput() {
            @Override
            public <D extends PortObject> void setOutData(final int index, final D data) {
                outObjects[index] = data;
            }

            @Override
            public void setWarningMessage(final String message) {
                StandardNodeModel.this.setWarningMessage(message);
            }
        });
        return outObjects;
    }

    @Override
    protected void reset() {}

    @Override
    protected void loadInternals(final File directory, final ExecutionMonitor monitor) {}

    @Override
    protected void saveInternals(final File directory, final ExecutionMonitor monitor) {}

    @SuppressWarnings("unchecked")
    private final class Configuring implements ConfigureInput {

        private final PortObjectSpec[] specs;

        Configuring(final PortObjectSpec[] specs) {
            this.specs = specs;
        }

        @Override
        public <S extends NodeParameters> S getParameters() {
            return (S) parameters;
        }

        @Override
        public PortObjectSpec[] getInPortSpecs() {
            return specs;
        }
    }

    @SuppressWarnings("unchecked")
    private final class Executing implements ExecuteInput {

        private final PortObject[] objects;

        private final ExecutionContext exec;

        Executing(final PortObject[] objects, final ExecutionContext exec) {
            this.objects = objects;
            this.exec = exec;
        }

        @Override
        public <S extends NodeParameters> S getParameters() {
            return (S) parameters;
        }

        @Override
        public ExecutionContext getExecutionContext() {
            return exec;
        }

        @Override
        public PortObject[] getInPortObjects() {
            return objects;
        }
    }
}
