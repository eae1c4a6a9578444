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
            final Shards shards = new Shards(batch);
            int next = 0;
            for (int shard = 0; shard < shards.count(); shard++) {
                assertEquals(next, shards.first(shard));
                assertTrue(shards.sizeOf(shard) >= 1 && shards.sizeOf(shard) <= shards.size(), "batch " + batch);
                assertEquals(shard, shards.of(next));
                next += shards.sizeOf(shard);
                assertEquals(shard, shards.of(next - 1));
            }
            assertEquals(batch, next);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "15, 1", "16, 2", "128, 2", "129, 3", "1024, 16", "8192, 16"})
    void twoShardsAsSoonAsTheyPayAndSixteenAtMost(final int batch, final int count) {
        assertEquals(count, new Shards(batch).count());
    }
}
