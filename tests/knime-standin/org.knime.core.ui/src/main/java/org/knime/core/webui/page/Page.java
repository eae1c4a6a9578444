package org.knime.core.webui.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import org.knime.core.node.FluentNodeAPI;

/** A page made from a string. KNIME's class is sealed, with a subclass for pages from files. */
public final class Page implements FluentNodeAPI {

    private final StringSupplier content;

    private final String relativePath;

    private Page(final StringSupplier content, final String relativePath) {
        this.content = content;
        this.relativePath = relativePath;
    }

    public static RequireFromFileOrString create() {
        return new RequireFromFileOrString() {};
    }

    public String getRelativePath() {
        return relativePath;
    }

    public InputStream getInputStream() throws IOException {
        return new ByteArrayInputStream(content.get().getBytes(StandardCharsets.UTF_8));
    }

    public boolean isCompletelyStatic() {
        return false;
    }

    /** Takes what the page is made from. */
    public interface RequireFromFileOrString {

        default RequireRelativePath fromString(final StringSupplier content) {
            return relativePath -> new Page(content, relativePath);
        }
    }

    /** Takes the page's name. */
    public interface RequireRelativePath {

        Page relativePath(String relativePath);
    }

    /** Makes the page's text. */
    public interface StringSupplier extends Supplier<String> {}
}
