package org.gflownet4j.standin.tests;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.message.Message;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;

/** A node that computes a mean, with an optional port for a mean to compare with. */
public final class MeanNodeFactory extends DefaultNodeFactory {

    static final String COMPARED = "Compared";

    public MeanNodeFactory() {
        super(DefaultNode.create().name("Mean Learner").icon("mean.png").shortDescription("Computes a mean.")
                .fullDescription("Computes the <b>mean</b> of a column.").sinceVersion(5, 8, 0)
                .dynamicPorts(ports -> ports
                        .addInputPortGroup("Table", p -> p.name("Table").description("Numbers.")
                                .fixed(BufferedDataTable.TYPE))
                        .addInputPortGroup(COMPARED, p -> p.name("Mean").description("Another mean.").optional()
                                .supportedTypes(MeanPortObject.TYPE))
                        .addOutputPortGroup("Mean", p -> p.name("Mean").description("The mean.")
                                .fixed(MeanPortObject.TYPE)))
                .model(model -> model.parametersClass(Parameters.class).configure(MeanNodeFactory::configure)
                        .execute(MeanNodeFactory::execute))
                .nodeType(NodeType.Learner).keywords("mean", "average"));
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
            throws InvalidSettingsException {
        final Parameters parameters = input.getParameters();
        final DataTableSpec spec = (DataTableSpec) input.getInPortSpecs()[0];
        if (spec.findColumnIndex(parameters.column) < 0) {
            throw new InvalidSettingsException("There is no column \"" + parameters.column + "\".");
        }
        output.setOutSpecs(new MeanSpec(parameters.column));
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
            throws CanceledExecutionException, KNIMEException {
        final Parameters parameters = input.getParameters();
        final BufferedDataTable table = (BufferedDataTable) input.getInPortObjects()[0];
        final int column = table.getSpec().findColumnIndex(parameters.column);
        double sum = 0;
        long rows = 0;
        for (final DataRow row : table) {
            final long done = ++rows;
            input.getExecutionContext().setProgress((double) done / table.size(), "Row " + done);
            input.getExecutionContext().checkCanceled();
            if (row.getCell(column).isMissing() && parameters.missing == Parameters.Missing.FAIL) {
                throw Message.builder().withSummary("A value is missing.")
                        .addRowIssue(0, column, done - 1, "There is no number here.")
                        .addResolutions("Filter rows without a value.").build().orElseThrow().toKNIMEException();
            } else if (row.getCell(column).isMissing()) {
                output.setWarningMessage("Values were missing.");
            } else {
                sum += ((DoubleValue) row.getCell(column)).getDoubleValue();
            }
        }
        if (sum < 0) {
            throw new IllegalStateException("negative");
        }
        if (input.getInPortObjects().length > 1) {
            sum -= rows * ((MeanPortObject) input.getInPortObjects()[1]).mean();
        }
        final MeanPortObject mean = new MeanPortObject(new MeanSpec(parameters.column), sum / rows);
        output.setOutData(0, mean);
    }

    /** Which column, and what of missing values. */
    static final class Parameters implements NodeParameters {

        @Widget(title = "Column", description = "The column with the numbers.")
        String column;

        @Widget(title = "Missing values", description = "What to do with a missing value.")
        Missing missing = Missing.FAIL;

        Parameters() {}

        Parameters(final NodeParametersInput input) {
            column = ((DataTableSpec) input.getInPortSpecs()[0]).stream()
                    .filter(spec -> spec.getType().isCompatible(DoubleValue.class)).map(DataColumnSpec::getName)
                    .findFirst().orElse(null);
        }

        @Override
        public void validate() throws InvalidSettingsException {
            if ("".equals(column)) {
                throw new InvalidSettingsException("No column is chosen.");
            }
        }

        enum Missing {
            @Label(value = "Fail", description = "The node fails.")
            FAIL, @Label(value = "Skip", description = "The value is skipped.")
            SKIP
        }
    }
}
