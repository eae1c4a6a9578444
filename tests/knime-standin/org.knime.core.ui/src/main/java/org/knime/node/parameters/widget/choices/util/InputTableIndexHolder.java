package org.knime.node.parameters.widget.choices.util;

/** Says which input's columns are meant. */
public interface InputTableIndexHolder {

    default int getInputTableIndex() {
        return 0;
    }
}
