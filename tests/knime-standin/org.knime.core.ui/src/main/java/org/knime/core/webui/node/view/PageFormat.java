package org.knime.core.webui.node.view;

/** The shape a view has at first. */
public enum PageFormat {
    ASPECT_RATIO_4BY3, AUTO
}
