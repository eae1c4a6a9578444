package org.gflownet4j.reward;

import static org.gflownet4j.reward.OracleRewardTest.SETTINGS;
import static org.gflownet4j.reward.OracleRewardTest.ask;
import static org.gflownet4j.reward.OracleRewardTest.failure;
import static org.gflownet4j.reward.OracleRewardTest.oracle;
import static org.gflownet4j.reward.OracleRewardTest.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.gflownet4j.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A slow reward that does not answer: its time limit, cancel, and what happens to the calls that were given up. */
// far beyond what any of this takes: only a call that is never given up comes so far
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HangingRewardTest {

    @Test
    void aCallThatHangsEndsAtItsTimeLimitAndNamesItsObject() throws InterruptedException {
        for (final RewardCost cost : List.of(RewardCost.BATCHED, RewardCost.PARALLEL)) {
            final CountDownLatch interrupted = new CountDownLatch(1);
            final OracleReward oracle = oracle(cost, SETTINGS.withSecondsPerCall(1.5),
                    (states, count, conditions, result) -> {
                        values(states, count, conditions, result);
                        if (states[2 * (count - 1)] == 7) {
                            hang(interrupted);
                        }
                    });
            final String message = failure(oracle, 1, 1, 2, 1, 7, 1);
            assertTrue(message.contains("did not answer within 1.5 s when it was asked about "
                    + (cost == RewardCost.BATCHED ? "3 objects, the first of which is \"1 1\"."
                            : "the object \"7 1\".")),
                    message);
            interrupted.await();
            // the next question is not harmed
            assertArrayEquals(new double[]{0.125}, ask(oracle, 1, 1));
        }
    }

    private static void hang(final CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (final InterruptedException e) {
            interrupted.countDown();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Cancelled from when a latch is down. */
    private static Progress cancelledAfter(final CountDownLatch latch) {
        return new Progress() {
            @Override
            public boolean isCancelled() {
                return latch.getCount() == 0;
            }
        };
    }

    @Test
    void aCallThatHangsIsCancelledInterruptedAndKeepsNoProgramAlive() throws InterruptedException {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);
        final AtomicBoolean isDaemon = new AtomicBoolean();
        final OracleReward oracle = oracle(RewardCost.BATCHED, SETTINGS, (states, count, conditions, result) -> {
            isDaemon.set(Thread.currentThread().isDaemon());
            begun.countDown();
            hang(interrupted);
        });
        oracle.watch(cancelledAfter(begun));
        assertThrows(CancellationException.class, () -> ask(oracle, 0, 0));
        interrupted.await();
        assertTrue(isDaemon.get());
    }

    @Test
    void anInterruptOfWhoeverAskedCancelsAndStays() {
        final CountDownLatch interrupted = new CountDownLatch(1);
        final Thread asking = Thread.currentThread();
        final OracleReward oracle = oracle(RewardCost.PARALLEL, SETTINGS, (states, count, conditions, result) -> {
            asking.interrupt();
            hang(interrupted);
        });
        assertThrows(CancellationException.class, () -> ask(oracle, 0, 0, 0, 1));
        assertTrue(Thread.interrupted());
    }

    /** What is not thread-safe must not be asked while a call that was given up goes on, deaf to interrupts. */
    @Test
    void whatIsAskedInBatchesIsNeverAskedTwiceAtTheSameTime() throws InterruptedException {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);
        final AtomicInteger busy = new AtomicInteger();
        final AtomicBoolean isTwice = new AtomicBoolean();
        final OracleReward oracle = oracle(RewardCost.BATCHED, SETTINGS, (states, count, conditions, result) -> {
            isTwice.compareAndSet(false, busy.incrementAndGet() > 1);
            begun.countDown();
            for (boolean waits = states[0] == 7; waits;) {
                try {
                    released.await();
                    waits = false;
                } catch (final InterruptedException e) {
                    // deaf
                }
            }
            busy.decrementAndGet();
            values(states, count, conditions, result);
        });
        oracle.watch(cancelledAfter(begun));
        assertThrows(CancellationException.class, () -> ask(oracle, 7, 0));
        // given up while it waits for the first
        final AtomicInteger looks = new AtomicInteger(3);
        oracle.watch(new Progress() {
            @Override
            public boolean isCancelled() {
                return looks.decrementAndGet() < 0;
            }
        });
        assertThrows(CancellationException.class, () -> ask(oracle, 1, 0));
        // released while the third waits
        final AtomicInteger more = new AtomicInteger(3);
        oracle.watch(new Progress() {
            @Override
            public boolean isCancelled() {
                if (more.decrementAndGet() == 0) {
                    released.countDown();
                }
                return false;
            }
        });
        assertArrayEquals(new double[]{0.5}, ask(oracle, 2, 0));
        assertFalse(isTwice.get());
    }
}
