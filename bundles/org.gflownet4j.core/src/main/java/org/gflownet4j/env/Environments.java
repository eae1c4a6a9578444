package org.gflownet4j.env;

import java.util.List;
import java.util.Map;

/** Builds environments from what a model file says of them. */
public final class Environments {

    private Environments() {
    }

    /**
     * Builds an environment again.
     *
     * @param description as {@link Environment#description()} gave it; values are strings, numbers, and lists of these
     * @return an equal environment
     * @throws IllegalArgumentException in words for a user, if the description is incomplete, out of range or of a kind
     *             that this version does not know
     */
    public static Environment fromDescription(final Map<String, ?> description) {
        final String kind = text(description, "kind");
        return switch (kind) {
            case "sequence" -> new Sequence(text(description, "name"), text(description, "letters"),
                    number(description, "minLength"), number(description, "maxLength"), construction(description));
            case "bit-sequence" -> new BitSequence(number(description, "bits"), number(description, "wordBits"),
                    construction(description));
            case "library" -> new Library(blocks(description), construction(description));
            case "subset" -> new Subset(number(description, "elements"), number(description, "chosen"));
            case "ising" -> new Ising(number(description, "side"));
            case "hypergrid" -> new Hypergrid(number(description, "dimensions"), number(description, "side"));
            default -> throw new IllegalArgumentException("Design spaces of kind \"" + kind
                    + "\" are unknown to this version of GFlowNet4J; a newer version may know them.");
        };
    }

    private static Construction construction(final Map<String, ?> description) {
        return Construction.of(text(description, "construction"));
    }

    private static List<List<String>> blocks(final Map<String, ?> description) {
        if (!(description.get("blocks") instanceof List<?> positions)) {
            throw new IllegalArgumentException("The description of the design space has no list of \"blocks\".");
        }
        return positions.stream().map(Environments::names).toList();
    }

    private static List<String> names(final Object position) {
        if (position instanceof List<?> names && names.stream().allMatch(String.class::isInstance)) {
            return names.stream().map(String.class::cast).toList();
        }
        throw new IllegalArgumentException("The description of the design space has blocks that are no names.");
    }

    private static String text(final Map<String, ?> description, final String key) {
        if (description.get(key) instanceof String value) {
            return value;
        }
        throw new IllegalArgumentException("The description of the design space has no text \"" + key + "\".");
    }

    private static int number(final Map<String, ?> description, final String key) {
        if (description.get(key) instanceof Number value && value.doubleValue() == value.intValue()) {
            return value.intValue();
        }
        throw new IllegalArgumentException("The description of the design space has no whole number \"" + key + "\".");
    }
}
