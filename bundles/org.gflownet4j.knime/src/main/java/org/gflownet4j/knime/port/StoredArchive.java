package org.gflownet4j.knime.port;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.gflownet4j.model.Archive;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** The one entry of a port's zip: an archive, and therefore stored, not compressed again. */
final class StoredArchive {

    private StoredArchive() {
    }

    static void write(final ZipOutputStream zip, final String name, final Archive archive,
            final ExecutionMonitor monitor) throws IOException, CanceledExecutionException {
        final ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(archive.size());
        entry.setCompressedSize(archive.size());
        entry.setCrc(archive.crc());
        zip.putNextEntry(entry);
        try {
            archive.writeTo(new Cancellable(zip, monitor));
        } catch (final InterruptedIOException e) {
            throw new CanceledExecutionException(e.getMessage());
        }
        zip.closeEntry();
    }

    /** The bytes of the archive, which must be the next entry. */
    static InputStream open(final ZipInputStream zip, final String name, final String what) throws IOException {
        final ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new IOException("This is no " + what + " that GFlowNet4J saved: "
                    + (entry == null ? "it is empty" : "it holds \"" + entry.getName() + "\"") + " where " + name
                    + " was expected. Execute the node that made it again.");
        }
        return zip;
    }

    /** Lets a user cancel between two pieces. */
    private static final class Cancellable extends FilterOutputStream {
        private final ExecutionMonitor monitor;

        Cancellable(final OutputStream out, final ExecutionMonitor monitor) {
            super(out);
            this.monitor = monitor;
        }

        @Override
        public void write(final byte[] data, final int offset, final int length) throws IOException {
            try {
                monitor.checkCanceled();
            } catch (final CanceledExecutionException e) {
                throw (IOException) new InterruptedIOException(e.getMessage()).initCause(e);
            }
            out.write(data, offset, length);
        }
    }
}
