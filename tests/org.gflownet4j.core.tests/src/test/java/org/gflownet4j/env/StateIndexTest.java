package org.gflownet4j.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;

import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.api.Test;

class StateIndexTest {

    @Test
    void rowsAreNumberedAsAHashMapWouldNumberThem() {
        final StateIndex index = new StateIndex(2, 1);
        final Map<Long, Integer> expected = new HashMap<>();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20_000; i++) {
                final int[] row = {(int) (CounterRandom.uniform(1, round, 2L * i) * 100) - 50,
                        (int) (CounterRandom.uniform(1, round, 2L * i + 1) * 100)};
                final long key = row[0] * 1000L + row[1];
                assertEquals(expected.getOrDefault(key, -1), index.find(row, 0));
                assertEquals(expected.computeIfAbsent(key, k -> expected.size()), index.add(row, 0));
            }
            assertEquals(expected.size(), index.size());
            index.clear();
            expected.clear();
        }
    }

    /** Few slots and many rows, so that searches are long and pass the end of the table. */
    @Test
    void aReplacedRowIsForgottenAndAllOthersAreFound() {
        final int size = 8;
        final StateIndex index = new StateIndex(1, size);
        final Map<Integer, Integer> expected = new HashMap<>();
        for (int row = 0; row < size; row++) {
            expected.put(row, index.add(new int[]{row}, 0));
        }
        for (int i = 0; i < 20_000; i++) {
            final int number = (int) (CounterRandom.uniform(2, i, 0) * size);
            final int[] row = {(int) (CounterRandom.uniform(2, i, 1) * 40)};
            if (expected.containsKey(row[0])) {
                assertThrows(IllegalArgumentException.class, () -> index.replace(number, row, 0));
            } else {
                index.replace(number, row, 0);
                expected.values().remove(number);
                expected.put(row[0], number);
            }
            for (int other = 0; other < 40; other++) {
                assertEquals(expected.getOrDefault(other, -1), index.find(new int[]{other}, 0));
            }
            assertEquals(size, index.size());
        }
    }
}
