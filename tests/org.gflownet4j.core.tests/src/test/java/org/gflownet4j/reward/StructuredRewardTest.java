package org.gflownet4j.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Ising;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.env.Subset;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets and Ising lattices: rewards that are sums over parts, whose log Z is known. */
class StructuredRewardTest {

    private static double[] energies(final int count, final long seed) {
        final double[] energies = new double[count];
        Arrays.setAll(energies, e -> 4 * CounterRandom.uniform(seed, 0, e) - 2);
        return energies;
    }

    private static double[] logRewards(final LogReward reward, final StateSpace space) {
        final int width = space.environment().stateLength();
        final int[] objects = new int[space.objects().length * width];
        for (int i = 0; i < space.objects().length; i++) {
            System.arraycopy(space.states(), space.objects()[i] * width, objects, i * width, width);
        }
        final double[] log = new double[space.objects().length];
        reward.logRewards(objects, log.length, Conditions.none(log.length), log);
        return log;
    }

    private static StateSpace enumerate(final Environment environment) {
        return StateSpace.of(environment, 200_000, Progress.NONE).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"8, 3", "8, 8", "9, 1", "12, 5", "1, 1"})
    void logPartitionAndMarginalsOfSetsAreThoseOfTheList(final int elements, final int chosen) {
        final Subset sets = new Subset(elements, chosen);
        final double[] energies = energies(elements, chosen);
        final SetReward reward = new SetReward(energies);
        final StateSpace space = enumerate(sets);
        final double[] log = logRewards(reward.on(sets), space);
        final double[] marginals = new double[elements];
        double z = 0;
        for (int i = 0; i < log.length; i++) {
            // the text is another way to the elements than the state
            double expected = 0;
            for (final String element : sets.text(space.states(), space.objects()[i] * sets.stateLength()).split(" ")) {
                expected -= energies[Integer.parseInt(element)];
            }
            assertEquals(expected, log[i], 1e-12);
            z += Math.exp(expected);
            for (int e = 0; e < elements; e++) {
                marginals[e] += Subset.contains(space.states(), space.objects()[i] * sets.stateLength(), e)
                        ? Math.exp(expected)
                        : 0;
            }
        }
        assertEquals(Math.log(z), reward.logPartition(sets).orElseThrow(), 1e-10);
        for (int e = 0; e < elements; e++) {
            marginals[e] /= z;
        }
        assertArrayEquals(marginals, reward.marginals(sets), 1e-10);
    }

    @Test
    void marginalsOfLargeSetsSumToTheNumberChosen() {
        final double[] marginals = new SetReward(energies(100, 5)).marginals(new Subset(100, 80));
        assertEquals(80, Arrays.stream(marginals).sum(), 1e-8);
    }

    /** −E of every state, by what is there, from 0 at the source to log R at objects. */
    private static void checkPartial(final PartialLogReward reward, final StateSpace space,
            final java.util.function.IntToDoubleFunction slowly) {
        final double[] partial = new double[space.size()];
        reward.logPartialRewards(space.states(), space.size(), Conditions.none(space.size()), partial);
        assertEquals(0, partial[0], "energy of the source");
        for (int s = 0; s < space.size(); s++) {
            assertEquals(slowly.applyAsDouble(s), partial[s], 1e-12, "state " + s);
        }
        final double[] objects = logRewards(reward, space);
        for (int i = 0; i < objects.length; i++) {
            assertEquals(objects[i], partial[space.objects()[i]], "object " + i);
        }
    }

    @Test
    void unfinishedSetsHaveTheEnergyOfTheirElements() {
        final Subset sets = new Subset(7, 4);
        final double[] energies = energies(7, 3);
        final StateSpace space = enumerate(sets);
        checkPartial(new SetReward(energies).on(sets), space, s -> Arrays
                .stream(sets.text(space.states(), s * sets.stateLength()).split(" ")).filter(text -> !text.isEmpty())
                .mapToDouble(text -> -energies[Integer.parseInt(text)]).sum());
    }

    private static int spin(final String[] rows, final int row, final int column) {
        return switch (rows[row % rows.length].charAt(column % rows.length)) {
            case '+' -> 1;
            case '-' -> -1;
            default -> 0;
        };
    }

    private static double bonds(final String text) {
        final String[] rows = text.split("/");
        int sum = 0;
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows.length; column++) {
                sum += spin(rows, row, column) * spin(rows, row, column + 1);
                sum += spin(rows, row, column) * spin(rows, row + 1, column);
            }
        }
        return sum;
    }

    @Test
    void unfinishedLatticesHaveTheEdgesBothEndsOfWhichAreAssigned() {
        final Ising lattice = new Ising(3);
        final StateSpace space = enumerate(lattice);
        assertEquals(19_683, space.size(), "3⁹ states");
        checkPartial(new IsingReward(0.44).on(lattice), space,
                s -> 0.44 * bonds(lattice.text(space.states(), s * lattice.stateLength())));
    }

    /** The two values are of an independent enumeration. */
    @ParameterizedTest
    @CsvSource({"3, 9.010261", "4, 15.504727"})
    void logPartitionOfTheLatticeIsThatOfTheListOfItsObjects(final int side, final double expected) {
        final Ising lattice = new Ising(side);
        assertEquals(expected, new IsingReward(0.44).logPartition(lattice).orElseThrow(), 1e-6);
        assertEquals(expected, listed(lattice, 0.44), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.44, -0.3, 0, 2})
    void logPartitionByTheTransferMatrixIsTheSumForAnyCoupling(final double coupling) {
        for (int side = 2; side <= 4; side++) {
            assertEquals(listed(new Ising(side), coupling),
                    new IsingReward(coupling).logPartition(new Ising(side)).orElseThrow(), 1e-9, "side " + side);
        }
        assertTrue(new IsingReward(coupling).logPartition(new Ising(9)).isEmpty());
        assertTrue(Double.isFinite(new IsingReward(10).logPartition(new Ising(8)).orElseThrow()));
    }

    private static double listed(final Ising lattice, final double coupling) {
        final int sites = lattice.stateLength();
        final int[] states = new int[sites << sites];
        for (int code = 0; code < 1 << sites; code++) {
            for (int site = 0; site < sites; site++) {
                states[code * sites + site] = 1 + (code >> site & 1);
            }
        }
        final double[] log = new double[1 << sites];
        new IsingReward(coupling).on(lattice).logRewards(states, log.length, Conditions.none(log.length), log);
        return Math.log(Arrays.stream(log).map(Math::exp).sum());
    }

    @Test
    void rewardsAreRefusedOnOtherSpaces() {
        final Environment dna = new Sequence("DNA", "ACGT", 4, 4);
        assertThrows(IllegalArgumentException.class, () -> new SetReward(1, 2).on(dna));
        assertThrows(IllegalArgumentException.class, () -> new SetReward(1, 2).on(new Subset(3, 2)));
        assertThrows(IllegalArgumentException.class, () -> new IsingReward(0.44).on(dna));
    }

    @Test
    void impossibleConstantsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SetReward());
        assertThrows(IllegalArgumentException.class, () -> new SetReward(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new SetReward(Double.NEGATIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> new IsingReward(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new IsingReward(Double.POSITIVE_INFINITY));
    }
}
