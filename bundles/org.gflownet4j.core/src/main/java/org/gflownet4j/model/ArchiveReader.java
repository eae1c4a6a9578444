package org.gflownet4j.model;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.Version;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.Rewards;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Csv;

/**
 * Reads what an {@link Archive} wrote, and trusts nothing of it: what the description claims is checked before memory is
 * taken for it, and entries are read no further than claimed.
 */
final class ArchiveReader {

    /** Something that reads an entry's bytes to the end. */
    interface Reading {
        void readFrom(InputStream in) throws IOException;
    }

    /** Something that reads the entries after the description. */
    interface Content<T> {
        T read(Map<String, Object> description, ArchiveReader archive) throws IOException;
    }

    private final String noun;
    private final ZipInputStream zip;

    private ArchiveReader(final String noun, final InputStream in) {
        this.noun = noun;
        this.zip = new ZipInputStream(in, StandardCharsets.UTF_8);
    }

    /**
     * Reads an archive.
     *
     * @param noun what it holds, in one word for messages
     * @param format that its description must name
     * @param formatVersion newest that is understood
     * @param descriptionEntry name of its first entry
     * @param in not closed, and read no further than needed
     * @param known looks the content up by the archive's fingerprint
     * @param content reads the other entries
     */
    static <T> T read(final String noun, final String format, final int formatVersion, final String descriptionEntry,
            final InputStream in, final Function<String, Optional<T>> known, final Content<T> content)
            throws IOException {
        try {
            final ArchiveReader archive = new ArchiveReader(noun, in);
            archive.requireEntry(descriptionEntry);
            final byte[] bytes = archive.zip.readNBytes(ModelFile.MAX_JSON_BYTES + 1);
            final Map<String, Object> description = archive.description(bytes, format, formatVersion);
            final Optional<T> there = known.apply(Archive.fingerprint(bytes));
            if (there.isPresent()) {
                return there.get();
            }
            final T read = content.read(description, archive);
            if (archive.zip.getNextEntry() != null) {
                throw new ModelFileException("The " + noun + " file holds something that does not belong there.");
            }
            return read;
        } catch (final EOFException | ZipException e) {
            throw new ModelFileException("The " + noun + " file is damaged or was not copied completely.", e);
        } catch (final IllegalArgumentException | ClassCastException e) {
            throw new ModelFileException("The " + noun + " can not be used: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> description(final byte[] bytes, final String format, final int formatVersion)
            throws IOException {
        if (bytes.length > ModelFile.MAX_JSON_BYTES) {
            throw new ModelFileException(
                    "This is no " + noun + " that GFlowNet4J wrote: its description is too long.");
        }
        final Map<String, Object> json;
        try {
            json = JSON.std.mapFrom(bytes);
        } catch (final IOException e) {
            throw new ModelFileException("The " + noun + " file's description is damaged.", e);
        }
        if (json == null || !format.equals(json.get("format"))) {
            throw new ModelFileException("This is no " + noun + " that GFlowNet4J wrote.");
        }
        if (wholeNumber(json, "formatVersion") > formatVersion) {
            throw new ModelFileException("The " + noun + " was written by GFlowNet4J " + json.get("productVersion")
                    + ", which is newer than this version (" + Version.VERSION + "). Update GFlowNet4J to read it.");
        }
        return json;
    }

    /** Reads the next entry, which must have this name, and what the description claims of it. */
    void entry(final String name, final Map<String, Object> description, final Reading reading) throws IOException {
        requireEntry(name);
        final Map<String, Object> claim = claim(name, description);
        final MessageDigest digest = ModelFile.sha256();
        final BoundedStream bounded = new BoundedStream(zip, wholeNumber(claim, "bytes"));
        final InputStream digested = new DigestInputStream(bounded, digest);
        reading.readFrom(digested);
        // read, not skipped, which would leave it out of the digest
        digested.transferTo(OutputStream.nullOutputStream());
        if (zip.read() >= 0 || !HexFormat.of().formatHex(digest.digest()).equals(claim.get("sha256"))) {
            throw new ModelFileException(
                    "The " + noun + " file is damaged: its content does not match its checksum.");
        }
    }

    /** How many bytes the description claims an entry to have. */
    long bytes(final String name, final Map<String, Object> description) throws ModelFileException {
        return wholeNumber(claim(name, description), "bytes");
    }

    private Map<String, Object> claim(final String name, final Map<String, Object> description)
            throws ModelFileException {
        return map(map(description, "entries"), name);
    }

    /** Reads the reward that the description and the next entry hold. */
    Reward reward(final Map<String, Object> description) throws IOException {
        final Map<String, Object> reward = map(description, "reward");
        final long rows = reward.containsKey("objects") ? wholeNumber(reward, "objects") : 0;
        if (rows > TableReward.MAX_OBJECTS) {
            throw new ModelFileException("The " + noun + " file claims a reward table of " + rows
                    + " objects; at most " + TableReward.MAX_OBJECTS + " are possible.");
        }
        if (bytes(ModelFile.REWARD_ENTRY, description) > ModelFile.MAX_REWARD_BYTES) {
            throw new ModelFileException("The " + noun + " file claims a reward table of more than "
                    + (ModelFile.MAX_REWARD_BYTES >> 20) + " MiB, which is refused.");
        }
        final Reward[] read = new Reward[1];
        entry(ModelFile.REWARD_ENTRY, description,
                stream -> read[0] = Rewards.fromDescription(reward,
                        Csv.read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)),
                                "The reward's table", Rewards.COLUMNS, (int) rows)));
        return read[0];
    }

    private void requireEntry(final String name) throws IOException {
        final ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new ModelFileException(
                    entry == null ? "This is no complete " + noun + " file: " + name + " is missing."
                            : "This is no " + noun + " that GFlowNet4J wrote: it holds \"" + entry.getName()
                                    + "\" where " + name + " was expected.");
        }
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> map(final Map<String, Object> json, final String key) throws ModelFileException {
        if (json.get(key) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new ModelFileException(
                "The " + noun + " file's description is incomplete: \"" + key + "\" is missing.");
    }

    long wholeNumber(final Map<String, Object> json, final String key) throws ModelFileException {
        if (json.get(key) instanceof Number number && number.doubleValue() == number.longValue()
                && number.longValue() >= 0) {
            return number.longValue();
        }
        throw new ModelFileException("The " + noun + " file's description has no whole number \"" + key + "\".");
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
}
