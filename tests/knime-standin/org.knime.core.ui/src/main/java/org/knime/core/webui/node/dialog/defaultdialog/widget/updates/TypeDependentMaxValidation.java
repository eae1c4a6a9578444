package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/** The greatest number that the field's type has. */
public abstract class TypeDependentMaxValidation extends MaxValidation {}
