package org.gflownet4j.compute;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A few threads that share out numbered tasks. Which thread takes which task is left open, so a task may only write to
 * memory that belongs to its number; then results do not depend on the number of threads.
 *
 * <p>Training asks for thousands of short jobs in a second, and to wake a thread that sleeps takes longer than many of them.
 * So whoever waits looks out for a moment before it goes to sleep.
 */
public final class Workers implements AutoCloseable {

    /** How long to look out before going to sleep: longer than what training does between two jobs, or one thread alone in one. */
    private static final long LOOK_OUT_NANOS = 1_000_000;

    /** Looks between two looks at the clock. */
    private static final int LOOKS = 32;

    private final int threads;
    private final Helper[] helpers;
    private volatile Job job;
    private volatile boolean closed;

    /** Numbered tasks that are shared out, by so many helpers beside the caller. */
    private static final class Job {
        private final int count;
        private final IntConsumer task;
        private final int helpers;
        private final Thread caller = Thread.currentThread();
        private final AtomicInteger next = new AtomicInteger();
        /** Tasks that are not done: a helper that comes too late to get one is not waited for. */
        private final AtomicInteger left;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Job(final int count, final IntConsumer task, final int helpers) {
            this.count = count;
            this.task = task;
            this.helpers = helpers;
            this.left = new AtomicInteger(count);
        }

        void drain() {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        task.accept(i);
                    }
                } catch (final RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
                if (left.decrementAndGet() == 0) {
                    LockSupport.unpark(caller);
                }
            }
        }

        /** An interrupt (KNIME's cancel) must not leave helpers writing into memory that the caller thinks is its own. */
        void awaitTasks() {
            boolean interrupted = false;
            final long until = System.nanoTime() + LOOK_OUT_NANOS;
            boolean looksOut = true;
            while (left.get() > 0) {
                if (looksOut) {
                    looksOut = lookOut(until);
                } else {
                    LockSupport.park(this);
                    interrupted |= Thread.interrupted();
                }
            }
            if (interrupted) {
                caller.interrupt();
            }
        }
    }

    /** One of the threads. */
    private final class Helper extends Thread {
        private final int number;
        private volatile boolean sleeps;

        Helper(final int number) {
            super("GFlowNet worker " + number);
            this.number = number;
            setDaemon(true);
        }

        @Override
        public void run() {
            Job seen = null;
            while (!closed) {
                final Job now = job;
                if (now == seen) {
                    await(seen);
                } else {
                    seen = now;
                    if (number <= now.helpers) {
                        now.drain();
                    }
                }
            }
        }

        /** Until there is another job, or none will come. */
        private void await(final Job seen) {
            final long until = System.nanoTime() + LOOK_OUT_NANOS;
            boolean looksOut = true;
            while (job == seen && !closed) {
                if (looksOut) {
                    looksOut = lookOut(until);
                } else {
                    // whoever publishes a job looks at this flag afterwards, and this looks at the job after the flag is up
                    sleeps = true;
                    if (job == seen && !closed) {
                        LockSupport.park(Workers.this);
                    }
                    sleeps = false;
                }
            }
        }
    }

    /**
     * Starts the threads; the calling thread counts as one of them.
     *
     * @param threads at least 1
     */
    public Workers(final int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads must be at least 1, not " + threads + ".");
        }
        this.threads = threads;
        this.helpers = new Helper[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1);
            helpers[i].start();
        }
    }

    /** Waits a few cycles; whether to go on like this. */
    private static boolean lookOut(final long until) {
        for (int i = 0; i < LOOKS; i++) {
            Thread.onSpinWait();
        }
        return System.nanoTime() < until;
    }

    /**
     * Runs tasks 0 … count − 1 and returns when all are done. The first failure is thrown here. Not to be called from two
     * threads at once, nor from a task.
     *
     * @param count number of tasks
     * @param task called once with each number
     */
    public void run(final int count, final IntConsumer task) {
        if (helpers.length == 0 || count <= 1) {
            for (int i = 0; i < count; i++) {
                task.accept(i);
            }
            return;
        }
        final Job now = new Job(count, task, Math.min(threads, count) - 1);
        job = now;
        for (int i = 0; i < now.helpers; i++) {
            if (helpers[i].sleeps) {
                LockSupport.unpark(helpers[i]);
            }
        }
        now.drain();
        now.awaitTasks();
        rethrow(now.failure.get());
    }

    private static void rethrow(final Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        for (final Helper helper : helpers) {
            LockSupport.unpark(helper);
        }
    }
}
