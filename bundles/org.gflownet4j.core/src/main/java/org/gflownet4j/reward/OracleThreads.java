package org.gflownet4j.reward;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.gflownet4j.progress.Progress;

/**
 * The threads that ask a slow reward. They are daemons, so that a call that never ends keeps no program alive, and go away
 * when there is nothing to ask for some seconds. Not thread-safe.
 */
final class OracleThreads {

    private static final long IDLE_SECONDS = 10;

    private final Executor threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
            new SynchronousQueue<>(), task -> {
                final Thread thread = new Thread(task, "GFlowNet reward");
                thread.setDaemon(true);
                return thread;
            });
    private final RewardCost cost;
    private final double seconds;
    /** Questions that were given up, and have not ended. */
    private final List<OracleCall> busy = new ArrayList<>();

    OracleThreads(final RewardCost cost, final double seconds) {
        this.cost = cost;
        this.seconds = seconds;
    }

    /** Asks, and waits; see {@link OracleCall#answer}. */
    double[] answer(final OracleCall call, final Progress progress) {
        busy.removeIf(OracleCall::hasEnded);
        try {
            // what is asked in batches is never asked twice at the same time
            return call.answer(threads, cost == RewardCost.BATCHED ? List.copyOf(busy) : List.of(), progress, seconds);
        } finally {
            if (!call.hasEnded()) {
                busy.add(call);
            }
        }
    }
}
