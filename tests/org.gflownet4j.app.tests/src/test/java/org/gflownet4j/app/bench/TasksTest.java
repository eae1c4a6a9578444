package org.gflownet4j.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

import org.gflownet4j.env.Conditions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TasksTest {

    private static BenchTask grid(final String name, final String reward, final OptionalDouble r0)
            throws IOException {
        return Tasks.find(name,
                new TaskOptions(Optional.empty(), Optional.of(reward), r0, new TaskData(Optional.empty())));
    }

    /** All cells of a plane grid. */
    private static int[] cells(final int side) {
        final int[] cells = new int[2 * side * side];
        for (int i = 0; i < side * side; i++) {
            cells[2 * i] = i / side;
            cells[2 * i + 1] = i % side;
        }
        return cells;
    }

    @ParameterizedTest
    @CsvSource({"standard, 8, 4", "standard, 20, 4", "standard, 64, 4", "by-side, 8, 4", "by-side, 20, 4",
            "by-side, 64, 4", "sparse, 8, 3", "sparse, 4, 3", "deceptive, 8, 4", "deceptive, 20, 4"})
    void modesOfAGridAreTheCellsWithTheHighestReward(final String reward, final int side, final int modes)
            throws IOException {
        final BenchTask task = grid("hypergrid-2-" + side, reward, OptionalDouble.empty());
        final int count = side * side;
        final int[] cells = cells(side);
        final double[] logReward = new double[count];
        task.reward().on(task.environment()).logRewards(cells, count, Conditions.none(count), logReward);
        double highest = Double.NEGATIVE_INFINITY;
        for (final double one : logReward) {
            highest = Math.max(highest, one);
        }
        final BitSet found = new BitSet();
        for (int i = 0; i < count; i++) {
            final BitSet here = new BitSet();
            task.modes().mark(cells, 2 * i, here::set);
            assertEquals(logReward[i] > highest - 1e-9 ? 1 : 0, here.cardinality(),
                    cells[2 * i] + " " + cells[2 * i + 1]);
            found.or(here);
        }
        assertEquals(modes, task.modes().count());
        assertEquals(modes, found.cardinality());
    }

    @Test
    void withCoordinatesBySideTheBandsAreNarrower() throws IOException {
        final BenchTask task = grid("hypergrid-2-20", "by-side", OptionalDouble.empty());
        final int[] cells = cells(20);
        final TreeSet<Integer> columns = new TreeSet<>();
        for (int i = 0; i < 400; i++) {
            final int column = cells[2 * i];
            task.modes().mark(cells, 2 * i, mode -> columns.add(column));
        }
        // |x/20 − ½| is above 0.3 and below 0.4
        assertEquals("[3, 17]", columns.toString());
    }

    @Test
    void wavesHaveNoModes() throws IOException {
        assertEquals(0, grid("hypergrid-2-20", "cosine", OptionalDouble.empty()).modes().count());
    }

    /** Sparse: R₀ in 64 cells and 1 in three. */
    @Test
    void r0ReplacesThatOfTheVariant() throws IOException {
        final BenchTask task = grid("hypergrid-2-8", "sparse", OptionalDouble.of(0.5));
        assertEquals(Math.log(35), task.reward().logPartition(task.environment()).getAsDouble(), 1e-9);
    }
}
