package org.knime.node.parameters;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks what is shown only when advanced settings are. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Advanced {}
