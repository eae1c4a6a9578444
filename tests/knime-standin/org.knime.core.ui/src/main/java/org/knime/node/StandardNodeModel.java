package org.knime.node;

import java.io.File;
import java.util.Arrays;
import java.util.Optional;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
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
final class StandardNodeModel extends NodeModel implements PortObjectHolder {

    private final StandardDefaultModel model;

    private final PortType[] outTypes;

    private NodeParameters parameters;

    private PortObject[] internal;

    StandardNodeModel(final StandardDefaultModel model, final PortType[] inTypes, final PortType[] outTypes) {
        super(inTypes, outTypes);
        this.model = model;
        this.outTypes = outTypes;
    }

    private Optional<Class<? extends NodeParameters>> parametersClass() {
        return model.getParametersClass();
    }

    @Override
    protected void saveSettingsTo(final NodeSettingsWO settings) {
        parametersClass().ifPresent(type -> NodeParametersUtil.saveSettings(type,
                parameters == null ? NodeParametersUtil.createSettings(type) : parameters, settings));
    }

    @Override
    protected void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (parametersClass().isPresent()) {
            NodeParametersUtil.loadSettings(settings, parametersClass().get()).validate();
        }
    }

    @Override
    protected void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (parametersClass().isPresent()) {
            parameters = NodeParametersUtil.loadSettings(settings, parametersClass().get());
        }
    }

    @Override
    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        if (parameters == null && parametersClass().isPresent()) {
            parameters = NodeParametersUtil.createSettings(parametersClass().get(), inSpecs);
            parameters.validate();
        }
        final PortObjectSpec[] outSpecs = new PortObjectSpec[outTypes.length];
        model.configure.accept(new Configuring(inSpecs), new ConfigureOutput() {
            @Override
            public <S extends PortObjectSpec> void setOutSpec(final int index, final S spec) {
                outSpecs[index] = spec;
            }

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
            @SafeVarargs
            public final <D extends PortObject> void setOutData(final D... data) {
                System.arraycopy(data, 0, outObjects, 0, data.length);
            }

            @Override
            @SafeVarargs
            public final <D extends PortObject> void setInternalData(final D... data) {
                setInternalPortObjects(data);
            }

            @Override
            public void setWarningMessage(final String message) {
                StandardNodeModel.this.setWarningMessage(message);
            }
        });
        return outObjects;
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        return internal;
    }

    @Override
    public void setInternalPortObjects(final PortObject[] portObjects) {
        internal = portObjects;
    }

    @Override
    protected void reset() {
        internal = null;
    }

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

        @Override
        public <S extends PortObjectSpec> S getInPortSpec(final int index) {
            return (S) specs[index];
        }

        @Override
        public DataTableSpec[] getInTableSpecs() {
            return Arrays.stream(specs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
        }

        @Override
        public DataTableSpec getInTableSpec(final int portIndex) {
            return (DataTableSpec) specs[portIndex];
        }

        @Override
        public PortType[] getOutPortTypes() {
            return outTypes;
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

        @Override
        public <D extends PortObject> D getInPortObject(final int portIndex) {
            return (D) objects[portIndex];
        }

        @Override
        public BufferedDataTable[] getInTables() {
            return Arrays.stream(objects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
        }

        @Override
        public BufferedDataTable getInTable(final int portIndex) {
            return (BufferedDataTable) objects[portIndex];
        }

        @Override
        public PortType[] getOutPortTypes() {
            return outTypes;
        }
    }
}
