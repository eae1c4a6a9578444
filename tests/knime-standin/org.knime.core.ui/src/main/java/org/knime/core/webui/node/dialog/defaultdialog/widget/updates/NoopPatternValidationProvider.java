package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** No validation. */
public class NoopPatternValidationProvider extends NoopProvider<PatternValidation> {}
