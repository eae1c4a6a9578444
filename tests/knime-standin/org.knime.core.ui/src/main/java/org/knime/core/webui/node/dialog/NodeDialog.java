package org.knime.core.webui.node.dialog;

/** A dialog of a node as a page; here a type only. */
public interface NodeDialog {}
