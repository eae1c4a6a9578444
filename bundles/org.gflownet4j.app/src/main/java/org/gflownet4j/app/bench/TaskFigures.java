package org.gflownet4j.app.bench;

import java.util.LinkedHashMap;
import java.util.Map;

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
            figures.put("marginal_error", marginalError(sets, energies, samples, count));
            figures.put("marginal_error_noise", 3 * 0.5 / Math.sqrt(count));
        } else if (space instanceof Ising lattice && reward instanceof IsingReward ising
                && lattice.side() * lattice.side() <= MOST_SITES) {
            figures.put("correlation_error", correlationError(lattice, ising, samples, count));
            figures.put("correlation_error_noise", 3 / Math.sqrt(count));
        }
        return figures;
    }

    /** Greatest difference between an element's share of the samples and its exact probability. */
    private static double marginalError(final Subset sets, final SetReward reward, final int[] samples,
            final int count) {
        final double[] exact = reward.marginals(sets);
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
    private static double correlationError(final Ising lattice, final IsingReward reward, final int[] samples,
            final int count) {
        final int sites = lattice.side() * lattice.side();
        final int[] spins = new int[sites];
        final double[] sampled = new double[sites * sites];
        for (int i = 0; i < count; i++) {
            for (int site = 0; site < sites; site++) {
                spins[site] = Ising.spin(samples, i * lattice.stateLength(), site);
            }
            addPairs(spins, 1.0 / count, sampled);
        }
        final double[] exact = exactCorrelations(lattice.side(), reward.coupling());
        double error = 0;
        for (int i = 0; i < exact.length; i++) {
            error = Math.max(error, Math.abs(exact[i] - sampled[i]));
        }
        return error;
    }

    private static double[] exactCorrelations(final int side, final double coupling) {
        final int sites = side * side;
        final int[] spins = new int[sites];
        final double[] sums = new double[sites * sites];
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
        for (int i = 0; i < spins.length; i++) {
            for (int j = 0; j < spins.length; j++) {
                sums[i * spins.length + j] += weight * spins[i] * spins[j];
            }
        }
    }
}
