package org.gflownet4j.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Sequence;
import org.junit.jupiter.api.Test;

class TreeRewardTest {

    private static final Sequence SPACE = new Sequence("Two", "ab", 3, 3);

    /** Feature 1: position 0 is b. Feature 4: position 2 is a. */
    private static final String TREES = """
            {"baseline": 2, "trees": [
              {"feature": [1, -1, 4, -1, -1], "left": [1, -1, 3, -1, -1], "right": [2, -1, 4, -1, -1],
               "value": [0, 0.5, 0, 1, 3]},
              {"feature": [-1], "left": [-1], "right": [-1], "value": [0.25]}]}""";

    private static TreeReward reward(final String json) throws IOException {
        return new TreeReward(JSON.std.mapFrom(json), 2, 0.001, 10);
    }

    @Test
    void predictionsAreTheBaselineAndTheLeavesReached() throws IOException {
        final TreeReward reward = reward(TREES);
        assertEquals(2.75, reward.predict(SPACE, "aab"), 1e-12);
        assertEquals(3.25, reward.predict(SPACE, "bab"), 1e-12);
        assertEquals(5.25, reward.predict(SPACE, "baa"), 1e-12);
        final int[] state = new int[SPACE.stateLength()];
        SPACE.parse("baa", state, 0);
        final double[] logReward = new double[1];
        reward.on(SPACE).logRewards(state, 1, Conditions.none(1), logReward);
        assertEquals(Math.log(10 * 5.25 * 5.25), logReward[0], 1e-12);
    }

    @Test
    void filesThatAreNoTreesAreRefusedAndLoopsEnd() throws IOException {
        for (final String wrong : new String[]{"{}", "{\"baseline\": 1, \"trees\": [7]}",
                TREES.replace("\"left\": [1,", "\"left\": [9,"), TREES.replace("\"value\": [0.25]", "\"value\": []"),
                TREES.replace("[0.25]", "[\"x\"]"), TREES.replace("\"left\": [-1], ", "")}) {
            final String message = assertThrows(IllegalArgumentException.class, () -> reward(wrong), wrong)
                    .getMessage();
            assertTrue(message.endsWith("."), message);
        }
        // a node that leads to itself
        final TreeReward loop = new TreeReward(Map.of("baseline", 1, "trees", List.of(Map.of("feature",
                List.of(0), "left", List.of(0), "right", List.of(0), "value",
                List.of(4)))), 1, 0.001, 1);
        assertEquals(5, loop.predict(SPACE, "aaa"), 1e-12);
    }
}
