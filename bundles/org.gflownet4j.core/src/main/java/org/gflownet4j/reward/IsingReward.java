package org.gflownet4j.reward;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Ising;

/**
 * The Boltzmann weight of the Ising model: {@code log R(x) = J · Σ x_i x_j} over the 2N² edges of the torus, each once;
 * with a side of 2, neighbours touch over two edges. An unfinished lattice has the edges both ends of which are assigned.
 *
 * @param coupling J, finite, −10 to 10; above 0, neighbours want to be equal; 0.44 is near the critical temperature
 */
public record IsingReward(double coupling) implements Reward {

    /** Stronger couplings are refused. */
    public static final double MAX_COUPLING = 10;

    /** Rows of more sites have too many states for the transfer matrix. */
    private static final int LONGEST_ROW = 8;

    /**
     * Checks the coupling.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public IsingReward {
        if (!(Math.abs(coupling) <= MAX_COUPLING)) {
            throw new IllegalArgumentException("The coupling must be between −" + (int) MAX_COUPLING + " and "
                    + (int) MAX_COUPLING + ", not " + coupling + ".");
        }
    }

    private static Ising lattice(final Environment environment) {
        if (!(environment instanceof Ising lattice)) {
            throw new IllegalArgumentException("The reward is for spins of an Ising lattice, but the design space is: "
                    + environment.title() + ".");
        }
        return lattice;
    }

    @Override
    public PartialLogReward on(final Environment environment) {
        final int side = lattice(environment).side();
        return new PartialLogReward() {
            @Override
            public void logRewards(final int[] states, final int count, final Conditions conditions,
                    final double[] result) {
                for (int i = 0; i < count; i++) {
                    result[i] = coupling * bonds(states, i * side * side, side);
                }
            }

            @Override
            public void logPartialRewards(final int[] states, final int count, final Conditions conditions,
                    final double[] result) {
                logRewards(states, count, conditions, result);
            }
        };
    }

    /** {@code Σ x_i x_j}, an unassigned spin being 0: each site with its neighbours to the right and below. */
    private static int bonds(final int[] states, final int at, final int side) {
        int sum = 0;
        for (int row = 0; row < side; row++) {
            final int below = row + 1 == side ? 0 : row + 1;
            for (int column = 0; column < side; column++) {
                final int right = column + 1 == side ? 0 : column + 1;
                sum += Ising.spin(states, at, row * side + column) * (Ising.spin(states, at, row * side + right)
                        + Ising.spin(states, at, below * side + column));
            }
        }
        return sum;
    }

    /**
     * By the transfer matrix between rows, {@code Z = tr Tᴺ} with {@code T(s,t) = exp(J·(Σ s_i s_{i+1} + Σ s_i t_i))}.
     * Empty for sides above 8.
     */
    @Override
    public OptionalDouble logPartition(final Environment environment) {
        final int side = lattice(environment).side();
        if (side > LONGEST_ROW) {
            return OptionalDouble.empty();
        }
        final int rows = 1 << side;
        final double[][] transfer = new double[rows][rows];
        for (int s = 0; s < rows; s++) {
            final int rotated = (s >> 1 | s << side - 1) & rows - 1;
            for (int t = 0; t < rows; t++) {
                final int bonds = 2 * side - 2 * Integer.bitCount(s ^ rotated) - 2 * Integer.bitCount(s ^ t);
                // so that no entry is above 1; the factor comes back below
                transfer[s][t] = Math.exp(coupling * bonds - Math.abs(coupling) * 2 * side);
            }
        }
        double[][] power = transfer;
        for (int row = 1; row < side; row++) {
            power = product(power, transfer);
        }
        double trace = 0;
        for (int s = 0; s < rows; s++) {
            trace += power[s][s];
        }
        return OptionalDouble.of(Math.log(trace) + Math.abs(coupling) * 2 * side * side);
    }

    private static double[][] product(final double[][] a, final double[][] b) {
        final double[][] product = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < a.length; k++) {
                for (int j = 0; j < a.length; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    @Override
    public String title() {
        return "Ising model with coupling " + coupling;
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "ising");
        map.put("coupling", coupling);
        return map;
    }
}
