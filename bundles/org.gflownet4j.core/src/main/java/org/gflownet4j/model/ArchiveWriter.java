package org.gflownet4j.model;

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
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.Version;
import org.gflownet4j.file.AtomicFile;
import org.gflownet4j.table.Csv;
import org.gflownet4j.table.Table;

/**
 * Writes a zip whose first entry, a JSON description, gives size and SHA-256 of the others. Their content is produced twice,
 * once to measure it, so that nothing is held in memory. The same content always gives the same bytes.
 */
final class ArchiveWriter {

    private final String format;
    private final int formatVersion;
    private final String descriptionEntry;
    private final Map<String, AtomicFile.Content> contents = new LinkedHashMap<>();
    private final Map<String, Object> claims = new LinkedHashMap<>();

    ArchiveWriter(final String format, final int formatVersion, final String descriptionEntry) {
        this.format = format;
        this.formatVersion = formatVersion;
        this.descriptionEntry = descriptionEntry;
    }

    /** Adds an entry and measures it; refused above a number of bytes. */
    ArchiveWriter entry(final String name, final AtomicFile.Content content, final long mostBytes)
            throws IOException {
        final MessageDigest digest = ModelFile.sha256();
        final CountingStream counter = new CountingStream();
        content.writeTo(new DigestOutputStream(counter, digest));
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

    /** Writes everything; {@code description} stands between the format's version and the list of entries. */
    void write(final Map<String, Object> description, final OutputStream out) throws IOException {
        final Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", format);
        json.put("formatVersion", formatVersion);
        json.put("productVersion", Version.VERSION);
        json.putAll(description);
        json.put("entries", claims);
        final byte[] text = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asBytes(json);
        if (text.length > ModelFile.MAX_JSON_BYTES) {
            throw new ModelFileException("The description is larger than a file may hold.");
        }
        final ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        // a cancelled training waits for its checkpoint
        zip.setLevel(Deflater.BEST_SPEED);
        begin(zip, descriptionEntry);
        zip.write(text);
        for (final Map.Entry<String, AtomicFile.Content> entry : contents.entrySet()) {
            begin(zip, entry.getKey());
            entry.getValue().writeTo(zip);
        }
        zip.closeEntry();
        zip.finish();
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
