package org.gflownet4j.knime.node;

import org.gflownet4j.knime.operation.OperationParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.choices.Label;

/** Parameters of the node <em>GFlowNet Example Data</em>. */
@LoadDefaultsForAbsentFields
public final class ExampleDataParameters extends OperationParameters {

    enum DataSet {
        @Label(value = "TF-Bind-8 (SIX6)",
                description = "Binding of the human transcription factor SIX6 to all 65 536 DNA "
                        + "sequences of length 8.")
        TF_BIND_8_SIX6
    }

    @Widget(title = "Data set", description = "TF-Bind-8 (SIX6): how strongly the human transcription factor SIX6 "
            + "binds each of the 65 536 DNA sequences of length 8, measured on a microarray.")
    DataSet dataSet = DataSet.TF_BIND_8_SIX6;
}
