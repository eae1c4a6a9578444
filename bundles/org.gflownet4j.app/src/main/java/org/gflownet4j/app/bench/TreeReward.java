package org.gflownet4j.app.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.Reward;

/**
 * {@code R(x) = scale · max(y(x), floor)^exponent}, where y is predicted by boosted regression trees on the one-hot
 * sequence: at a node with feature f, go right if the feature is one. The reward of sEHstr.
 */
final class TreeReward implements Reward {

    private static final int LEAF = -1;

    private final double baseline;
    private final int[][] feature;
    private final int[][] left;
    private final int[][] right;
    private final double[][] value;
    private final double exponent;
    private final double floor;
    private final double scale;

    /**
     * The trees of a file.
     *
     * @param json {@code baseline} and {@code trees}, each with the arrays {@code feature} (−1 for a leaf), {@code left},
     *            {@code right}, {@code value}
     * @param exponent of the prediction
     * @param floor least prediction, above 0
     * @param scale factor
     * @throws IllegalArgumentException if the file is not of this form
     */
    TreeReward(final Map<String, Object> json, final double exponent, final double floor, final double scale) {
        if (!(json.get("baseline") instanceof Number number) || !(json.get("trees") instanceof List<?> trees)) {
            throw new IllegalArgumentException(
                    "The file holds no regression trees: \"baseline\" or \"trees\" is missing.");
        }
        this.baseline = number.doubleValue();
        final int count = trees.size();
        this.feature = new int[count][];
        this.left = new int[count][];
        this.right = new int[count][];
        this.value = new double[count][];
        for (int t = 0; t < count; t++) {
            if (!(trees.get(t) instanceof Map<?, ?> tree)) {
                throw new IllegalArgumentException("Tree " + (t + 1) + " of the file is none.");
            }
            value[t] = numbers(tree, "value");
            feature[t] = places(tree, "feature", Integer.MAX_VALUE);
            left[t] = places(tree, "left", value[t].length);
            right[t] = places(tree, "right", value[t].length);
            if (value[t].length == 0 || feature[t].length != value[t].length || left[t].length != value[t].length
                    || right[t].length != value[t].length) {
                throw new IllegalArgumentException("Tree " + (t + 1) + " of the file is not complete.");
            }
        }
        this.exponent = exponent;
        this.floor = floor;
        this.scale = scale;
    }

    private static double[] numbers(final Map<?, ?> tree, final String key) {
        if (tree.get(key) instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return list.stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
        }
        throw new IllegalArgumentException("A tree of the file has no numbers \"" + key + "\".");
    }

    /** Whole numbers from −1 to below a limit; inner nodes lead to nodes that exist. */
    private static int[] places(final Map<?, ?> tree, final String key, final int below) {
        final double[] numbers = numbers(tree, key);
        final int[] places = new int[numbers.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = (int) numbers[i];
            if (places[i] < LEAF || places[i] >= below) {
                throw new IllegalArgumentException("A tree of the file leads to a node that does not exist.");
            }
        }
        return places;
    }

    /** The prediction for a complete sequence. */
    double predict(final Sequence space, final String text) {
        final String letters = space.letters();
        return predict(text.chars().map(letters::indexOf).toArray(), letters.length());
    }

    /** The prediction for the letter at each position, as its place in an alphabet of so many letters. */
    private double predict(final int[] places, final int letters) {
        double sum = baseline;
        for (int t = 0; t < feature.length; t++) {
            int node = 0;
            // a path visits no node twice
            for (int steps = 0; feature[t][node] != LEAF && steps < feature[t].length; steps++) {
                if (left[t][node] < 0 || right[t][node] < 0) {
                    break;
                }
                final int asked = feature[t][node];
                node = places[asked / letters] == asked % letters ? right[t][node] : left[t][node];
            }
            sum += value[t][node];
        }
        return sum;
    }

    @Override
    public LogReward on(final Environment environment) {
        if (!(environment instanceof Sequence space) || space.minLength() != space.maxLength()) {
            throw new IllegalArgumentException("The reward is for sequences of fixed length.");
        }
        final int width = environment.stateLength();
        return (states, count, conditions, result) -> {
            for (int i = 0; i < count; i++) {
                final double y = predict(space, space.text(states, i * width));
                result[i] = Math.log(scale) + exponent * Math.log(Math.max(y, floor));
            }
        };
    }

    @Override
    public String title() {
        return "Predicted score by " + feature.length + " regression trees, exponent " + exponent;
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "trees");
        map.put("exponent", exponent);
        map.put("floor", floor);
        map.put("scale", scale);
        return map;
    }
}
