package org.gflownet4j.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.api.Test;

/** Remembered rewards. */
class RewardCacheTest {

    private static double value(final int key) {
        return key * 0.5 - 3;
    }

    /** Looks a key up, and adds it if it is not known. */
    private static boolean isKnown(final RewardCache cache, final int key) {
        final int[] row = {7, key, -key};
        final double found = cache.find(row, 0);
        if (Double.isNaN(found)) {
            cache.add(row, 0, value(key));
            return false;
        }
        assertEquals(value(key), found);
        return true;
    }

    /** Against a list of what was used, latest first: slow and obvious. */
    @Test
    void theObjectsUsedLastAreKnownAndNoMoreThanAllowed() {
        final int most = 40;
        final RewardCache cache = new RewardCache(3, most);
        final List<Integer> used = new ArrayList<>();
        int known = 0;
        int forgotten = 0;
        for (int step = 0; step < 20_000; step++) {
            // few keys often, many keys seldom
            final double u = CounterRandom.uniform(5, 0, step);
            final Integer key = (int) (100 * u * u * u);
            final int place = used.indexOf(key);
            final boolean found = isKnown(cache, key);
            if (place >= 0 && place < most / 2) {
                assertTrue(found, "used " + place + " keys ago");
            }
            if (found) {
                // what is known was added or looked up within two generations
                assertTrue(place >= 0 && place < most, "used " + place + " keys ago");
                known++;
            } else if (place >= 0) {
                forgotten++;
            }
            used.remove(key);
            used.add(0, key);
        }
        assertTrue(known > 5000 && forgotten > 500, known + " known, " + forgotten + " forgotten");
    }

    @Test
    void whatIsForgottenDependsOnTheLookUpsAlone() {
        final RewardCache one = new RewardCache(3, 10);
        final RewardCache other = new RewardCache(3, 10);
        for (int step = 0; step < 2000; step++) {
            final int key = step * step % 37;
            assertEquals(isKnown(one, key), isKnown(other, key));
        }
    }

    @Test
    void nothingIsRememberedWhereNothingMayBe() {
        final RewardCache cache = new RewardCache(3, 0);
        assertTrue(!isKnown(cache, 1) && !isKnown(cache, 1));
    }

    @Test
    void longObjectsAreRememberedAsFarAsTheMemoryGoes() {
        final int width = 1 << 21;
        final RewardCache cache = new RewardCache(width, 1_000_000);
        final int[] row = new int[width];
        for (int key = 0; key < 20; key++) {
            row[3] = key;
            cache.add(row, 0, value(key));
        }
        int known = 0;
        // the latest first, since a look-up can make the cache forget
        for (int key = 19; key >= 0; key--) {
            row[3] = key;
            known += Double.isNaN(cache.find(row, 0)) ? 0 : 1;
        }
        // 8 MiB each, and as much again while the memory grows
        assertTrue(known >= 3 && known <= OracleSettings.MOST_MEBIBYTES / 16, known + " known");
    }
}
