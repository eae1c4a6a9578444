package org.gflownet4j.operation;

import java.util.Optional;
import java.util.OptionalDouble;

import org.gflownet4j.env.Environment;
import org.gflownet4j.report.NumberText;
import org.gflownet4j.reward.TableReward;

/**
 * How much of a design space a table of measured objects covers.
 *
 * @param measured different objects of the table
 * @param objects objects of the design space; empty if that is not known
 * @param estimated whether the number of objects was guessed from the table itself, without a design space
 */
public record Coverage(long measured, OptionalDouble objects, boolean estimated) {

    private static final double LOW = 0.5;
    /** Only printable ASCII characters can be letters. */
    private static final int CHARACTERS = 128;

    /**
     * The coverage of a reward's table. Without a design space, the number of objects is estimated where all objects are
     * texts of one length: as the number of texts of this length over the letters that occur.
     *
     * @param reward look-up of measured objects
     * @param space that they belong to, if it is known
     * @return measured objects and, where that is known or can be estimated, objects in all
     */
    public static Coverage of(final TableReward reward, final Optional<Environment> space) {
        final String[] objects = reward.objects();
        return space
                .map(environment -> new Coverage(objects.length, OptionalDouble.of(environment.objectCount()), false))
                .orElseGet(() -> new Coverage(objects.length, textsLike(objects), true));
    }

    private static OptionalDouble textsLike(final String[] objects) {
        final boolean[] occurs = new boolean[CHARACTERS];
        int letters = 0;
        for (final String object : objects) {
            if (object.length() != objects[0].length()) {
                return OptionalDouble.empty();
            }
            for (int i = 0; i < object.length(); i++) {
                final char letter = object.charAt(i);
                if (letter >= CHARACTERS || letter <= ' ') {
                    return OptionalDouble.empty();
                }
                letters += occurs[letter] ? 0 : 1;
                occurs[letter] = true;
            }
        }
        return OptionalDouble.of(Math.pow(letters, objects[0].length()));
    }

    /**
     * Share of the objects that were measured.
     *
     * @return 0 to 1; empty if the number of objects is not known
     */
    public OptionalDouble share() {
        return objects.isPresent() ? OptionalDouble.of(Math.min(1, measured / objects.getAsDouble()))
                : OptionalDouble.empty();
    }

    /**
     * The same in words.
     *
     * @return one sentence for a user
     */
    public String sentence() {
        return words() + ".";
    }

    /** The sentence without its full stop. */
    String words() {
        final String begin = number(measured) + " objects are measured";
        if (objects.isEmpty()) {
            return begin + "; of how many in all is not known without a design space";
        }
        return begin + ", " + percent() + (estimated
                ? " of " + (Double.isInfinite(objects.getAsDouble()) ? "" : "about ") + number(objects.getAsDouble())
                        + " objects in all (an estimate: all texts of this length over the letters that occur)"
                : " of the " + number(objects.getAsDouble()) + " objects of the design space");
    }

    /**
     * Whether most objects were not measured, so that looking scores up is not enough.
     *
     * @return false if the number of objects is not known
     */
    public boolean isLow() {
        return share().orElse(1) < LOW;
    }

    private String percent() {
        final double share = share().orElseThrow();
        final String percent = NumberText.percent(share);
        return share < 1 && percent.equals(NumberText.percent(1)) ? "nearly all" : percent;
    }

    private static String number(final double value) {
        return Double.isInfinite(value) ? "more than 10³⁰⁰" : NumberText.of(value);
    }
}
