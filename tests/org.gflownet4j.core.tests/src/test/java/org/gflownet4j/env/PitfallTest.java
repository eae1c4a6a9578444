package org.gflownet4j.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gflownet4j.progress.Progress;
import org.junit.jupiter.api.Test;

/** What others stumbled over. */
class PitfallTest {

    private static final Sequence BOTH_ENDS = new Sequence("DNA", "ACGT", 5, 5, Construction.PREPEND_APPEND);

    private static int[] state(final String text) {
        final int[] state = new int[BOTH_ENDS.stateLength()];
        BOTH_ENDS.writeInitial(state, 0);
        for (final char letter : text.toCharArray()) {
            BOTH_ENDS.step(state, 0, "ACGT".indexOf(letter));
        }
        return state;
    }

    /** Prepending A to AAAA gives the same child as appending A: it is one child, with one parent. */
    @Test
    void pitfall27aChildThatTwoActionsReachIsCountedOnce() {
        final boolean[] legal = new boolean[8];
        BOTH_ENDS.forwardMask(state("AAAA"), 0, legal, 0);
        assertTrue(legal[0], "append A");
        assertFalse(legal[4], "prepend A");
        assertTrue(legal[5] && legal[6] && legal[7], "prepend C, G, T");
        assertEquals(1, BOTH_ENDS.parentCount(state("AAAAA"), 0));
        assertEquals(0, BOTH_ENDS.logPathCount(state("AAAAA"), 0));
        assertEquals(2, BOTH_ENDS.parentCount(state("AAAC"), 0));
        // to AAC: from AC by A on the left (A, C or C, A before: 2 ways), or from AA (1 way) by C on the right
        assertEquals(Math.log(3), BOTH_ENDS.logPathCount(state("AAC"), 0), 1e-12);
    }

    /** With every child counted once, there are as many edges as pairs of parent and child. */
    @Test
    void pitfall26noTwoActionsGiveTheSameObject() {
        final StateSpace space = StateSpace.of(BOTH_ENDS, 10_000, Progress.NONE).orElseThrow();
        // 4⁰ + … + 4⁵ states; each of l ≥ 1 letters has two parents but the four uniform ones
        assertEquals(1365, space.size());
        assertEquals((4 * 2 - 4) + (16 * 2 - 4) + (64 * 2 - 4) + (256 * 2 - 4) + (1024 * 2 - 4),
                space.edgeStart(space.size()));
    }

    @Test
    void theSourceOnlyAppends() {
        final boolean[] legal = new boolean[8];
        BOTH_ENDS.forwardMask(state(""), 0, legal, 0);
        for (int action = 0; action < 8; action++) {
            assertEquals(action < 4, legal[action]);
        }
    }
}
