package org.gflownet4j.operation;

import java.util.ArrayList;
import java.util.List;

import org.gflownet4j.progress.Progress;

/** Collects the sentences that a user would see. */
final class Warnings implements Progress {

    private final List<String> sentences = new ArrayList<>();

    @Override
    public synchronized void warn(final String sentence) {
        sentences.add(sentence);
    }

    synchronized List<String> sentences() {
        return List.copyOf(sentences);
    }

    /** What surrounds an operation whose warnings are collected. */
    Execution execution() {
        return new Execution(this, Execution.NO_CHECKPOINT);
    }
}
