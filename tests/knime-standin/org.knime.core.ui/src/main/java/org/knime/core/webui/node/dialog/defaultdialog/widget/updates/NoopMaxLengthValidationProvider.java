package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.widget.text.TextInputWidgetValidation.MaxLengthValidation;

/** No validation. */
public class NoopMaxLengthValidationProvider extends NoopProvider<MaxLengthValidation> {}
