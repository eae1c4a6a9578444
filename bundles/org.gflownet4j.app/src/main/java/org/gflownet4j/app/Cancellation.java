package org.gflownet4j.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Turns Ctrl-C, and the end of the process by a signal, into a request to stop, and keeps the process alive until the
 * command has answered it.
 */
final class Cancellation implements BooleanSupplier, AutoCloseable {

    /** The process ends after this time, whether the command has answered or not. */
    private static final long PATIENCE_SECONDS = 5;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::requestAndWait, "GFlowNet4J cancel");
    private volatile boolean requested;

    /** From now on, signals are requests. */
    Cancellation() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Asks the command to stop. */
    void request() {
        requested = true;
    }

    private void requestAndWait() {
        request();
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean getAsBoolean() {
        return requested;
    }

    /** Says that the command has ended. */
    @Override
    public void close() {
        finished.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (final IllegalStateException e) {
                // the process is ending at this moment; the hook finds the command finished
                requested = true;
            }
        }
    }
}
