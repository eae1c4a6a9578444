package org.gflownet4j.compute;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * A few threads that share out numbered tasks. Which thread takes which task is left open, so a task may only write to
 * memory that belongs to its number; then results do not depend on the number of threads.
 */
public final class Workers implements AutoCloseable {

    private final int threads;
    private final ExecutorService pool;

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
        final AtomicInteger number = new AtomicInteger();
        this.pool = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, task -> {
            final Thread thread = new Thread(task, "GFlowNet worker " + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs tasks 0 … count − 1 and returns when all are done. The first failure is thrown here.
     *
     * @param count number of tasks
     * @param task called once with each number
     */
    public void run(final int count, final IntConsumer task) {
        if (pool == null || count <= 1) {
            for (int i = 0; i < count; i++) {
                task.accept(i);
            }
            return;
        }
        final AtomicInteger next = new AtomicInteger();
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        final int helpers = Math.min(threads, count) - 1;
        final CountDownLatch done = new CountDownLatch(helpers);
        for (int h = 0; h < helpers; h++) {
            pool.execute(() -> {
                try {
                    drain(next, count, task, failure);
                } finally {
                    done.countDown();
                }
            });
        }
        drain(next, count, task, failure);
        awaitUninterruptibly(done);
        rethrow(failure.get());
    }

    private static void drain(final AtomicInteger next, final int count, final IntConsumer task,
            final AtomicReference<Throwable> failure) {
        try {
            for (int i = next.getAndIncrement(); i < count && failure.get() == null; i = next.getAndIncrement()) {
                task.accept(i);
            }
        } catch (final RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    /** An interrupt (KNIME's cancel) must not leave helpers writing into memory that the caller thinks is its own. */
    private static void awaitUninterruptibly(final CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
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
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
