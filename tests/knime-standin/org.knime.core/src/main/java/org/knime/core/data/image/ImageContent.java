package org.knime.core.data.image;

import java.io.IOException;
import java.io.OutputStream;

/** An image of any format. */
public interface ImageContent {

    void save(OutputStream out) throws IOException;

    String getSummary();
}
