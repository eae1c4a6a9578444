package org.knime.core.webui.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.knime.core.node.FluentNodeAPI;

/** A page with its resources. The stand-in makes pages from strings, not from files. */
public sealed class Page implements Resource, FluentNodeAPI permits FromFilePage {

    private final Resource page;

    private final Map<String, Resource> resources = new HashMap<>();

    Page(final Resource page) {
        this.page = page;
    }

    public static RequireFromFileOrString create() {
        return new RequireFromFileOrString() {
            @Override
            public RequireRelativePath fromString(final InputStreamSupplier content, final Charset charset) {
                return path -> new Page(new Dynamic(path, content, charset));
            }

            @Override
            public RequireRelativePath fromString(final StringSupplier content, final Charset charset) {
                return path -> new Page(new Dynamic(path, stream(content, charset), charset));
            }
        };
    }

    private static Supplier<InputStream> stream(final Supplier<String> content, final Charset charset) {
        return () -> new ByteArrayInputStream(content.get().getBytes(charset));
    }

    public Page addResource(final Supplier<InputStream> content, final String relativePath) {
        return addResource(content, relativePath, null);
    }

    public Page addResource(final Supplier<InputStream> content, final String relativePath, final Charset charset) {
        resources.put(relativePath, new Dynamic(relativePath, content, charset));
        return this;
    }

    public Page addResourceFromString(final Supplier<String> content, final String relativePath) {
        return addResource(stream(content, StandardCharsets.UTF_8), relativePath, StandardCharsets.UTF_8);
    }

    public Optional<Resource> getResource(final String relativePath) {
        return Optional.ofNullable(resources.get(relativePath));
    }

    @Override
    public String getRelativePath() {
        return page.getRelativePath();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return page.getInputStream();
    }

    @Override
    public boolean isStatic() {
        return page.isStatic();
    }

    public boolean isCompletelyStatic() {
        return false;
    }

    @Override
    public ContentType getContentType() {
        return page.getContentType();
    }

    @Override
    public Optional<Charset> getCharset() {
        return page.getCharset();
    }

    /** A resource whose content is made when it is asked for. */
    private record Dynamic(String path, Supplier<InputStream> content, Charset charset) implements Resource {

        @Override
        public String getRelativePath() {
            return path;
        }

        @Override
        public InputStream getInputStream() {
            return content.get();
        }

        @Override
        public boolean isStatic() {
            return false;
        }

        @Override
        public ContentType getContentType() {
            return ContentType.determineType(path);
        }

        @Override
        public Optional<Charset> getCharset() {
            return Charset.defaultCharset().equals(charset) ? Optional.empty() : Optional.ofNullable(charset);
        }
    }

    /** Takes what the page is made from. */
    public interface RequireFromFileOrString {

        default RequireRelativePath fromString(final InputStreamSupplier content) {
            return fromString(content, null);
        }

        default RequireRelativePath fromString(final StringSupplier content) {
            return fromString(content, StandardCharsets.UTF_8);
        }

        RequireRelativePath fromString(InputStreamSupplier content, Charset charset);

        RequireRelativePath fromString(StringSupplier content, Charset charset);
    }

    /** Takes the page's name. */
    public interface RequireRelativePath {

        Page relativePath(String relativePath);
    }

    /** Makes the page's text. */
    public interface StringSupplier extends Supplier<String> {}

    /** Makes the page's bytes. */
    public interface InputStreamSupplier extends Supplier<InputStream> {}
}
