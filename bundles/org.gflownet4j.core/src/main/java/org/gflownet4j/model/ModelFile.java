package org.gflownet4j.model;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.Version;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Environments;
import org.gflownet4j.file.AtomicFile;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.Rewards;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Csv;
import org.gflownet4j.table.Table;

/**
 * The model file: a zip of {@code model.json} (first, so that limits are checked while streaming), {@code parameters.f32}
 * (little-endian floats) and {@code reward.csv} (the reward's data). {@code model.json} gives the size and SHA-256 of the
 * other two. Nothing is executed or deserialised, no entry's name becomes a path.
 */
public final class ModelFile {

    /** Version of the format that this class writes; it reads this and older ones. */
    public static final int FORMAT_VERSION = 1;

    private static final String FORMAT = "gflownet4j-model";
    private static final String JSON_ENTRY = "model.json";
    private static final String PARAMETERS_ENTRY = "parameters.f32";
    private static final String REWARD_ENTRY = "reward.csv";
    private static final int MAX_JSON_BYTES = 1 << 20;
    private static final long MAX_REWARD_BYTES = 1L << 29;
    private static final int CHUNK_BYTES = 1 << 16;

    private ModelFile() {
    }

    /**
     * Writes a model to a file, all of it or nothing: an older file of that name stays until the new one is complete.
     *
     * @param model what to write
     * @param file where to
     * @throws IOException if writing fails
     */
    public static void save(final GFlowNetModel model, final Path file) throws IOException {
        AtomicFile.write(file, out -> write(model, out));
    }

