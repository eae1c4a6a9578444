package org.gflownet4j.reward;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.gflownet4j.env.BitSequence;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Ising;
import org.gflownet4j.env.Library;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.Subset;

/**
 * What of a reward can be said in a few words, and checked against a design space before the reward is built on it.
 *
 * @param title the reward's
 * @param kind of objects that it fits
 * @param letters that its objects are written in, each once, in alphabetical order; empty if it does not depend on them
 * @param shortest length of its objects; 0 if it does not depend on it; for sets, the number of elements to choose from
 * @param longest length of its objects, likewise
 */
public record RewardSummary(String title, Kind kind, String letters, int shortest, int longest) {

    /** Kinds of objects. */
    public enum Kind {
        /** Any whose text the reward knows. */
        ANY,
        /** Cells of a {@link Hypergrid}. */
        HYPERGRID,
        /** Sequences of so many bits, see {@link BitSequence}. */
        BIT_SEQUENCE,
        /** Sets out of so many elements, see {@link Subset}. */
        SET,
        /** Spins of an {@link Ising} lattice. */
        ISING
    }

    /** Texts in more letters than this are no sequences. */
    private static final int MOST_LETTERS = 256;

    /**
     * Sums up a reward.
     *
     * @param reward any
     * @return its summary
     */
    public static RewardSummary of(final Reward reward) {
        if (reward instanceof TableReward table) {
            return of(table);
        }
        if (reward instanceof BitSequenceReward bits) {
            return sized(reward, Kind.BIT_SEQUENCE, bits.bits());
        }
        if (reward instanceof SetReward set) {
            return sized(reward, Kind.SET, set.energies().length);
        }
        if (reward instanceof IsingReward) {
            return sized(reward, Kind.ISING, 0);
        }
        return sized(reward, reward instanceof HypergridReward ? Kind.HYPERGRID : Kind.ANY, 0);
    }

    private static RewardSummary sized(final Reward reward, final Kind kind, final int size) {
        return new RewardSummary(reward.title(), kind, "", size, size);
    }

    private static RewardSummary of(final TableReward table) {
        final boolean[] seen = new boolean[Character.MAX_VALUE + 1];
        int shortest = Integer.MAX_VALUE;
        int longest = 0;
        for (final String object : table.objects()) {
            shortest = Math.min(shortest, object.length());
            longest = Math.max(longest, object.length());
            for (int i = 0; i < object.length(); i++) {
                seen[object.charAt(i)] = true;
            }
        }
        final StringBuilder letters = new StringBuilder();
        for (int c = 0; c < seen.length && letters.length() <= MOST_LETTERS; c++) {
            if (seen[c]) {
                letters.append((char) c);
            }
        }
        final boolean sequences = letters.length() <= MOST_LETTERS;
        return new RewardSummary(table.title(), Kind.ANY, sequences ? letters.toString() : "",
                sequences ? shortest : 0, sequences ? longest : 0);
    }

    /**
     * The same with more to say.
     *
     * @param remarks sentences
     * @return a summary whose title ends with them
     */
    public RewardSummary with(final List<String> remarks) {
        return remarks.isEmpty() ? this
                : new RewardSummary(title + ". " + String.join(" ", remarks), kind, letters, shortest, longest);
    }

    /**
     * Why the reward can not be used on a design space, as far as the summary tells.
     *
     * @param space a design space
     * @return a sentence; empty if nothing speaks against it
     */
    public Optional<String> misfit(final Environment space) {
        return switch (kind) {
            case ANY -> misfitOfTexts(space);
            case HYPERGRID -> unless(space instanceof Hypergrid, "The reward is that of a hypergrid", space);
            case BIT_SEQUENCE -> unless(space instanceof BitSequence bits && bits.bits() == longest,
                    "The reward is for sequences of " + longest + " bits", space);
            case SET -> unless(space instanceof Subset sets && sets.elements() == longest,
                    "The reward is for sets out of " + longest + " elements", space);
            case ISING -> unless(space instanceof Ising, "The reward is for spins of an Ising lattice", space);
        };
    }

    private static Optional<String> unless(final boolean fits, final String what, final Environment space) {
        return fits ? Optional.empty() : Optional.of(what + ", but the design space is: " + space.title() + ".");
    }

    private Optional<String> misfitOfTexts(final Environment space) {
        if (space instanceof Library library && library.positions() > 1 && !letters.isEmpty()
                && letters.indexOf('|') < 0) {
            return Optional.of("The reward is for objects written without |, which stands between the blocks of a "
                    + "library's compounds, but the design space is: " + space.title() + ".");
        }
        if (!(space instanceof Sequence sequence) || letters.isEmpty()) {
            return Optional.empty();
        }
        final String foreign = letters.chars().filter(c -> sequence.letters().indexOf(c) < 0)
                .mapToObj(Character::toString).collect(Collectors.joining());
        if (!foreign.isEmpty()) {
            // tables hold anything
            return Optional.of("The reward is for objects written in the letters "
                    + letters.replaceAll("\\p{Cntrl}", "\uFFFD") + ", but the design space has the letters "
                    + sequence.letters() + ".");
        }
        if (shortest < sequence.minLength() || longest > sequence.maxLength()) {
            return Optional.of("The reward is for objects of " + lengths(shortest, longest)
                    + " letters, but the design space has sequences of "
                    + lengths(sequence.minLength(), sequence.maxLength()) + ".");
        }
        return Optional.empty();
    }

    private static String lengths(final int shortest, final int longest) {
        return shortest == longest ? Integer.toString(shortest) : shortest + " to " + longest;
    }
}
