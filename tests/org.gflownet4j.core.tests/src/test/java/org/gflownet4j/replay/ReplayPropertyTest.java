package org.gflownet4j.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.Subset;
import org.gflownet4j.random.CounterRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Buffers against slow and obvious ones, over random offers; now and then they are restored from their contents. */
class ReplayPropertyTest {

    private static final int OFFERS = 2000;

    private record Entry(int[] object, double logReward) {
    }

    /** A list in the order of the places, looked through from end to end. */
    private record Slow(Environment environment, Replay replay, List<Entry> entries) {

        boolean add(final int[] object, final double logReward) {
            if (entries.stream().anyMatch(entry -> Arrays.equals(entry.object, object))) {
                return false;
            }
            if (replay.kind() == Replay.Kind.FIRST_IN_FIRST_OUT) {
                if (entries.size() == replay.capacity()) {
                    entries.remove(0);
                }
                return entries.add(new Entry(object.clone(), logReward));
            }
            int place = 0;
            while (place < entries.size() && entries.get(place).logReward <= logReward) {
                place++;
            }
            final boolean isFull = entries.size() == replay.capacity();
            if (isFull && logReward < entries.get(0).logReward || hasAlike(object, Math.exp(logReward), place)) {
                return false;
            }
            entries.add(place, new Entry(object.clone(), logReward));
            if (isFull) {
                entries.remove(0);
            }
            return true;
        }

        private boolean hasAlike(final int[] object, final double reward, final int place) {
            if (replay.kind() != Replay.Kind.DIVERSE) {
                return false;
            }
            final double least = entries.stream().mapToDouble(entry -> Math.exp(entry.logReward)).min().orElse(0);
            final double greatest = entries.stream().mapToDouble(entry -> Math.exp(entry.logReward)).max().orElse(0);
            return entries.subList(Math.max(0, place - 32), Math.min(entries.size(), place + 32)).stream()
                    .anyMatch(entry -> environment.distance(entry.object, 0, object, 0) <= replay.cutOff()
                            && Math.abs(reward - Math.exp(entry.logReward)) <= 0.1 * (greatest - least));
        }
    }

    static Stream<Arguments> buffers() {
        return Stream.of(new Hypergrid(3, 6), new Subset(10, 4), new Sequence("DNA", "ACGT", 2, 4))
                .flatMap(environment -> Stream.of(1, 2, 17, 120).flatMap(capacity -> Stream.of(
                        Replay.firstInFirstOut(capacity), Replay.prioritised(capacity), Replay.diverse(capacity, 1),
                        Replay.diverse(capacity, 2)).map(replay -> Arguments.of(environment, replay))));
    }

    /** A random walk until it ends. */
    private static int[] object(final Environment environment, final long stream) {
        final int[] state = new int[environment.stateLength()];
        environment.writeInitial(state, 0);
        final boolean[] legal = new boolean[environment.forwardActions()];
        for (int t = 0; !environment.isComplete(state, 0); t++) {
            environment.forwardMask(state, 0, legal, 0);
            int action;
            int attempt = 0;
            do {
                action = (int) (CounterRandom.uniform(attempt++, stream, t) * legal.length);
            } while (!legal[action]);
            if (action == environment.stopAction()) {
                return state;
            }
            environment.step(state, 0, action);
        }
        return state;
    }

    /** A reward of its own for each object, or one of four, so that there are ties. */
    private static double logReward(final int[] object, final boolean ties) {
        final double uniform = CounterRandom.uniform(9, Arrays.hashCode(object), 0);
        return ties ? Math.log(1 + Math.floor(4 * uniform)) : Math.log(uniform);
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void aBufferHoldsWhatASlowOneHolds(final Environment environment, final Replay replay) {
        for (final boolean ties : new boolean[]{false, true}) {
            ReplayBuffer buffer = replay.newBuffer(environment);
            final Slow slow = new Slow(environment, replay, new ArrayList<>());
            int refused = 0;
            for (int i = 0; i < OFFERS; i++) {
                final int[] object = object(environment, i);
                final boolean isTaken = slow.add(object, logReward(object, ties));
                refused += isTaken ? 0 : 1;
                assertEquals(isTaken, buffer.add(object, 0, logReward(object, ties)), "offer " + i);
                if (i % 100 == 99) {
                    assertSame(slow, buffer);
                    final ReplayBuffer other = replay.newBuffer(environment);
                    other.restore(buffer.contents());
                    for (int stream = 0; stream < 50; stream++) {
                        assertEquals(buffer.draw(1, stream), other.draw(1, stream));
                    }
                    buffer = other;
                }
            }
            assertTrue(refused > 0);
        }
    }

    private static void assertSame(final Slow slow, final ReplayBuffer buffer) {
        assertEquals(slow.entries.size(), buffer.size());
        final int[] object = new int[buffer.stateLength()];
        for (int place = 0; place < buffer.size(); place++) {
            buffer.copy(place, object, 0);
            assertArrayEquals(slow.entries.get(place).object, object, "place " + place);
            assertEquals(slow.entries.get(place).logReward, buffer.logReward(place));
        }
    }
}
