package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void theOrderIsThatOfAStableSort() {
        for (final int count : new int[]{0, 1, 2, 3, 17, 1000, 70_001}) {
            // many are equal
            final double[] values = IntStream.range(0, count)
                    .mapToDouble(i -> Math.floor(CounterRandom.uniform(1, count, i) * 100) - 50).toArray();
            assertArrayEquals(IntStream.range(0, count).boxed().sorted(Comparator.comparingDouble(i -> -values[i]))
                    .mapToInt(Integer::intValue).toArray(), Ranking.largestFirst(values, Progress.NONE));
        }
    }

    @Test
    void itCanBeCancelled() {
        assertThrows(CancellationException.class, () -> Ranking.largestFirst(new double[10], new Progress() {
            @Override
            public boolean isCancelled() {
                return true;
            }
        }));
    }
}
