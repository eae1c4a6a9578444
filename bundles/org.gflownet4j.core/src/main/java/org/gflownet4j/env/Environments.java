package org.gflownet4j.env;

import java.util.Map;

/** Builds environments from what a model file says of them. */
public final class Environments {

    private Environments() {
    }

    /**
     * Builds an environment again.
     *
     * @param description as {@link Environment#description()} gave it; values are strings and numbers
     * @return an equal environment
     * @throws IllegalArgumentException in words for a user, if the description is incomplete, out of range or of a kind
     *             that this version does not know
     */
    public static Environment fromDescription(final Map<String, ?> description) {
        final String kind = text(description, "kind");
        return switch (kind) {
            case "sequence" -> {
                final String construction = text(description, "construction");
                if (!construction.equals("append")) {
                    throw new IllegalArgumentException("Sequences built by \"" + construction
                            + "\" are unknown to this version of GFlowNet4J; a newer version may know them.");
                }
                yield new Sequence(text(description, "name"), text(description, "letters"),
                        number(description, "minLength"), number(description, "maxLength"));
            }
            case "hypergrid" -> new Hypergrid(number(description, "dimensions"), number(description, "side"));
            default -> throw new IllegalArgumentException("Design spaces of kind \"" + kind
                    + "\" are unknown to this version of GFlowNet4J; a newer version may know them.");
        };
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
