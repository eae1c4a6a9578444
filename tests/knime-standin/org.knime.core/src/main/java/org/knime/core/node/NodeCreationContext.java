package org.knime.core.node;

import java.net.URL;

/** What a node is dropped on; here only where. */
public class NodeCreationContext {

    private final URL url;

    public NodeCreationContext(final URL url) {
        this.url = url;
    }

    public URL getUrl() {
        return url;
    }
}
