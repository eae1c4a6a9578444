package org.gflownet4j.knime.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.gflownet4j.file.AtomicFile;

/**
 * The one entry of a port's zip, itself an archive and therefore stored, not compressed again. Its bytes are produced twice,
 * once for the size and checksum that a stored entry begins with, and are never held in memory.
 */
final class StoredEntry {

    private StoredEntry() {
    }

    static void write(final ZipOutputStream zip, final String name, final AtomicFile.Content content)
            throws IOException {
        final CountingStream counter = new CountingStream();
        final CheckedOutputStream checked = new CheckedOutputStream(counter, new CRC32());
        content.writeTo(checked);
        final ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(counter.bytes);
        entry.setCompressedSize(counter.bytes);
        entry.setCrc(checked.getChecksum().getValue());
        zip.putNextEntry(entry);
        content.writeTo(zip);
        zip.closeEntry();
    }

    /** The bytes of the entry, which must be the next one. */
    static InputStream open(final ZipInputStream zip, final String name, final String what) throws IOException {
        final ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new IOException("This is no " + what + " that GFlowNet4J saved: "
                    + (entry == null ? "it is empty" : "it holds \"" + entry.getName() + "\"") + " where " + name
                    + " was expected. Execute the node again that made it.");
        }
        return zip;
    }

    private static final class CountingStream extends OutputStream {
        private long bytes;

        @Override
        public void write(final int value) {
            bytes++;
        }

        @Override
        public void write(final byte[] data, final int offset, final int length) {
            bytes += length;
        }
    }
}