    /**
     * Reads a model from a file.
     *
     * @param file a model file
     * @return the model
     * @throws ModelFileException in words for a user, if the file is no model, damaged, or of a newer version
     * @throws IOException if reading fails
     */
    public static GFlowNetModel load(final Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            final GFlowNetModel model = read(in);
            // a stream needs no table of contents, but a file that lacks it was not copied completely
            new ZipFile(file.toFile(), ZipFile.OPEN_READ).close();
            return model;
        } catch (final ZipException e) {
            throw new ModelFileException("The model file is damaged or was not copied completely.", e);
        }
    }

    /**
     * Writes a model.
     *
     * @param model what to write
     * @param out where to; not closed
     * @throws IOException if writing fails
     */
    public static void write(final GFlowNetModel model, final OutputStream out) throws IOException {
        final Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("formatVersion", FORMAT_VERSION);
        json.put("productVersion", Version.VERSION);
        json.put("designSpace", model.environment().description());
        json.put("reward", model.reward().description());
        json.put("network", network(model.policy()));
        json.put("training", model.provenance());
        final Table rewardData = Rewards.data(model.reward());
        final Map<String, Object> entries = new LinkedHashMap<>();
        entries.put(PARAMETERS_ENTRY, checksum(target -> writeParameters(model.parameters(), target)));
        entries.put(REWARD_ENTRY, checksum(target -> writeTable(rewardData, target)));
        json.put("entries", entries);
        final byte[] description = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asBytes(json);
        if (description.length > MAX_JSON_BYTES
                || wholeNumber(map(entries, REWARD_ENTRY), "bytes") > MAX_REWARD_BYTES) {
            throw new ModelFileException(
                    "The model's reward table or description is larger than a model file may hold.");
        }

        final ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        entry(zip, JSON_ENTRY);
        zip.write(description);
        entry(zip, PARAMETERS_ENTRY);
        writeParameters(model.parameters(), zip);
        entry(zip, REWARD_ENTRY);
        writeTable(rewardData, zip);
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

    private static Map<String, Object> checksum(final AtomicFile.Content content) throws IOException {
        final MessageDigest digest = sha256();
        final CountingStream counter = new CountingStream();
        content.writeTo(new DigestOutputStream(counter, digest));
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static void writeParameters(final float[] parameters, final OutputStream out) throws IOException {
        final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < parameters.length; from += CHUNK_BYTES / Float.BYTES) {
            final int count = Math.min(CHUNK_BYTES / Float.BYTES, parameters.length - from);
            chunk.asFloatBuffer().put(parameters, from, count);
            out.write(chunk.array(), 0, count * Float.BYTES);
        }
    }

    private static void writeTable(final Table table, final OutputStream out) throws IOException {
        final Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        Csv.write(table, writer);
        writer.flush();
    }

    /**
     * Reads a model. What {@code model.json} claims is checked before memory is taken for it, and memory grows with what is
     * really there.
     *
     * @param in a model file; not closed, and read no further than needed
     * @return the model
     * @throws ModelFileException in words for a user, if this is no model, a damaged one, or one of a newer version
     * @throws IOException if reading fails
     */
    public static GFlowNetModel read(final InputStream in) throws IOException {
        try {
            final ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8);
            requireEntry(zip, JSON_ENTRY);
            final byte[] bytes = zip.readNBytes(MAX_JSON_BYTES + 1);
            if (bytes.length > MAX_JSON_BYTES) {
                throw new ModelFileException("This is no model that GFlowNet4J wrote: its description is too long.");
            }
            return read(parse(bytes), zip);
        } catch (final EOFException | ZipException e) {
            throw new ModelFileException("The model file is damaged or was not copied completely.", e);
        } catch (final IllegalArgumentException | ClassCastException e) {
            throw new ModelFileException("The model can not be used: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> parse(final byte[] bytes) throws ModelFileException {
        final Map<String, Object> json;
        try {
            json = JSON.std.mapFrom(bytes);
        } catch (final IOException e) {
            throw new ModelFileException("The model file's description is damaged.", e);
        }
        if (json == null || !FORMAT.equals(json.get("format"))) {
            throw new ModelFileException("This is no model that GFlowNet4J wrote.");
        }
        final long version = wholeNumber(json, "formatVersion");
        if (version > FORMAT_VERSION) {
            throw new ModelFileException("The model was written by GFlowNet4J " + json.get("productVersion")
                    + ", which is newer than this version (" + Version.VERSION + "). Update GFlowNet4J to read it.");
        }
        return json;
    }

    private static GFlowNetModel read(final Map<String, Object> json, final ZipInputStream zip) throws IOException {
        final Environment environment = Environments.fromDescription(map(json, "designSpace"));
        final Map<String, Object> network = map(json, "network");
        if (wholeNumber(network, "conditionWidth") != 0) {
            throw new ModelFileException("The model is conditional, which this version of GFlowNet4J does not know.");
        }
        final Policy policy = new Policy(environment, architecture(network), 0);
        final Map<String, Object> entries = map(json, "entries");
        if (wholeNumber(map(entries, PARAMETERS_ENTRY), "bytes") != (long) policy.parameterCount() * Float.BYTES) {
            throw new ModelFileException("The model file is damaged: its size does not fit its network.");
        }
        if (wholeNumber(map(entries, REWARD_ENTRY), "bytes") > MAX_REWARD_BYTES) {
            throw new ModelFileException("The model file claims a reward table of more than " + (MAX_REWARD_BYTES >> 20)
                    + " MiB, which is refused.");
        }
        requireEntry(zip, PARAMETERS_ENTRY);
        final float[][] parameters = new float[1][];
        readChecked(zip, map(entries, PARAMETERS_ENTRY),
                stream -> parameters[0] = readParameters(stream, policy.parameterCount()));
        requireEntry(zip, REWARD_ENTRY);
        final Map<String, Object> description = map(json, "reward");
        final long rows = description.containsKey("objects") ? wholeNumber(description, "objects") : 0;
        if (rows > TableReward.MAX_OBJECTS) {
            throw new ModelFileException("The model file claims a reward table of " + rows + " objects; at most "
                    + TableReward.MAX_OBJECTS + " are possible.");
        }
        final Reward[] reward = new Reward[1];
        readChecked(zip, map(entries, REWARD_ENTRY), stream -> reward[0] = Rewards.fromDescription(description,
                Csv.read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)),
                        "The model's reward table", Rewards.COLUMNS, (int) rows)));
        if (zip.getNextEntry() != null) {
            throw new ModelFileException("The model file holds something that does not belong there.");
        }
        return new GFlowNetModel(policy, parameters[0], reward[0], map(json, "training"));
    }

    private static Architecture architecture(final Map<String, Object> network) throws ModelFileException {
        if (!"mlp".equals(network.get("kind")) || !(network.get("hidden") instanceof List<?> hidden)
                || !hidden.stream().allMatch(Integer.class::isInstance)) {
            throw new ModelFileException("The model's network is of a kind that this version does not know.");
        }
        return new Architecture(hidden.stream().map(Integer.class::cast).toList(),
                Activation.valueOf(String.valueOf(network.get("activation"))),
                BackwardPolicy.valueOf(String.valueOf(network.get("backward"))),
                Boolean.TRUE.equals(network.get("stateFlow")));
    }

    private static void requireEntry(final ZipInputStream zip, final String name) throws IOException {
        final ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new ModelFileException(entry == null ? "This is no complete model file: " + name + " is missing."
                    : "This is no model that GFlowNet4J wrote: it holds \"" + entry.getName() + "\" where " + name
                            + " was expected.");
        }
    }

    /** Something that reads an entry's bytes to the end. */
    private interface Reading {
        void readFrom(InputStream in) throws IOException;
    }

    private static void readChecked(final ZipInputStream zip, final Map<String, Object> claim, final Reading reading)
            throws IOException {
        final MessageDigest digest = sha256();
        final BoundedStream bounded = new BoundedStream(zip, wholeNumber(claim, "bytes"));
        final InputStream digested = new DigestInputStream(bounded, digest);
        reading.readFrom(digested);
        digested.skipNBytes(bounded.left);
        if (zip.read() >= 0 || !HexFormat.of().formatHex(digest.digest()).equals(claim.get("sha256"))) {
            throw new ModelFileException("The model file is damaged: its content does not match its checksum.");
        }
    }

    /** Ends after a given number of bytes, whatever the archive holds. */
    private static final class BoundedStream extends InputStream {
        private final InputStream in;
        private long left;

        BoundedStream(final InputStream in, final long bytes) {
            this.in = in;
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            final byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(final byte[] target, final int offset, final int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            final int count = in.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("The entry ends too early.");
            }
            left -= count;
            return count;
        }
    }

    /** Memory grows with what is really there, not with what was claimed. */
    private static float[] readParameters(final InputStream in, final int claimed) throws IOException {
        final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        float[] parameters = new float[Math.min(claimed, 1 << 16)];
        for (int from = 0; from < claimed; from += CHUNK_BYTES / Float.BYTES) {
            final int count = Math.min(CHUNK_BYTES / Float.BYTES, claimed - from);
            if (in.readNBytes(chunk.array(), 0, count * Float.BYTES) < count * Float.BYTES) {
                throw new EOFException("The parameters end too early.");
            }
            if (from + count > parameters.length) {
                parameters = Arrays.copyOf(parameters, (int) Math.min(claimed, 2L * parameters.length));
            }
            chunk.asFloatBuffer().get(parameters, from, count);
        }
        for (final float parameter : parameters) {
            if (!Float.isFinite(parameter)) {
                throw new ModelFileException(
                        "The model can not be used: its network holds a number that is infinite or none.");
            }
        }
        return parameters;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(final Map<String, Object> json, final String key)
            throws ModelFileException {
        if (json.get(key) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new ModelFileException("The model file's description is incomplete: \"" + key + "\" is missing.");
    }

    private static long wholeNumber(final Map<String, Object> json, final String key) throws ModelFileException {
        if (json.get(key) instanceof Number number && number.doubleValue() == number.longValue()
                && number.longValue() >= 0) {
            return number.longValue();
        }
        throw new ModelFileException("The model file's description has no whole number \"" + key + "\".");
    }
}
