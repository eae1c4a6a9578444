package org.gflownet4j.reward;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.progress.Progress;

/**
 * A question to a slow reward, asked on other threads, so that whoever asked can stop waiting. All memory that the reward
 * sees belongs to the question: one that was given up may go on writing there.
 */
final class OracleCall {

    /** Between two questions whether to stop. */
    private static final long LOOK_MILLIS = 50;
    private static final int NO_FAILURE = Integer.MAX_VALUE;

    private final LogReward reward;
    private final Environment space;
    private final int[] states;
    private final int count;
    private final Conditions conditions;
    private final int chunk;
    private final double[] results;

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReferenceArray<Running> running;
    private final CountDownLatch ended;
    private boolean isGivenUp;
    private volatile int failedAt = NO_FAILURE;
    private Throwable failure;

    /** What a thread is busy with. */
    private record Running(Thread thread, int first, long since) {
    }

    /**
     * A question that is not asked yet.
     *
     * @param reward answers
     * @param space for messages
     * @param states of the objects; handed over
     * @param count objects, at least 1
     * @param conditions of them; handed over
     * @param chunk objects per call of the reward
     * @param threads that call it at the same time
     */
    OracleCall(final LogReward reward, final Environment space, final int[] states, final int count,
            final Conditions conditions, final int chunk, final int threads) {
        this.reward = reward;
        this.space = space;
        this.states = states;
        this.count = count;
        this.conditions = conditions;
        this.chunk = chunk;
        this.results = new double[count];
        final int workers = Math.min(threads, (count + chunk - 1) / chunk);
        this.running = new AtomicReferenceArray<>(workers);
        this.ended = new CountDownLatch(workers);
    }

    /** Calls of the reward that were answered. */
    int calls() {
        return calls.get();
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param threads run the calls
     * @param before questions that were given up and may still keep the reward busy: their end is waited for
     * @param progress asked for cancellation
     * @param seconds that a call may take
     * @return log R, not checked
     * @throws RewardFailedException if a call fails or takes too long
     * @throws CancellationException if the user cancelled
     */
    double[] answer(final Executor threads, final List<OracleCall> before, final Progress progress,
            final double seconds) {
        for (int w = 0; w < running.length(); w++) {
            final int worker = w;
            threads.execute(() -> work(worker, before));
        }
        try {
            while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.checkCancelled();
                requireInTime(seconds);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("Cancelled.").initCause(e);
        } finally {
            giveUp();
        }
        if (failedAt != NO_FAILURE) {
            // a reward that was told of the cancellation itself has not failed
            progress.checkCancelled();
            throw failed();
        }
        return results;
    }

    private synchronized RewardFailedException failed() {
        // more memory is nothing that the reward could be corrected for
        if (failure instanceof OutOfMemoryError e) {
            throw e;
        }
        return RewardFailedException.ofFailure(objects(failedAt), failure);
    }

    /** Whether all its calls have ended. */
    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    private String objects(final int first) {
        return RewardFailedException.objects(space, states, first, Math.min(chunk, count - first));
    }

    private void requireInTime(final double seconds) {
        int late = count;
        final long now = System.nanoTime();
        for (int w = 0; w < running.length(); w++) {
            final Running busy = running.get(w);
            if (busy != null && (now - busy.since) * 1e-9 > seconds) {
                late = Math.min(late, busy.first);
            }
        }
        if (late < count) {
            throw RewardFailedException.ofSilence(objects(late), seconds);
        }
    }

    /** Interrupts what still runs; threads that serve others by now are left alone. */
    private synchronized void giveUp() {
        isGivenUp = true;
        for (int w = 0; w < running.length(); w++) {
            final Running busy = running.get(w);
            if (busy != null) {
                busy.thread.interrupt();
            }
        }
    }

    private void work(final int worker, final List<OracleCall> before) {
        try {
            int first = next.getAndAdd(chunk);
            if (!begin(worker, first)) {
                return;
            }
            for (final OracleCall earlier : before) {
                earlier.ended.await();
            }
            // the calls before a failed one are made, so that it is the same one whatever the number of threads
            while (first < count && first < failedAt && begin(worker, first)) {
                ask(first);
                first = next.getAndAdd(chunk);
            }
        } catch (final InterruptedException e) {
            // given up while waiting for the questions before: nobody is interested any more
        } finally {
            end(worker);
            ended.countDown();
        }
    }

    private synchronized boolean begin(final int worker, final int first) {
        if (!isGivenUp) {
            running.set(worker, new Running(Thread.currentThread(), first, System.nanoTime()));
        }
        return !isGivenUp;
    }

    private synchronized void end(final int worker) {
        running.set(worker, null);
        // an interrupt was for this question, not for the next one that the thread is given
        Thread.interrupted();
    }

    private void ask(final int first) {
        final int size = Math.min(chunk, count - first);
        final int width = space.stateLength();
        final int floats = conditions.width();
        final double[] values = new double[size];
        // what the reward forgets is noticed
        Arrays.fill(values, Double.NaN);
        try {
            reward.logRewards(Arrays.copyOfRange(states, first * width, (first + size) * width), size,
                    new Conditions(size, floats,
                            Arrays.copyOfRange(conditions.encoded(), first * floats, (first + size) * floats)),
                    values);
        } catch (final Throwable e) { // whatever a foreign program throws must not end the thread unnoticed
            fail(first, e);
        }
        calls.incrementAndGet();
        System.arraycopy(values, 0, results, first, size);
    }

    private synchronized void fail(final int first, final Throwable cause) {
        if (first < failedAt) {
            failedAt = first;
            failure = cause;
        }
    }
}
