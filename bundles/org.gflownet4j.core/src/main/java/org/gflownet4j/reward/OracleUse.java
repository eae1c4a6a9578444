package org.gflownet4j.reward;

import java.util.Locale;
import java.util.Optional;

/**
 * What was asked of a slow reward, and how long it took.
 *
 * @param seconds waited for it
 * @param calls of the reward
 * @param asked objects that were asked for, each as often as it was
 * @param evaluated objects that the reward was asked about, checks among them
 * @param checked objects that it was asked about a second time, to see whether it agrees with itself
 * @param disagreed those of them where it did not
 */
public record OracleUse(double seconds, long calls, long asked, long evaluated, long checked, long disagreed) {

    /** Nothing, as of a cheap reward: it is asked directly, and nobody counts. */
    public static final OracleUse NONE = new OracleUse(0, 0, 0, 0, 0, 0);

    /**
     * The sum of two.
     *
     * @param other of the same or another reward
     * @return field by field
     */
    public OracleUse plus(final OracleUse other) {
        return new OracleUse(seconds + other.seconds, calls + other.calls, asked + other.asked,
                evaluated + other.evaluated, checked + other.checked, disagreed + other.disagreed);
    }

    /**
     * What came after.
     *
     * @param before an earlier state of the same reward
     * @return field by field
     */
    public OracleUse since(final OracleUse before) {
        return new OracleUse(seconds - before.seconds, calls - before.calls, asked - before.asked,
                evaluated - before.evaluated, checked - before.checked, disagreed - before.disagreed);
    }

    /**
     * The part of what was asked for that was known from before.
     *
     * @return 0 to 1
     */
    public double knownShare() {
        return asked == 0 ? 0 : 1 - (double) (evaluated - checked) / asked;
    }

    /**
     * In words for a user.
     *
     * @param totalSeconds of the work that the reward was a part of
     * @return a sentence; empty if there was no call
     */
    public Optional<String> sentence(final double totalSeconds) {
        if (calls == 0) {
            return Optional.empty();
        }
        final double share = totalSeconds > 0 ? Math.min(1, seconds / totalSeconds) : 1;
        return Optional.of("The reward took " + percent(share) + " of the time: " + count(evaluated, "object") + " in "
                + count(calls, "call") + "; " + percent(knownShare())
                + " of what was asked for was known from before.");
    }

    private static String percent(final double share) {
        return Math.round(share * 100) + "\u202f%";
    }

    private static String count(final long number, final String what) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f') + " " + what + (number == 1 ? "" : "s");
    }
}
