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
            final Shards shards = new Shards(batch, 40);
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
    @CsvSource({"1, 100, 1", "15, 100, 1", "16, 36, 2", "16, 15, 1", "63, 9, 2", "64, 1, 2", "128, 1, 2", "129, 9, 3",
            "1024, 9, 16", "8192, 9, 16"})
    void twoShardsAsSoonAsTheyPayAndSixteenAtMost(final int batch, final int longest,
            final int count) {
        assertEquals(count, new Shards(batch, longest).count());
    }
}
