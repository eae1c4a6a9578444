package org.gflownet4j.env;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
