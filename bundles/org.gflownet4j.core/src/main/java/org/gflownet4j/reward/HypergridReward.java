package org.gflownet4j.reward;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;

/**
 * The rewards of the hypergrid, the field's standard test. With {@code a_i = |x_i/(side−1) − ½|}, φ the standard normal
 * density, and 1[…] one where it holds for all coordinates, else zero:
 *
 * <pre>
 * standard   R = R₀ + R₁ · 1[a_i > ¼] + R₂ · 1[0.3 &lt; a_i &lt; 0.4]        (Bengio et al. 2021)
 * by side    the same with a_i = |x_i/side − ½|                        (Hu et al. 2024, Beyond Squared Error)
 * cosine     R = R₀ + R₁ · Π (cos(50 a_i) + 1) · φ(5 a_i)
 * sparse     R = R₀ + R₁ · (1[x_i ∈ {1, side−2}] − 1[x_i = 1])         (Pan et al. 2023, GAFlowNets: 10⁻¹², 1)
 * deceptive  R = R₀ + R₁ · (1 − 1[a_i > 0.1]) + R₂ · 1[0.3 &lt; a_i &lt; 0.4]  (Kim et al. 2024: 10⁻⁵, 0.1, 2)
 * </pre>
 *
 * @param variant which of them
 * @param r0 everywhere, greater than 0
 * @param r1 greater than −R₀
 * @param r2 at least 0; not used by cosine and sparse
 */
public record HypergridReward(Variant variant, double r0, double r1, double r2) implements Reward {

    /** The rewards, see {@link HypergridReward}. */
    public enum Variant {
        /** Four corners with a band in each. */
        STANDARD("standard"),
        /** The same with coordinates divided by the side, which is not symmetric. */
        BY_SIDE("by-side"),
        /** Waves that fade away from the middle. */
        COSINE("cosine"),
        /** Single cells near the corners. Needs a side of 4 or more. */
        SPARSE("sparse"),
        /** A plateau around the middle that leads away from the bands. */
        DECEPTIVE("deceptive");

        private final String key;

        Variant(final String key) {
            this.key = key;
        }

        /**
         * What descriptions and the command line call it.
         *
         * @return one word
         */
        public String key() {
            return key;
        }
    }

    /** Cells on a boundary count the same whatever the rounding. */
    private static final double TOLERANCE = 1e-12;

    private static final int LEAST_SPARSE_SIDE = 4;

    /**
     * Checks the constants.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public HypergridReward {
        if (!(r0 > 0) || !(r0 + r1 > 0) || !(r2 >= 0) || Double.isInfinite(r0 + r1 + r2)) {
            throw new IllegalArgumentException("The grid's reward needs R₀ > 0, R₁ > −R₀ and R₂ ≥ 0, but got " + r0
                    + ", " + r1 + ", " + r2 + ".");
        }
    }

    /**
     * The standard reward.
     *
     * @param r0 everywhere, greater than 0
     * @param r1 in the corner regions, greater than −R₀
     * @param r2 in the bands inside them, at least 0
     * @throws IllegalArgumentException if one is out of range
     */
    public HypergridReward(final double r0, final double r1, final double r2) {
        this(Variant.STANDARD, r0, r1, r2);
    }

    /**
     * R, or a sum of R over cells, from the two products over coordinates that a variant has.
     *
     * @param one 1, or the number of cells
     * @param p the first product, or its sum over the cells
     * @param q the second
     */
    private double combine(final double one, final double p, final double q) {
        return r0 * one + switch (variant) {
            case STANDARD, BY_SIDE -> r1 * p + r2 * q;
            case COSINE -> r1 * p;
            case SPARSE -> r1 * (p - q);
            case DECEPTIVE -> r1 * (one - p) + r2 * q;
        };
    }

    /** The first product's factor for each value of a coordinate. */
    private double[] factorsP(final int side) {
        return switch (variant) {
            case STANDARD, BY_SIDE -> where(side, x -> a(x, side) > 0.25 + TOLERANCE);
            case COSINE -> table(side, x -> (Math.cos(50 * a(x, side)) + 1)
                    * Math.exp(-12.5 * a(x, side) * a(x, side)) / Math.sqrt(2 * Math.PI));
            case SPARSE -> where(side, x -> x == 1 || x == side - 2);
            case DECEPTIVE -> where(side, x -> a(x, side) > 0.1 + TOLERANCE);
        };
    }

    /** The second product's factor for each value of a coordinate. */
    private double[] factorsQ(final int side) {
        return switch (variant) {
            case STANDARD, BY_SIDE, DECEPTIVE -> where(side,
                    x -> a(x, side) > 0.3 + TOLERANCE && a(x, side) < 0.4 - TOLERANCE);
            case COSINE -> new double[side];
            case SPARSE -> where(side, x -> x == 1);
        };
    }

    private double a(final int x, final int side) {
        return Math.abs(x / (variant == Variant.BY_SIDE ? side : side - 1.0) - 0.5);
    }

    private static double[] where(final int side, final IntPredicate holds) {
        return table(side, x -> holds.test(x) ? 1 : 0);
    }

    private static double[] table(final int side, final IntToDoubleFunction factor) {
        return IntStream.range(0, side).mapToDouble(factor).toArray();
    }

    private Hypergrid grid(final Environment environment) {
        if (!(environment instanceof Hypergrid grid)) {
            throw new IllegalArgumentException("The grid's reward fits a hypergrid only, not: " + environment.title()
                    + ".");
        }
        if (variant == Variant.SPARSE && grid.side() < LEAST_SPARSE_SIDE) {
            throw new IllegalArgumentException("The sparse reward needs a grid of side " + LEAST_SPARSE_SIDE
                    + " or more, but this has side " + grid.side() + ".");
        }
        return grid;
    }

    @Override
    public LogReward on(final Environment environment) {
        final Hypergrid grid = grid(environment);
        final int dimensions = grid.dimensions();
        final double[] factorsP = factorsP(grid.side());
        final double[] factorsQ = factorsQ(grid.side());
        return (states, count, conditions, result) -> {
            for (int i = 0; i < count; i++) {
                double p = 1;
                double q = 1;
                for (int at = i * dimensions; at < (i + 1) * dimensions; at++) {
                    p *= factorsP[states[at]];
                    q *= factorsQ[states[at]];
                }
                result[i] = Math.log(combine(1, p, q));
            }
        };
    }

    /** {@code Z = R₀·side^d + R₁·A^d + R₂·B^d} with A and B counted along one axis, and likewise for the others. */
    @Override
    public OptionalDouble logPartition(final Environment environment) {
        final Hypergrid grid = grid(environment);
        final double p = DoubleStream.of(factorsP(grid.side())).sum();
        final double q = DoubleStream.of(factorsQ(grid.side())).sum();
        // as a mean over the cells, since their number may not fit a double
        return OptionalDouble.of(grid.dimensions() * Math.log(grid.side()) + Math.log(combine(1,
                Math.pow(p / grid.side(), grid.dimensions()), Math.pow(q / grid.side(), grid.dimensions()))));
    }

    @Override
    public String title() {
        return "Hypergrid reward" + (variant == Variant.STANDARD ? "" : " (" + variant.key + ")") + " with R₀ = " + r0
                + ", R₁ = " + r1 + ", R₂ = " + r2;
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "hypergrid");
        if (variant != Variant.STANDARD) {
            map.put("variant", variant.key);
        }
        map.put("r0", r0);
        map.put("r1", r1);
        map.put("r2", r2);
        return map;
    }
}
