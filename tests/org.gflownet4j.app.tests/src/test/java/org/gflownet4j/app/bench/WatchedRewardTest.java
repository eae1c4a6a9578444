package org.gflownet4j.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.RewardCost;
import org.junit.jupiter.api.Test;

class WatchedRewardTest {

    private static final LogReward ANY = (states, count, conditions, result) -> {
    };

    private static void ask(final WatchedReward reward, final int... cells) {
        reward.logRewards(cells, cells.length, Conditions.none(cells.length), new double[cells.length]);
    }

    @Test
    void theUpdateThatFindsTheLastModeCounts() {
        final Hypergrid line = new Hypergrid(1, 8);
        final WatchedReward reward = WatchedReward.of(ANY, Modes.of(line, List.of("1", "6")), 1);
        // batches of four, asked in two parts each; the last mode is in the first part of the third
        ask(reward, 0, 1);
        ask(reward, 0, 0);
        ask(reward, 2, 1);
        ask(reward, 3, 4);
        assertEquals(OptionalLong.empty(), reward.completedInUpdate(4));
        ask(reward, 6, 0);
        ask(reward, 0, 0);
        assertEquals(OptionalLong.of(3), reward.completedInUpdate(4));
        assertEquals(2, reward.found());
    }

    @Test
    void itCostsWhatTheRewardCosts() {
        final Modes modes = Modes.of(new Hypergrid(1, 8), List.of("1"));
        assertEquals(RewardCost.CHEAP, WatchedReward.of(ANY, modes, 1).cost());
        assertEquals(RewardCost.PARALLEL, WatchedReward.of(ANY.costing(RewardCost.PARALLEL), modes, 1).cost());
    }
}
