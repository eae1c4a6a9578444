package org.knime.core.node.workflow;

/** A node in a workflow; here a type only, since there are no workflows. */
public class NativeNodeContainer {

    NativeNodeContainer() {}
}
