package org.gflownet4j.knime.port;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
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

    /** Makes an archive; asked several times a second whether to go on. */
    interface Source {
        Archive archive(Runnable check) throws IOException;
    }

    static void write(final ZipOutputStream zip, final String name, final Source source,
            final ExecutionMonitor monitor) throws IOException, CanceledExecutionException {
        final Runnable check = () -> check(monitor);
        try {
            final Archive archive = source.archive(check);
            final Archive.Measure measure = archive.measure(check);
            final ZipEntry entry = new ZipEntry(name);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(measure.bytes());
            entry.setCompressedSize(measure.bytes());
            entry.setCrc(measure.crc());
            zip.putNextEntry(entry);
            archive.writeTo(zip, check);
            zip.closeEntry();
        } catch (final CancellationException e) {
            throw new CanceledExecutionException(e.getMessage());
        }
    }

    private static void check(final ExecutionMonitor monitor) {
        try {
            monitor.checkCanceled();
        } catch (final CanceledExecutionException e) {
            throw (CancellationException) new CancellationException(e.getMessage()).initCause(e);
        }
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
}
