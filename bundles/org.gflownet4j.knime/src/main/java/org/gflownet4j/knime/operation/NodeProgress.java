package org.gflownet4j.knime.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.gflownet4j.progress.Progress;
import org.gflownet4j.table.Table;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** Passes progress on to KNIME, at most twice a second, and collects what an operation has to say. */
final class NodeProgress implements Progress {

    private static final long NANOS_BETWEEN = 500_000_000;

    private final ExecutionMonitor monitor;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final List<String> warnings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<Table> figures = Optional.empty();

    NodeProgress(final ExecutionMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public void report(final double fraction, final Supplier<String> message) {
        final long now = System.nanoTime();
        final long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + NANOS_BETWEEN)) {
            monitor.setProgress(Math.max(0, Math.min(1, fraction)), message.get());
        }
    }

    @Override
    public synchronized void warn(final String sentence) {
        warnings.add(sentence);
    }

    @Override
    public synchronized void note(final String sentence) {
        notes.add(sentence);
    }

    @Override
    public synchronized void figures(final Table table) {
        figures = Optional.of(table);
    }

    @Override
    public boolean isCancelled() {
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        try {
            monitor.checkCanceled();
            return false;
        } catch (final CanceledExecutionException e) {
            return true;
        }
    }

    /** Sentences for the node's warning triangle. */
    synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Sentences that ask for nothing. */
    synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    /** Figures for the node's view that are in none of the outputs. */
    synchronized Optional<Table> figures() {
        return figures;
    }

    /** Warnings and notes, for the node's view. */
    synchronized List<String> remarks() {
        return Stream.concat(warnings.stream(), notes.stream()).distinct().toList();
    }
}
