package org.gflownet4j.app.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Ising;
import org.gflownet4j.env.Subset;
import org.gflownet4j.reward.IsingReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.SetReward;

/** Figures that only some tasks have, from fresh samples beside their exact values. */
final class TaskFigures {

    /** Lattices with more sites are not enumerated. */
    private static final int MOST_SITES = 20;

    private static final int REPETITIONS = 2000;
    private static final long SEED = 5;

    private TaskFigures() {
    }

    /**
     * Computes them.
     *
     * @param space builds the objects
     * @param reward of the objects
     * @param samples objects drawn, {@code [count][stateLength]}
     * @param count number of samples
     * @return name → value; empty for most tasks
     */
    static Map<String, Double> of(final Environment space, final Reward reward, final int[] samples, final int count) {
        final Map<String, Double> figures = new LinkedHashMap<>();
        if (space instanceof Subset sets && reward instanceof SetReward energies) {
            final double[] exact = energies.marginals(sets);
            figures.put("marginal_error", marginalError(sets, exact, samples, count));
            figures.put("marginal_error_noise", expectedGreatest(
                    Arrays.stream(exact).map(p -> Math.sqrt(p * (1 - p) / count)).toArray(), new Random(SEED)));
        } else if (space instanceof Ising lattice && reward instanceof IsingReward ising
                && lattice.side() * lattice.side() <= MOST_SITES) {
            final double[] exact = exactCorrelations(lattice.side(), ising.coupling());
            figures.put("correlation_error", correlationError(lattice, exact, samples, count));
            figures.put("correlation_error_noise", expectedGreatest(
                    Arrays.stream(exact).map(c -> Math.sqrt(Math.max(0, 1 - c * c) / count)).toArray(),
                    new Random(SEED)));
        }
        return figures;
    }

    /** Greatest difference between an element's share of the samples and its exact probability. */
    private static double marginalError(final Subset sets, final double[] exact, final int[] samples,
            final int count) {
        final double[] share = new double[exact.length];
        for (int i = 0; i < count; i++) {
            for (int element = 0; element < share.length; element++) {
                share[element] += Subset.contains(samples, i * sets.stateLength(), element) ? 1.0 / count : 0;
            }
        }
        double error = 0;
        for (int element = 0; element < share.length; element++) {
            error = Math.max(error, Math.abs(share[element] - exact[element]));
        }
        return error;
    }

    /** Greatest difference between the samples' mean of x_i·x_j and its exact expectation, over all pairs of sites. */
    private static double correlationError(final Ising lattice, final double[] exact, final int[] samples,
            final int count) {
        final int sites = lattice.side() * lattice.side();
        final int[] spins = new int[sites];
        final double[] sampled = new double[exact.length];
        for (int i = 0; i < count; i++) {
            for (int site = 0; site < sites; site++) {
                spins[site] = Ising.spin(samples, i * lattice.stateLength(), site);
            }
            addPairs(spins, 1.0 / count, sampled);
        }
        double error = 0;
        for (int i = 0; i < exact.length; i++) {
            error = Math.max(error, Math.abs(exact[i] - sampled[i]));
        }
        return error;
    }

    private static double[] exactCorrelations(final int side, final double coupling) {
        final int sites = side * side;
        final int[] spins = new int[sites];
        final double[] sums = new double[sites * (sites - 1) / 2];
        double total = 0;
        for (int configuration = 0; configuration < 1 << sites; configuration++) {
            for (int site = 0; site < sites; site++) {
                spins[site] = (configuration >> site & 1) == 0 ? -1 : 1;
            }
            int bonds = 0;
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    final int here = spins[row * side + column];
                    bonds += here * spins[row * side + (column + 1) % side]
                            + here * spins[(row + 1) % side * side + column];
                }
            }
            final double weight = Math.exp(coupling * bonds);
            total += weight;
            addPairs(spins, weight, sums);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= total;
        }
        return sums;
    }

    private static void addPairs(final int[] spins, final double weight, final double[] sums) {
        int pair = 0;
        for (int i = 0; i < spins.length; i++) {
            for (int j = 0; j < i; j++) {
                sums[pair++] += weight * spins[i] * spins[j];
            }
        }
    }

    /**
     * What a perfect sampler's greatest error is on average: the mean of the greatest of normal deviations from 0, simulated
     * with a fixed seed. They are taken as independent, which shares of elements and products of spins are not: the mean comes
     * out somewhat too large.
     *
     * @param deviations standard deviation of each error
     * @param random simulates
     * @return the mean of the greatest
     */
    private static double expectedGreatest(final double[] deviations, final Random random) {
        double sum = 0;
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            double greatest = 0;
            for (final double deviation : deviations) {
                greatest = Math.max(greatest, deviation * Math.abs(random.nextGaussian()));
            }
            sum += greatest;
        }
        return sum / REPETITIONS;
    }
}
