package org.gflownet4j.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.Rewards;

/**
 * The reward file: a zip of {@code reward.json} (first, so that limits are checked while streaming) and {@code reward.csv}
 * (the reward's data), whose size and SHA-256 {@code reward.json} gives. What a Reward port is saved as.
 */
public final class RewardFile {

    /** Version of the format that this class writes; it reads this and older ones. */
    public static final int FORMAT_VERSION = 1;

    private static final String FORMAT = "gflownet4j-reward";
    private static final String JSON_ENTRY = "reward.json";

    private RewardFile() {
    }

    /**
     * Writes a reward. The same reward always gives the same bytes.
     *
     * @param reward what to write
     * @param out where to; not closed
     * @throws IOException if writing fails
     */
    public static void write(final Reward reward, final OutputStream out) throws IOException {
        final Map<String, Object> json = new LinkedHashMap<>();
        json.put("reward", reward.description());
        new ArchiveWriter(FORMAT, FORMAT_VERSION, JSON_ENTRY)
                .entry(ModelFile.REWARD_ENTRY, ArchiveWriter.csv(Rewards.data(reward)), ModelFile.MAX_REWARD_BYTES)
                .write(json, out);
    }

    /**
     * Reads a reward. Memory grows with what is really there, not with what is claimed.
     *
     * @param in a reward file; not closed, and read no further than needed
     * @return the reward
     * @throws ModelFileException in words for a user, if this is no reward, a damaged one, or one of a newer version
     * @throws IOException if reading fails
     */
    public static Reward read(final InputStream in) throws IOException {
        return ArchiveReader.read("reward", FORMAT, FORMAT_VERSION, JSON_ENTRY, in,
                (description, archive) -> archive.reward(description));
    }
}
