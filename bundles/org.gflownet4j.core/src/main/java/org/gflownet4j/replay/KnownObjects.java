package org.gflownet4j.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateIndex;

/**
 * Objects that a user knows, with their log-rewards: what a replay buffer begins with. Their rewards say which of them are
 * good; what a trajectory to one of them is trained towards is the reward of the run, as for any other object.
 */
public final class KnownObjects {

    /** None. */
    public static final KnownObjects NONE = new KnownObjects(0, 0);

    private final int width;
    private final StateIndex objects;
    private final double[] logRewards;
    private int foreign;
    private int repeated;
    private int withoutReward;
    private String firstProblem = "";

    private KnownObjects(final int width, final int most) {
        this.width = width;
        this.objects = new StateIndex(Math.max(1, width), most);
        this.logRewards = new double[most];
    }

    /**
     * Reads objects from text. What is no object of the environment, has no finite log-reward or occurred before is skipped
     * and counted.
     *
     * @param environment that they should belong to
     * @param texts as the environment writes them
     * @param logRewards one per text, in nats
     * @param rows for messages: the row of the user's table that each came from, counted from 1
     * @return what could be used
     * @throws IllegalArgumentException in words for a user, if none can be used, there are too many, or the lists differ in
     *             length
     */
    public static KnownObjects of(final Environment environment, final List<String> texts, final double[] logRewards,
            final long[] rows) {
        final int count = texts.size();
        if (count != logRewards.length || count != rows.length) {
            throw new IllegalArgumentException("There are " + count + " known objects, " + logRewards.length
                    + " rewards and " + rows.length + " row numbers; the three must be as many.");
        }
        Replay.requireFits(environment, Math.max(1, count), "known objects");
        final KnownObjects known = new KnownObjects(environment.stateLength(), count);
        final int[] state = new int[environment.stateLength()];
        for (int i = 0; i < count; i++) {
            known.read(environment, texts.get(i), state, logRewards[i], rows[i]);
        }
        if (known.size() == 0) {
            throw new IllegalArgumentException("None of the " + count + " known objects can be used. "
                    + known.warning().orElse("The table is empty."));
        }
        return known;
    }

    private void read(final Environment environment, final String text, final int[] state, final double logReward,
            final long row) {
        try {
            environment.parse(text, state, 0);
        } catch (final IllegalArgumentException e) {
            foreign++;
            note(row, e.getMessage());
            return;
        }
        if (!Double.isFinite(logReward)) {
            withoutReward++;
            note(row, "the logarithm of the reward of \"" + text + "\" is " + logReward
                    + ", so the reward is no number above 0.");
        } else if (objects.find(state, 0) >= 0) {
            repeated++;
            note(row, "\"" + text + "\" is there a second time.");
        } else {
            logRewards[objects.add(state, 0)] = logReward;
        }
    }

    private void note(final long row, final String problem) {
        if (firstProblem.isEmpty()) {
            firstProblem = "row " + row + ": " + problem;
        }
    }

    /**
     * Number of objects that can be used.
     *
     * @return all different
     */
    public int size() {
        return objects.size();
    }

    /**
     * Number of rows that were skipped.
     *
     * @return at least 0
     */
    public int skipped() {
        return foreign + repeated + withoutReward;
    }

    /**
     * What was skipped and why.
     *
     * @return a sentence or two for a user; empty if nothing was
     */
    public Optional<String> warning() {
        if (skipped() == 0) {
            return Optional.empty();
        }
        final List<String> reasons = new ArrayList<>();
        reason(foreign, "outside the design space", reasons);
        reason(withoutReward, "without a reward above 0", reasons);
        reason(repeated, "repeated", reasons);
        return Optional.of(String.format(Locale.ROOT, "%,d of %,d known objects were skipped: %s. The first is %s",
                skipped(), skipped() + size(), String.join(", ", reasons), firstProblem));
    }

    private static void reason(final int count, final String words, final List<String> reasons) {
        if (count > 0) {
            reasons.add(String.format(Locale.ROOT, "%,d %s", count, words));
        }
    }

    /** Offers all to a buffer, in the order of the rows. */
    void addTo(final ReplayBuffer buffer) {
        for (int i = 0; i < size(); i++) {
            buffer.add(objects.rows(), i * width, logRewards[i]);
        }
    }

    /** Refuses to be used in another design space. */
    void requireWidth(final Environment environment) {
        if (size() > 0 && width != environment.stateLength()) {
            throw new IllegalArgumentException(
                    "The known objects are of another design space than " + environment.title() + ".");
        }
    }

    /** The same for the same objects with the same rewards. */
    String fingerprint() {
        long hash = 1;
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < width; j++) {
                hash = hash * 0x100000001B3L ^ objects.rows()[i * width + j];
            }
            hash = hash * 0x100000001B3L ^ Double.doubleToLongBits(logRewards[i]);
        }
        return Long.toHexString(hash);
    }
}
