package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.widget.text.TextInputWidgetValidation.MinLengthValidation;

/** No validation. */
public class NoopMinLengthValidationProvider extends NoopProvider<MinLengthValidation> {}
