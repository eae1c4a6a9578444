package org.gflownet4j.model;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import org.gflownet4j.policy.Policy;
import org.gflownet4j.reward.Rewards;
import org.gflownet4j.table.Csv;
import org.gflownet4j.table.Table;

/** Writes the format that {@link ModelFile} describes. */
final class ModelWriter {

    private ModelWriter() {
    }

    /**
     * See {@link ModelFile#write(GFlowNetModel, OutputStream)}.
     *
     * @param model what to write
     * @param out where to
     * @param check called now and then; what it throws ends the writing
     * @throws IOException if writing fails
     */
    static void write(final GFlowNetModel model, final OutputStream out, final Runnable check) throws IOException {
        final Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", ModelFile.FORMAT);
        json.put("formatVersion", ModelFile.FORMAT_VERSION);
        json.put("productVersion", Version.VERSION);
        json.put("designSpace", model.environment().description());
        json.put("reward", model.reward().description());
        json.put("network", network(model.policy()));
        json.put("training", model.provenance());
        final Table rewardData = Rewards.data(model.reward());
        final Map<String, Object> entries = new LinkedHashMap<>();
        entries.put(ModelFile.PARAMETERS_ENTRY, checksum(target -> writeParameters(model.parameters(), target), check));
        final Map<String, Object> rewardEntry = checksum(target -> writeTable(rewardData, target), check);
        entries.put(ModelFile.REWARD_ENTRY, rewardEntry);
        json.put("entries", entries);
        final byte[] description = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asBytes(json);
        if (description.length > ModelFile.MAX_JSON_BYTES
                || rewardEntry.get("bytes") instanceof Long bytes && bytes > ModelFile.MAX_REWARD_BYTES) {
            throw new ModelFileException(
                    "The model's reward table or description is larger than a model file may hold.");
        }

        final ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        // a cancelled training waits for its checkpoint
        zip.setLevel(Deflater.BEST_SPEED);
        entry(zip, ModelFile.JSON_ENTRY);
        zip.write(description);
        entry(zip, ModelFile.PARAMETERS_ENTRY);
        writeParameters(model.parameters(), new CheckedStream(zip, check));
        entry(zip, ModelFile.REWARD_ENTRY);
        writeTable(rewardData, new CheckedStream(zip, check));
        zip.closeEntry();
        zip.finish();
    }

    private static void entry(final ZipOutputStream zip, final String name) throws IOException {
        final ZipEntry entry = new ZipEntry(name);
        // the same model gives the same bytes
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        zip.putNextEntry(entry);
    }

    private static Map<String, Object> network(final Policy policy) {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "mlp");
        map.put("hidden", policy.architecture().hidden());
        map.put("activation", policy.architecture().activation().name());
        map.put("backward", policy.architecture().backward().name());
        map.put("stateFlow", policy.architecture().stateFlow());
        map.put("conditionWidth", policy.conditionWidth());
        map.put("parameters", policy.parameterCount());
        return map;
    }

    private static Map<String, Object> checksum(final AtomicFile.Content content, final Runnable check)
            throws IOException {
        final MessageDigest digest = ModelFile.sha256();
        final CountingStream counter = new CountingStream();
        content.writeTo(new CheckedStream(new DigestOutputStream(counter, digest), check));
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("bytes", counter.bytes);
        map.put("sha256", HexFormat.of().formatHex(digest.digest()));
        return map;
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
    private static final class CheckedStream extends OutputStream {
        private final OutputStream out;
        private final Runnable check;

        CheckedStream(final OutputStream out, final Runnable check) {
            this.out = out;
            this.check = check;
        }

        @Override
        public void write(final int value) throws IOException {
            check.run();
            out.write(value);
        }

        @Override
        public void write(final byte[] data, final int offset, final int length) throws IOException {
            check.run();
            out.write(data, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    private static void writeParameters(final float[] parameters, final OutputStream out) throws IOException {
        final ByteBuffer chunk = ByteBuffer.allocate(ModelFile.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < parameters.length; from += ModelFile.CHUNK_BYTES / Float.BYTES) {
            final int count = Math.min(ModelFile.CHUNK_BYTES / Float.BYTES, parameters.length - from);
            chunk.asFloatBuffer().put(parameters, from, count);
            out.write(chunk.array(), 0, count * Float.BYTES);
        }
    }

    private static void writeTable(final Table table, final OutputStream out) throws IOException {
        final Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        Csv.write(table, writer);
        writer.flush();
    }
}
