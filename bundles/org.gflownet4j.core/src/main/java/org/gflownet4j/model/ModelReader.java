package org.gflownet4j.model;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.Version;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Environments;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.Rewards;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Csv;

/** Reads the format that {@link ModelFile} describes, and trusts nothing of it. */
final class ModelReader {

    private ModelReader() {
    }

    /** See {@link ModelFile#read(InputStream)}. */
    static GFlowNetModel read(final InputStream in) throws IOException {
        try {
            final ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8);
            requireEntry(zip, ModelFile.JSON_ENTRY);
            final byte[] bytes = zip.readNBytes(ModelFile.MAX_JSON_BYTES + 1);
            if (bytes.length > ModelFile.MAX_JSON_BYTES) {
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
        if (json == null || !ModelFile.FORMAT.equals(json.get("format"))) {
            throw new ModelFileException("This is no model that GFlowNet4J wrote.");
        }
        final long version = wholeNumber(json, "formatVersion");
        if (version > ModelFile.FORMAT_VERSION) {
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
        if (wholeNumber(map(entries, ModelFile.PARAMETERS_ENTRY), "bytes") != (long) policy.parameterCount()
                * Float.BYTES) {
            throw new ModelFileException("The model file is damaged: its size does not fit its network.");
        }
        if (wholeNumber(map(entries, ModelFile.REWARD_ENTRY), "bytes") > ModelFile.MAX_REWARD_BYTES) {
            throw new ModelFileException(
                    "The model file claims a reward table of more than " + (ModelFile.MAX_REWARD_BYTES >> 20)
                            + " MiB, which is refused.");
        }
        requireEntry(zip, ModelFile.PARAMETERS_ENTRY);
        final float[][] parameters = new float[1][];
        readChecked(zip, map(entries, ModelFile.PARAMETERS_ENTRY),
                stream -> parameters[0] = readParameters(stream, policy.parameterCount()));
        requireEntry(zip, ModelFile.REWARD_ENTRY);
        final Map<String, Object> description = map(json, "reward");
        final long rows = description.containsKey("objects") ? wholeNumber(description, "objects") : 0;
        if (rows > TableReward.MAX_OBJECTS) {
            throw new ModelFileException("The model file claims a reward table of " + rows + " objects; at most "
                    + TableReward.MAX_OBJECTS + " are possible.");
        }
        final Reward[] reward = new Reward[1];
        readChecked(zip, map(entries, ModelFile.REWARD_ENTRY),
                stream -> reward[0] = Rewards.fromDescription(description,
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
        final MessageDigest digest = ModelFile.sha256();
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
        final ByteBuffer chunk = ByteBuffer.allocate(ModelFile.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        float[] parameters = new float[Math.min(claimed, 1 << 16)];
        for (int from = 0; from < claimed; from += ModelFile.CHUNK_BYTES / Float.BYTES) {
            final int count = Math.min(ModelFile.CHUNK_BYTES / Float.BYTES, claimed - from);
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
