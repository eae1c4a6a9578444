package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A file that a page is made of. */
public interface Resource {

    String getRelativePath();

    InputStream getInputStream() throws IOException;

    boolean isStatic();

    ContentType getContentType();

    default Optional<Charset> getCharset() {
        return Optional.empty();
    }

    /** The kind of page, told by the file's ending. */
    enum ContentType {
        HTML, SHADOW_APP, SVG, PNG;

        private String ending() {
            return this == SHADOW_APP ? ".js" : "." + name().toLowerCase(Locale.ROOT);
        }

        static ContentType determineType(final String path) {
            return Arrays.stream(values()).filter(type -> path.endsWith(type.ending())).findFirst().orElseThrow(
                    () -> new IllegalArgumentException("Can't determine resource content type for path " + path));
        }
    }
}
