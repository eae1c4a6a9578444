package org.gflownet4j.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Watches the resident memory of this process, where the system says it (Linux): anonymous and mapped files apart. */
final class PeakMemory implements AutoCloseable {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long EVERY_MILLIS = 100;

    private final Thread thread;
    private volatile boolean done;
    private volatile long anonymousKib;
    private volatile long mappedKib;

    /** Begins to watch. */
    PeakMemory() {
        this.thread = new Thread(this::watch, "GFlowNet memory watch");
        thread.setDaemon(true);
        if (Files.isReadable(STATUS)) {
            thread.start();
        }
    }

    private void watch() {
        try {
            while (!done) {
                look();
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (final InterruptedException | IOException e) {
            done = true;
        }
    }

    private synchronized void look() throws IOException {
        long anonymous = 0;
        long mapped = 0;
        for (final String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("RssAnon:")) {
                anonymous = kib(line);
            } else if (line.startsWith("RssFile:") || line.startsWith("RssShmem:")) {
                mapped += kib(line);
            }
        }
        anonymousKib = Math.max(anonymousKib, anonymous);
        mappedKib = Math.max(mappedKib, mapped);
    }

    private static long kib(final String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }

    /** Most anonymous memory until now (heap, native buffers), in MiB; 0 if the system does not say. */
    double anonymousMib() {
        return anonymousKib / 1024.0;
    }

    /** Most memory of mapped files until now (libraries, archives), in MiB; 0 if the system does not say. */
    double mappedMib() {
        return mappedKib / 1024.0;
    }

    @Override
    public void close() {
        done = true;
        thread.interrupt();
    }
}
