package org.gflownet4j.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.gflownet4j.progress.Progress;

/**
 * Shows progress on standard error: in a terminal as one line that is rewritten, with a bar that grows behind its words;
 * elsewhere as a plain line now and then.
 */
final class ConsoleProgress implements Progress {

    /** Between two updates of the line. */
    private static final long LIVE_NANOS = 200_000_000L;
    /** Between two plain lines. */
    private static final long PLAIN_NANOS = 10_000_000_000L;
    /** Reverse video on, and off again. */
    private static final String BAR = "\u001b[7m";
    private static final String END_OF_BAR = "\u001b[0m";

    private final Terminal terminal;
    private final PrintWriter err;
    private final int columns;
    private final LongSupplier nanoTime;
    private final List<String> warnings = new ArrayList<>();

    private String name = "";
    private String title = "";
    private long shownAt;
    private boolean lineOpen;

    ConsoleProgress(final Terminal terminal) {
        this(terminal, System::nanoTime);
    }

    ConsoleProgress(final Terminal terminal, final LongSupplier nanoTime) {
        this.terminal = terminal;
        this.err = terminal.err();
        this.columns = terminal.columns();
        this.nanoTime = nanoTime;
        this.shownAt = nanoTime.getAsLong();
    }

    /**
     * Announces what is done next.
     *
     * @param place which of how many, for example {@code 4/6}; may be empty
     * @param what its name
     */
    synchronized void begin(final String place, final String what) {
        name = what;
        title = place.isEmpty() ? what : place + " " + what;
        shownAt = nanoTime.getAsLong() - (columns > 0 ? LIVE_NANOS : 0);
        clear();
        if (columns > 0) {
            show(0, "…");
        } else {
            err.println(title);
            err.flush();
        }
    }

    @Override
    public synchronized void report(final double fraction, final Supplier<String> message) {
        final long now = nanoTime.getAsLong();
        if (now - shownAt < (columns > 0 ? LIVE_NANOS : PLAIN_NANOS)) {
            return;
        }
        shownAt = now;
        if (columns > 0) {
            show(fraction, message.get());
        } else {
            err.println(title + ": " + message.get());
            err.flush();
        }
    }

    /** The name where there is room for it, and the message; what is done of the line is shown as a bar behind it. */
    private void show(final double fraction, final String message) {
        final int width = columns - 1;
        final String text = title.length() + message.length() + 1 <= width ? title + " " + message : message;
        final String line = text.length() < width ? text + " ".repeat(width - text.length()) : text.substring(0, width);
        final int done = (int) (Math.max(0, Math.min(1, fraction)) * width);
        terminal.eraseLine();
        err.print(BAR + line.substring(0, done) + END_OF_BAR + line.substring(done));
        err.flush();
        lineOpen = true;
    }

    /** Removes the live line, so that something else can be printed. */
    synchronized void clear() {
        if (lineOpen) {
            terminal.eraseLine();
            lineOpen = false;
        }
    }

    @Override
    public synchronized void warn(final String sentence) {
        final String warning = name.isEmpty() ? sentence : name + ": " + sentence;
        warnings.add(warning);
        clear();
        err.println("Warning: " + warning);
        err.flush();
    }

    /** All warnings so far. */
    synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public boolean isCancelled() {
        return terminal.cancelled().getAsBoolean();
    }
}
