package org.gflownet4j.reward;

import java.util.LinkedHashMap;
import java.util.Map;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;

/**
 * The standard reward of the hypergrid (Bengio et al. 2021): with {@code a_i = |x_i/(side−1) − ½|},
 * {@code R = R₀ + R₁ · Π 1[a_i > ¼] + R₂ · Π 1[0.3 < a_i < 0.4]}.
 *
 * @param r0 everywhere, greater than 0
 * @param r1 in the corner regions, at least 0
 * @param r2 in the bands inside them, at least 0
 */
public record HypergridReward(double r0, double r1, double r2) implements Reward {

    /** Cells on a boundary count the same whatever the rounding. */
    private static final double TOLERANCE = 1e-12;

    /**
     * Checks the constants.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public HypergridReward {
        if (!(r0 > 0) || !(r1 >= 0) || !(r2 >= 0) || Double.isInfinite(r0 + r1 + r2)) {
            throw new IllegalArgumentException("The grid's reward needs R₀ > 0, R₁ ≥ 0 and R₂ ≥ 0, but got " + r0 + ", "
                    + r1 + ", " + r2 + ".");
        }
    }

    @Override
    public LogReward on(final Environment environment) {
        if (!(environment instanceof Hypergrid grid)) {
            throw new IllegalArgumentException("The grid's reward fits a hypergrid only, not: " + environment.title()
                    + ".");
        }
        return (states, count, conditions, result) -> {
            for (int i = 0; i < count; i++) {
                result[i] = Math.log(value(states, i * grid.dimensions(), grid));
            }
        };
    }

    private double value(final int[] states, final int at, final Hypergrid grid) {
        boolean corner = true;
        boolean band = true;
        for (int i = 0; i < grid.dimensions(); i++) {
            final double a = Math.abs(states[at + i] / (grid.side() - 1.0) - 0.5);
            corner &= a > 0.25 + TOLERANCE;
            band &= a > 0.3 + TOLERANCE && a < 0.4 - TOLERANCE;
        }
        return r0 + (corner ? r1 : 0) + (band ? r2 : 0);
    }

    @Override
    public String title() {
        return "Hypergrid reward with R₀ = " + r0 + ", R₁ = " + r1 + ", R₂ = " + r2;
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "hypergrid");
        map.put("r0", r0);
        map.put("r1", r1);
        map.put("r2", r2);
        return map;
    }
}
