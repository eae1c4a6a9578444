package org.gflownet4j.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardsTest {

    @Test
    void eachTrajectoryIsInOneShardWhateverTheSizeOfTheBatch() {
        for (int batch = 1; batch <= TrainerSettings.MAX_BATCH; batch++) {
            final Shards shards = new Shards(batch, 40, 90_000);
            int next = 0;
            for (int shard = 0; shard < shards.count(); shard++) {
                assertEquals(next, shards.first(shard));
                assertTrue(shards.sizeOf(shard) >= 1 && shards.sizeOf(shard) <= shards.size(), "batch " + batch);
                next += shards.sizeOf(shard);
            }
            assertEquals(batch, next);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 100, 90000, 1", "15, 100, 90000, 1", "16, 36, 90000, 2", "16, 15, 90000, 1", "16, 15, 2000000, 2",
            "16, 2147483647, 90000, 2", "63, 9, 90000, 2", "64, 1, 90000, 2", "128, 1, 90000, 2", "129, 9, 90000, 3",
            "1024, 9, 90000, 16", "8192, 9, 90000, 16"})
    void twoShardsAsSoonAsTheyPayAndSixteenAtMost(final int batch, final int longest,
            final int parameters, final int count) {
        assertEquals(count, new Shards(batch, longest, parameters).count());
    }
}
