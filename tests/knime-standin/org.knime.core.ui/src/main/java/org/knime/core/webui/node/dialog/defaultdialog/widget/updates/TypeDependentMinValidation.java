package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** The least number that the field's type has. */
public abstract class TypeDependentMinValidation extends MinValidation {}
