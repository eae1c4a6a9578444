package org.gflownet4j.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Subset;
import org.gflownet4j.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A slow reward: what it is asked, and what becomes of one that fails or contradicts itself. */
// far beyond what any of this takes: only a call that is never given up comes so far
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OracleRewardTest {

    private static final Hypergrid GRID = new Hypergrid(2, 8);
    static final OracleSettings SETTINGS = new OracleSettings(Double.POSITIVE_INFINITY, 1000, 0, 1e-3, 3);

    /** log R of a cell, by a formula. */
    private static double value(final int[] states, final int i) {
        return 0.25 * states[2 * i] - 0.125 * states[2 * i + 1];
    }

    static void values(final int[] states, final int count, final Conditions conditions,
            final double[] result) {
        for (int i = 0; i < count; i++) {
            result[i] = value(states, i);
        }
    }

    static OracleReward oracle(final RewardCost cost, final OracleSettings settings, final LogReward reward) {
        return (OracleReward) OracleReward.of(reward.costing(cost), GRID, settings);
    }

    static double[] ask(final LogReward reward, final int... states) {
        final double[] result = new double[states.length / 2];
        reward.logRewards(states, result.length, Conditions.none(result.length), result);
        return result;
    }

    static String failure(final LogReward reward, final int... states) {
        return assertThrows(RewardFailedException.class, () -> ask(reward, states)).getMessage();
    }

    /** Keeps what it was asked. */
    private static final class Asked implements LogReward {
        private final List<List<Integer>> calls = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void logRewards(final int[] states, final int count, final Conditions conditions,
                final double[] result) {
            calls.add(IntStream.range(0, 2 * count).map(i -> states[i]).boxed().toList());
            values(states, count, conditions, result);
        }
    }

    @Test
    void aCheapRewardIsAskedDirectly() {
        final LogReward reward = OracleRewardTest::values;
        assertSame(reward, OracleReward.of(reward, GRID));
        assertSame(reward, OracleReward.of(reward, GRID, SETTINGS));
        final LogReward oracle = oracle(RewardCost.BATCHED, SETTINGS, reward);
        assertSame(oracle, OracleReward.of(oracle, GRID));
    }

    @Test
    void eachDistinctObjectIsAskedAboutOnceInOneCall() {
        final Asked asked = new Asked();
        final OracleReward oracle = oracle(RewardCost.BATCHED, SETTINGS, asked);
        assertArrayEquals(new double[]{-0.25, 1, -0.25, 0.5}, ask(oracle, 0, 2, 4, 0, 0, 2, 2, 0));
        assertArrayEquals(new double[]{0.5, 1.75, -0.25}, ask(oracle, 2, 0, 7, 0, 0, 2));
        ask(oracle, 7, 0);
        assertEquals(List.of(List.of(0, 2, 4, 0, 2, 0), List.of(7, 0)), asked.calls);
        final OracleUse use = oracle.use();
        assertEquals(2, use.calls());
        assertEquals(8, use.asked());
        assertEquals(4, use.evaluated());
        assertEquals(0.5, use.knownShare());
        assertTrue(use.seconds() > 0);
    }

    @Test
    void whatIsForgottenIsAskedAboutAgain() {
        final Asked asked = new Asked();
        final OracleReward oracle = oracle(RewardCost.BATCHED,
                new OracleSettings(Double.POSITIVE_INFINITY, 4, 0, 0, 1), asked);
        for (int round = 0; round < 3; round++) {
            final int[] row = IntStream.range(0, 16).toArray();
            final double[] result = ask(oracle, IntStream.of(row).map(i -> i % 2 == 0 ? i / 2 : 1).toArray());
            for (int x = 0; x < 8; x++) {
                assertEquals(0.25 * x - 0.125, result[x]);
            }
        }
        assertEquals(3, asked.calls.size());
        // at most four of the eight were remembered
        assertTrue(asked.calls.get(1).size() >= 2 * 4, asked.calls.toString());
    }

    @Test
    void anotherConditionIsAnotherQuestion() {
        final AtomicInteger objects = new AtomicInteger();
        final OracleReward oracle = oracle(RewardCost.BATCHED, SETTINGS, (states, count, conditions, result) -> {
            objects.addAndGet(count);
            for (int i = 0; i < count; i++) {
                result[i] = conditions.encoded()[i] * value(states, i);
            }
        });
        final double[] result = new double[3];
        oracle.logRewards(new int[]{4, 0, 4, 0, 4, 0}, 3, new Conditions(3, 1, new float[]{1, 2, 1}), result);
        assertArrayEquals(new double[]{1, 2, 1}, result);
        assertEquals(2, objects.get());
    }

    @Test
    void aFailureNamesTheFirstObjectAndKeepsItsCause() {
        final IllegalStateException cause = new IllegalStateException("no such protein");
        final LogReward failing = (states, count, conditions, result) -> {
            for (int i = 0; i < count; i++) {
                if (states[2 * i] >= 3) {
                    throw cause;
                }
                result[i] = 0;
            }
        };
        final RewardFailedException batched = assertThrows(RewardFailedException.class,
                () -> ask(oracle(RewardCost.BATCHED, SETTINGS, failing), 0, 0, 3, 1, 4, 1));
        assertSame(cause, batched.getCause());
        assertEquals("The reward failed when it was asked about 3 objects, the first of which is \"0 0\": no such "
                + "protein.", batched.problem());
    }

    @Test
    void ofSeveralObjectsThatFailTheFirstIsNamedWhicheverThreadIsQuicker() {
        for (int i = 0; i < 20; i++) {
            final CountDownLatch later = new CountDownLatch(1);
            final String message = failure(
                    oracle(RewardCost.PARALLEL, SETTINGS, (states, count, conditions, result) -> {
                        values(states, count, conditions, result);
                        if (states[0] == 3) {
                            await(later);
                            throw new IllegalStateException("no such protein");
                        }
                        if (states[0] == 4) {
                            later.countDown();
                            throw new IllegalArgumentException("no such ligand");
                        }
                    }), 0, 0, 1, 1, 3, 1, 4, 1, 5, 1, 6, 1);
            assertTrue(message.contains("about the object \"3 1\": no such protein. Ask the reward about this alone"),
                    message);
        }
    }

    private static void await(final CountDownLatch latch) {
        try {
            latch.await();
        } catch (final InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A native library that is missing is an error, not an exception, and must not end a thread unnoticed. */
    @Test
    void anErrorIsAFailureToo() {
        final String message = failure(oracle(RewardCost.BATCHED, SETTINGS, (states, count, conditions, result) -> {
            throw new UnsatisfiedLinkError("no onnx");
        }), 0, 0);
        assertTrue(message.contains("the object \"0 0\": no onnx."), message);
    }

    @Test
    void aValueThatIsNoNumberNamesItsObjectAndIsNotRemembered() {
        for (final double bad : new double[]{Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
            for (final RewardCost cost : List.of(RewardCost.BATCHED, RewardCost.PARALLEL)) {
                final AtomicBoolean isBad = new AtomicBoolean(true);
                final OracleReward oracle = oracle(cost, SETTINGS, (states, count, conditions, result) -> {
                    for (int i = 0; i < count; i++) {
                        result[i] = isBad.get() && states[2 * i] > 2 ? bad : 1;
                    }
                });
                final String message = failure(oracle, 0, 0, 3, 1, 4, 1);
                assertTrue(message.contains("reward of the object \"3 1\" is ") && message.contains("is " + bad),
                        message);
                isBad.set(false);
                assertArrayEquals(new double[]{1, 1}, ask(oracle, 3, 1, 4, 1));
            }
        }
    }

    @Test
    void aValueThatTheRewardForgetsIsNoticed() {
        final String message = failure(oracle(RewardCost.BATCHED, SETTINGS,
                (states, count, conditions, result) -> result[0] = 1), 0, 0, 5, 1);
        assertTrue(message.contains("\"5 1\" is no number"), message);
    }

    @Test
    void aThreadSafeRewardIsAskedInParallel() {
        // no call returns before three have begun
        final CyclicBarrier barrier = new CyclicBarrier(3);
        final OracleReward oracle = oracle(RewardCost.PARALLEL, SETTINGS, (states, count, conditions, result) -> {
            assertEquals(1, count);
            try {
                barrier.await(30, TimeUnit.SECONDS);
            } catch (final Exception e) {
                throw new IllegalStateException(e);
            }
            values(states, count, conditions, result);
        });
        assertArrayEquals(new double[]{0, 0.25, 0.5, 0.75, 1, 1.25}, ask(oracle, 0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0));
        assertEquals(6, oracle.use().calls());
    }

    @Test
    void aRewardThatContradictsItselfIsWarnedOfOnceAndItsFirstValuesStand() {
        final AtomicInteger calls = new AtomicInteger();
        final OracleReward oracle = oracle(RewardCost.BATCHED,
                new OracleSettings(Double.POSITIVE_INFINITY, 1000, 4, 1e-3, 1), (states, count, conditions, result) -> {
                    values(states, count, conditions, result);
                    final int call = calls.getAndIncrement();
                    for (int i = 0; i < count; i++) {
                        result[i] += call * 0.01;
                    }
                });
        final List<String> warnings = new ArrayList<>();
        oracle.watch(new Progress() {
            @Override
            public void warn(final String sentence) {
                warnings.add(sentence);
            }
        });
        for (int round = 0; round < 7; round++) {
            assertArrayEquals(new double[]{0.25, 0.5}, ask(oracle, 1, 0, 2, 0));
        }
        // 12 known objects after the first round, every fourth asked about again: all in the second column
        assertEquals(3, oracle.use().checked());
        assertEquals(3, oracle.use().disagreed());
        assertEquals(4, calls.get());
        assertEquals(2 + 3, oracle.use().evaluated());
        assertEquals(1 - 2 / 14.0, oracle.use().knownShare(), 1e-12);
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("log R of the object \"2 0\" was 0.5, and is 0.51"), warnings.get(0));
    }

    /** A network computes another last bit when the batch has another size. */
    @Test
    void roundingIsNoContradiction() {
        final AtomicInteger calls = new AtomicInteger();
        final OracleReward oracle = oracle(RewardCost.BATCHED,
                new OracleSettings(Double.POSITIVE_INFINITY, 1000, 1, 1e-3, 1),
                (states, count, conditions, result) -> result[0] = 1000 + 0.9 * calls.getAndIncrement());
        oracle.watch(new Progress() {
            @Override
            public void warn(final String sentence) {
                throw new AssertionError(sentence);
            }
        });
        assertArrayEquals(new double[]{1000}, ask(oracle, 1, 0));
        assertArrayEquals(new double[]{1000}, ask(oracle, 1, 0));
        assertEquals(1, oracle.use().checked());
        assertEquals(0, oracle.use().disagreed());
    }

    @Test
    void energiesOfUnfinishedObjectsAreRememberedApart() {
        final Subset sets = new Subset(3, 2);
        final AtomicInteger partialCalls = new AtomicInteger();
        final PartialLogReward energies = new PartialLogReward() {
            @Override
            public void logRewards(final int[] states, final int count, final Conditions conditions,
                    final double[] result) {
                Arrays.fill(result, 0, count, 1);
            }

            @Override
            public void logPartialRewards(final int[] states, final int count, final Conditions conditions,
                    final double[] result) {
                partialCalls.incrementAndGet();
                Arrays.fill(result, 0, count, 2);
            }
        };
        assertSame(energies, OracleReward.of(energies, sets));
        final PartialLogReward oracle = (PartialLogReward) OracleReward.of(energies.costing(RewardCost.BATCHED), sets);
        final int[] state = new int[sets.stateLength()];
        final double[] result = new double[1];
        for (int i = 0; i < 3; i++) {
            oracle.logRewards(state, 1, Conditions.none(1), result);
            assertEquals(1, result[0]);
            oracle.logPartialRewards(state, 1, Conditions.none(1), result);
            assertEquals(2, result[0]);
        }
        assertEquals(1, partialCalls.get());
        assertEquals(2, ((OracleReward) oracle).use().calls());
    }

    @Test
    void whatWasAskedIsSaidInWords() {
        assertEquals(
                Optional.of(
                        "The reward took 63\u202f% of the time: 12\u202f340 objects in 120 calls; 31\u202f% of what "
                                + "was asked for was known from before."),
                new OracleUse(6.3, 120, 17884, 12340, 0, 0).sentence(10));
        assertEquals(Optional.empty(), OracleUse.NONE.sentence(10));
        final OracleUse one = new OracleUse(1, 2, 3, 4, 5, 6);
        assertEquals(one, one.plus(one).since(one));
    }

    @Test
    void settingsOutOfRangeAreRefusedInWords() {
        for (final Runnable wrong : List.<Runnable>of(() -> SETTINGS.withSecondsPerCall(0),
                () -> SETTINGS.withSecondsPerCall(Double.NaN), () -> new OracleSettings(1, 1, 1, 0, 1),
                () -> new OracleSettings(1, -1, 1, 0, 1), () -> new OracleSettings(1, 2, -1, 0, 1),
                () -> new OracleSettings(1, 2, 1, -1, 1), () -> new OracleSettings(1, 2, 1, 0, 0))) {
            assertTrue(assertThrows(IllegalArgumentException.class, wrong::run).getMessage().startsWith("The "));
        }
    }
}
