package org.gflownet4j.reward;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.gflownet4j.table.Table;

/** Builds rewards from what a model file says of them. */
public final class Rewards {

    private static final Table.Column OBJECT = new Table.Column("object", Table.Type.TEXT);
    private static final Table.Column SCORE = new Table.Column("score", Table.Type.NUMBER);
    private static final Table.Column ROW = new Table.Column("row", Table.Type.WHOLE);

    /** The columns of a reward's data. */
    public static final List<Table.Column> COLUMNS = List.of(OBJECT, SCORE, ROW);

    private Rewards() {
    }

    /**
     * The data of a reward, beside its description.
     *
     * @param reward any
     * @return empty if the description says all
     */
    public static Table data(final Reward reward) {
        final Table.Builder table = Table.builder(COLUMNS.toArray(new Table.Column[0]));
        if (reward instanceof TableReward lookUp) {
            for (int i = 0; i < lookUp.objects().length; i++) {
                table.row(lookUp.objects()[i], lookUp.scores()[i], lookUp.rows()[i]);
            }
        }
        return table.build();
    }

    /**
     * Builds a reward again.
     *
     * @param description as {@link Reward#description()} gave it
     * @param data as {@link #data(Reward)} gave it
     * @return an equal reward
     * @throws IllegalArgumentException in words for a user, if the two do not fit together, or are unknown to this version
     */
    public static Reward fromDescription(final Map<String, ?> description, final Table data) {
        final Object kind = description.get("kind");
        return switch (kind instanceof String text ? text : "") {
            case "hypergrid" -> new HypergridReward(
                    description.containsKey("variant")
                            ? named(HypergridReward.Variant.values(), HypergridReward.Variant::key, description,
                                    "variant")
                            : HypergridReward.Variant.STANDARD,
                    number(description, "r0"), number(description, "r1"), number(description, "r2"));
            case "table" -> lookUp(description, data);
            case "set" -> new SetReward(list(description, "energies", Number.class).stream()
                    .mapToDouble(Number::doubleValue).toArray());
            case "ising" -> new IsingReward(number(description, "coupling"));
            case "bit-sequence" -> new BitSequenceReward(list(description, "modes", String.class),
                    named(BitSequenceReward.Measure.values(), BitSequenceReward.Measure::key, description, "measure"));
            default -> throw new IllegalArgumentException("Rewards of kind \"" + kind
                    + "\" are unknown to this version of GFlowNet4J; a newer version may know them.");
        };
    }

    private static <T> T named(final T[] values, final Function<T, String> key, final Map<String, ?> description,
            final String what) {
        return Arrays.stream(values).filter(value -> key.apply(value).equals(description.get(what))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The " + what + " \"" + description.get(what)
                        + "\" of the reward is unknown to this version of GFlowNet4J; a newer version may know it."));
    }

    private static <T> List<T> list(final Map<String, ?> description, final String key, final Class<T> type) {
        if (description.get(key) instanceof List<?> values && values.stream().allMatch(type::isInstance)) {
            return values.stream().<T>map(type::cast).toList();
        }
        throw new IllegalArgumentException("The description of the reward has no list \"" + key + "\".");
    }

    private static TableReward lookUp(final Map<String, ?> description, final Table data) {
        if (!data.columns().equals(COLUMNS) || data.rows() != number(description, "objects")) {
            throw new IllegalArgumentException("The data of the reward do not fit its description.");
        }
        final String[] objects = new String[data.rows()];
        final double[] scores = new double[data.rows()];
        final long[] rows = new long[data.rows()];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = data.text(i, 0);
            scores[i] = data.number(i, 1);
            rows[i] = (long) data.number(i, 2);
        }
        return new TableReward(objects, scores, rows, number(description, "low"), number(description, "high"),
                number(description, "exponent"), number(description, "floor"),
                description.containsKey("scale") ? number(description, "scale") : 1);
    }

    private static double number(final Map<String, ?> description, final String key) {
        if (description.get(key) instanceof Number value) {
            return value.doubleValue();
        }
        throw new IllegalArgumentException("The description of the reward has no number \"" + key + "\".");
    }
}
