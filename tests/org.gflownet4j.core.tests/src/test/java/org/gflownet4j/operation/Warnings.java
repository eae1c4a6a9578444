package org.gflownet4j.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.gflownet4j.progress.Progress;
import org.gflownet4j.table.Table;

/** Collects the sentences that a user would see, and keeps the last figures. */
final class Warnings implements Progress {

    private final List<String> sentences = new ArrayList<>();
    private Optional<Table> figures = Optional.empty();

    @Override
    public synchronized void warn(final String sentence) {
        sentences.add(sentence);
    }

    @Override
    public synchronized void figures(final Table table) {
        figures = Optional.of(table);
    }

    synchronized Optional<Table> figures() {
        return figures;
    }

    synchronized List<String> sentences() {
        return List.copyOf(sentences);
    }

    /** What surrounds an operation whose warnings are collected. */
    Execution execution() {
        return new Execution(this, Execution.NO_CHECKPOINT);
    }
}
