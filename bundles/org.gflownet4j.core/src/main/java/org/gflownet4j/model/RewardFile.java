package org.gflownet4j.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

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
     * A reward, ready to be written, perhaps several times.
     *
     * @param reward what to write
     * @param check called several times a second; what it throws ends the work
     * @return its file
     * @throws IOException if it is too large for a file
     */
    public static Archive archive(final Reward reward, final Runnable check) throws IOException {
        return new Archive.Builder(FORMAT, FORMAT_VERSION, JSON_ENTRY, check).put("reward", reward.description())
                .entry(ModelFile.REWARD_ENTRY, Archive.csv(Rewards.data(reward)), ModelFile.MAX_REWARD_BYTES).build();
    }

    /**
     * Reads a reward, unless it is there already. Memory grows with what is really there, not with what is claimed.
     *
     * @param in a reward file; not closed, and read no further than needed
     * @param known looks a reward up by its archive's fingerprint; if it is found, the rest of the file is not read
     * @return the reward
     * @throws ModelFileException in words for a user, if this is no reward, a damaged one, or one of a newer version
     * @throws IOException if reading fails
     */
    public static Reward read(final InputStream in, final Function<String, Optional<Reward>> known)
            throws IOException {
        return ArchiveReader.read("reward", FORMAT, FORMAT_VERSION, JSON_ENTRY, in, known,
                (description, archive) -> archive.reward(description));
    }
}
