package org.gflownet4j.reward;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Subset;

/**
 * The reward of the set task (Pan et al. 2023): each element e has an energy ε_e, and {@code log R(x) = −Σ_{e∈x} ε_e}. An
 * unfinished set has the energy of the elements that it has. Z is an elementary symmetric polynomial.
 */
public final class SetReward implements Reward {

    /** Larger energies are refused: the reward would not fit a double. */
    private static final double MAX_ENERGY = 600;

    private final double[] energies;

    /**
     * A reward.
     *
     * @param energies ε of each element, between −600 and 600 nats; at most {@value Subset#MAX_ELEMENTS}
     * @throws IllegalArgumentException in words for a user, if there is none or one is out of range
     */
    public SetReward(final double... energies) {
        if (energies.length == 0 || energies.length > Subset.MAX_ELEMENTS) {
            throw new IllegalArgumentException("The reward of a set needs an energy for each of 1 to "
                    + Subset.MAX_ELEMENTS + " elements, but got " + energies.length + ".");
        }
        for (int e = 0; e < energies.length; e++) {
            if (!(Math.abs(energies[e]) <= MAX_ENERGY)) {
                throw new IllegalArgumentException("The energy of element " + e + " is " + energies[e]
                        + "; energies must be between −" + (int) MAX_ENERGY + " and " + (int) MAX_ENERGY + ".");
            }
        }
        this.energies = energies.clone();
    }

    /**
     * The energies.
     *
     * @return a copy, {@code [element]}, in nats
     */
    public double[] energies() {
        return energies.clone();
    }

    private Subset sets(final Environment environment) {
        if (!(environment instanceof Subset sets) || sets.elements() != energies.length) {
            throw new IllegalArgumentException("The reward is for sets out of " + energies.length
                    + " elements, but the design space is: " + environment.title() + ".");
        }
        return sets;
    }

    @Override
    public PartialLogReward on(final Environment environment) {
        final int width = sets(environment).stateLength();
        return new PartialLogReward() {
            @Override
            public void logRewards(final int[] states, final int count, final Conditions conditions,
                    final double[] result) {
                for (int i = 0; i < count; i++) {
                    double log = 0;
                    for (int e = 0; e < energies.length; e++) {
                        log -= Subset.contains(states, i * width, e) ? energies[e] : 0;
                    }
                    result[i] = log;
                }
            }

            @Override
            public void logPartialRewards(final int[] states, final int count, final Conditions conditions,
                    final double[] result) {
                logRewards(states, count, conditions, result);
            }
        };
    }

    /** {@code Z = e_d(exp(−ε₀), exp(−ε₁), …)}, by adding one element after the other. */
    @Override
    public OptionalDouble logPartition(final Environment environment) {
        final Subset sets = sets(environment);
        return OptionalDouble.of(logPolynomial(sets.chosen(), -1)[sets.chosen()]);
    }

    /**
     * How probable each element is to be in an object drawn from R/Z.
     *
     * @param sets the design space
     * @return {@code [element]}, 0 to 1; their sum is d
     * @throws IllegalArgumentException in words for a user, if it has another number of elements
     */
    public double[] marginals(final Subset sets) {
        final int chosen = sets(sets).chosen();
        final double logPartition = logPolynomial(chosen, -1)[chosen];
        final double[] marginals = new double[energies.length];
        for (int e = 0; e < energies.length; e++) {
            // objects with e in are those of d − 1 of the others
            marginals[e] = Math.exp(-energies[e] + logPolynomial(chosen - 1, e)[chosen - 1] - logPartition);
        }
        return marginals;
    }

    /** Logarithms of the elementary symmetric polynomials up to a degree, of all elements but one. */
    private double[] logPolynomial(final int degree, final int without) {
        final double[] log = new double[degree + 1];
        Arrays.fill(log, 1, degree + 1, Double.NEGATIVE_INFINITY);
        for (int e = 0; e < energies.length; e++) {
            for (int k = e == without ? 0 : degree; k > 0; k--) {
                log[k] = logSum(log[k], log[k - 1] - energies[e]);
            }
        }
        return log;
    }

    private static double logSum(final double a, final double b) {
        final double greater = Math.max(a, b);
        return greater == Double.NEGATIVE_INFINITY ? greater : greater + Math.log1p(Math.exp(Math.min(a, b) - greater));
    }

    @Override
    public String title() {
        return "Energies of " + energies.length + " elements";
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "set");
        map.put("energies", Arrays.stream(energies).boxed().toList());
        return map;
    }
}
