package org.knime.core.node.port;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;

/** Entries of a zip that holds configurations next to other things: reading or writing one leaves the zip open. */
final class ZipContent {

    private ZipContent() {}

    static InputStream inside(final ZipInputStream zip) {
        return new FilterInputStream(zip) {
            @Override
            public void close() throws IOException {
                zip.closeEntry();
            }
        };
    }

    static OutputStream inside(final ZipOutputStream zip) {
        return new FilterOutputStream(zip) {
            @Override
            public void write(final byte[] bytes, final int from, final int length) throws IOException {
                zip.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                zip.closeEntry();
            }
        };
    }

    static void expect(final String name, final ZipInputStream zip) throws IOException {
        final ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new IOException("Expected zip entry " + name + ", got " + (entry == null ? "none" : entry.getName()));
        }
    }

    static ModelContentRO read(final String name, final ZipInputStream zip) throws IOException {
        expect(name, zip);
        return ModelContent.loadFromXML(inside(zip));
    }

    static String text(final ModelContentRO content, final String key) throws IOException {
        try {
            return content.getString(key);
        } catch (InvalidSettingsException e) {
            throw new IOException("Unable to load settings", e);
        }
    }

    /** Makes an object of a class by its constructor without arguments, as all serialized classes need one. */
    static <T> T create(final Class<?> type, final Class<T> expected) {
        if (!expected.isAssignableFrom(type)) {
            throw new ClassCastException(
                    "Class \"" + type.getName() + "\" is not of type " + expected.getSimpleName());
        }
        try {
            return expected.cast(type.getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Failed to instantiate class \"" + type.getSimpleName()
                    + "\" (failed to invoke no-arg constructor): " + e.getMessage(), e);
        }
    }
}
