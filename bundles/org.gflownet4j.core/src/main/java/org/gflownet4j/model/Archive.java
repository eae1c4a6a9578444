package org.gflownet4j.model;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.Version;
import org.gflownet4j.file.AtomicFile;
import org.gflownet4j.table.Csv;
import org.gflownet4j.table.Table;

/**
 * A model or a reward, ready to be written: a zip whose first entry, a JSON description, gives size and SHA-256 of the others.
 * Their content is produced once to measure it and again for each writing, so that nothing is held in memory. The same
 * content always gives the same bytes. Thread-safe.
 */
public final class Archive {

    private final String descriptionEntry;
    private final byte[] description;
    private final Map<String, AtomicFile.Content> contents;
    private Measure measure;

    private Archive(final Builder builder, final byte[] description) {
        this.descriptionEntry = builder.descriptionEntry;
        this.description = description;
        this.contents = builder.contents;
    }

    /**
     * Size and checksum of all of it.
     *
     * @param bytes that are written
     * @param crc their CRC-32
     */
    public record Measure(long bytes, long crc) {
    }

    /**
     * Writes all of it.
     *
     * @param out where to; not closed
     * @param check called several times a second; what it throws ends the writing
     * @throws IOException if writing fails
     */
    public void writeTo(final OutputStream out, final Runnable check) throws IOException {
        final ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        begin(zip, descriptionEntry);
        zip.write(description);
        for (final Map.Entry<String, AtomicFile.Content> entry : contents.entrySet()) {
            // trained parameters hardly shrink, and KNIME copies a model for each node that takes it
            zip.setLevel(entry.getKey().endsWith(ModelFile.VECTOR_SUFFIX) ? Deflater.NO_COMPRESSION
                    : Deflater.BEST_SPEED);
            begin(zip, entry.getKey());
            entry.getValue().writeTo(new CheckedStream(zip, check));
        }
        zip.closeEntry();
        zip.finish();
    }

    /**
     * Measures what {@link #writeTo} writes; the first call does, later ones remember.
     *
     * @param check called several times a second; what it throws ends the work
     * @return size and checksum
     * @throws IOException if producing the content fails
     */
    public synchronized Measure measure(final Runnable check) throws IOException {
        if (measure == null) {
            final CountingStream counter = new CountingStream();
            final CheckedOutputStream checked = new CheckedOutputStream(counter, new CRC32());
            writeTo(checked, check);
            measure = new Measure(counter.bytes, checked.getChecksum().getValue());
        }
        return measure;
    }

    /**
     * What identifies the content: two archives of the same fingerprint hold the same.
     *
     * @return SHA-256 of the description, which holds the SHA-256 of everything else
     */
    public String fingerprint() {
        return fingerprint(description);
    }

    static String fingerprint(final byte[] description) {
        return HexFormat.of().formatHex(ModelFile.sha256().digest(description));
    }

    private static void begin(final ZipOutputStream zip, final String name) throws IOException {
        final ZipEntry entry = new ZipEntry(name);
        // the same model gives the same bytes
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        zip.putNextEntry(entry);
    }

    /** A table as CSV. */
    static AtomicFile.Content csv(final Table table) {
        return out -> {
            final Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            Csv.write(table, writer);
            writer.flush();
        };
    }

    /** Collects entries. */
    static final class Builder {
        private final String descriptionEntry;
        private final Runnable check;
        private final Map<String, Object> description = new LinkedHashMap<>();
        private final Map<String, Object> claims = new LinkedHashMap<>();
        private final Map<String, AtomicFile.Content> contents = new LinkedHashMap<>();

        Builder(final String format, final int formatVersion, final String descriptionEntry, final Runnable check) {
            this.descriptionEntry = descriptionEntry;
            this.check = check;
            description.put("format", format);
            description.put("formatVersion", formatVersion);
            description.put("productVersion", Version.VERSION);
        }

        Builder put(final String key, final Object value) {
            description.put(key, Objects.requireNonNull(value, key));
            return this;
        }

        /** Adds an entry and measures it; refused above a number of bytes. */
        Builder entry(final String name, final AtomicFile.Content content, final long mostBytes) throws IOException {
            final MessageDigest digest = ModelFile.sha256();
            final CountingStream counter = new CountingStream();
            content.writeTo(new CheckedStream(new DigestOutputStream(counter, digest), check));
            if (counter.bytes > mostBytes) {
                throw new ModelFileException("The reward's table is larger than a file may hold.");
            }
            final Map<String, Object> claim = new LinkedHashMap<>();
            claim.put("bytes", counter.bytes);
            claim.put("sha256", HexFormat.of().formatHex(digest.digest()));
            claims.put(name, claim);
            contents.put(name, content);
            return this;
        }

        Archive build() throws IOException {
            description.put("entries", claims);
            final byte[] text = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asBytes(description);
            if (text.length > ModelFile.MAX_JSON_BYTES) {
                throw new ModelFileException("The description is larger than a file may hold.");
            }
            return new Archive(this, text);
        }
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

    /** Calls something before each write; writers above it write some kilobytes at a time. */
    private static final class CheckedStream extends FilterOutputStream {
        private final Runnable check;

        CheckedStream(final OutputStream out, final Runnable check) {
            super(out);
            this.check = check;
        }

        @Override
        public void write(final byte[] data, final int offset, final int length) throws IOException {
            check.run();
            out.write(data, offset, length);
        }
    }
}
