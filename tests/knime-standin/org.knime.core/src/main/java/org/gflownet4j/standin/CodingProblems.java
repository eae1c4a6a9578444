package org.gflownet4j.standin;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Collects what KNIME would log as a coding problem: unregistered ports, descriptions that break the rules, specs that do
 * not fit. A node has none.
 *
 * <pre>
 * try (CodingProblems problems = new CodingProblems()) {
 *     NodeRun.of(new MyNodeFactory()).configure(spec);
 *     assertEquals(List.of(), problems.found());
 * }
 * </pre>
 */
public final class CodingProblems extends Handler implements AutoCloseable {

    private static final String MARK = "CODING PROBLEM\t";

    private final List<String> found = new CopyOnWriteArrayList<>();

    public CodingProblems() {
        Logger.getLogger("").addHandler(this);
    }

    /** The problems since this was made. */
    public List<String> found() {
        return List.copyOf(found);
    }

    @Override
    public void publish(final LogRecord record) {
        if (record.getMessage() != null && record.getMessage().startsWith(MARK)) {
            found.add(record.getMessage().substring(MARK.length()));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
