package org.gflownet4j.progress;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import org.gflownet4j.table.Table;

/** How long work reports to its caller, and learns that it should stop. Implementations are thread-safe. */
public interface Progress {

    /** Reports to nobody and is never cancelled. */
    Progress NONE = new Progress() {
    };

    /**
     * Says how far the work is.
     *
     * @param fraction done so far, 0 to 1
     * @param message in plain words; only asked for when somebody looks
     */
    default void report(final double fraction, final Supplier<String> message) {
    }

    /**
     * The progress of a part of this work.
     *
     * @param from fraction of the whole at which the part begins
     * @param to fraction at which it ends
     * @return tells this one
     */
    default Progress part(final double from, final double to) {
        final Progress whole = this;
        return new Progress() {
            @Override
            public void report(final double fraction, final Supplier<String> message) {
                whole.report(from + fraction * (to - from), message);
            }

            @Override
            public void warn(final String sentence) {
                whole.warn(sentence);
            }

            @Override
            public void note(final String sentence) {
                whole.note(sentence);
            }

            @Override
            public void figures(final Table table) {
                whole.figures(table);
            }

            @Override
            public boolean isCancelled() {
                return whole.isCancelled();
            }
        };
    }

    /**
     * Tells the user something that is no error, in one plain sentence.
     *
     * @param sentence ends in a full stop
     */
    default void warn(final String sentence) {
    }

    /**
     * Tells the user something worth knowing that asks for nothing, such as which device computes, in one plain sentence.
     *
     * @param sentence ends in a full stop
     */
    default void note(final String sentence) {
    }

    /**
     * Gives figures that stand in none of the outputs, for a page that shows the result.
     *
     * @param table the work and its page know its columns
     */
    default void figures(final Table table) {
    }

    /**
     * Whether the caller wants the work to stop.
     *
     * @return true from the moment of the request on
     */
    default boolean isCancelled() {
        return Thread.currentThread().isInterrupted();
    }

    /**
     * Stops here if the caller wants that. Long work calls it several times a second.
     *
     * @throws CancellationException if the work is to stop
     */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException("Cancelled.");
        }
    }
}
