package org.knime.core.node;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The share of a progress that one step has. A silent one hands on no text, a steadfast one does not see the cancelling. */
final class PartOfProgress implements NodeProgressMonitor {

    /** Steps smaller than this KNIME does not count. */
    private static final double SMALLEST_STEP = 0.001;

    private final NodeProgressMonitor whole;

    private final double share;

    private final boolean silent;

    private final boolean steadfast;

    private double progress;

    private volatile Supplier<String> message = () -> "";

    private volatile Supplier<List<String>> appended = List::of;

    PartOfProgress(final NodeProgressMonitor whole, final double share, final boolean silent, final boolean steadfast) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Invalid sub progress size: " + share);
        }
        this.whole = whole;
        this.share = share;
        this.silent = silent;
        this.steadfast = steadfast;
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (!steadfast) {
            whole.checkCanceled();
        }
    }

    @Override
    public synchronized void setProgress(final double newProgress) {
        final double bounded = Math.max(0, Math.min(1, newProgress));
        final Double before = whole.getProgress();
        final double step = Math.max(0, bounded - progress);
        if (share > 0 && (before == null || step >= SMALLEST_STEP)) {
            whole.setProgress((before == null ? 0 : before) + step * share);
            progress = bounded;
        }
    }

    @Override
    public void setProgress(final double newProgress, final String text) {
        setProgress(newProgress, () -> text);
    }

    @Override
    public void setProgress(final double newProgress, final Supplier<String> text) {
        setProgress(newProgress);
        setMessage(text);
    }

    @Override
    public void setProgress(final String text) {
        setMessage(text);
    }

    @Override
    public void setMessage(final String text) {
        appended = List::of;
        setMessage(() -> text == null ? "" : text);
    }

    @Override
    public void setMessage(final Supplier<String> text) {
        if (silent) {
            return;
        }
        message = text;
        handOn();
    }

    private void append(final Supplier<List<String>> texts) {
        if (!silent) {
            appended = texts;
            handOn();
        }
    }

    private void handOn() {
        if (whole instanceof DefaultNodeProgressMonitor root) {
            root.append(this::getMessages);
        } else if (whole instanceof PartOfProgress part) {
            part.append(this::getMessages);
        } else {
            whole.setMessage(() -> String.join(" - ", getMessages()));
        }
    }

    @Override
    public List<String> getMessages() {
        return Stream.concat(Stream.of(message.get()), appended.get().stream()).filter(text -> !text.isEmpty())
                .toList();
    }

    @Override
    public Double getProgress() {
        return progress;
    }

    @Override
    public String getMessage() {
        return message.get();
    }

    @Override
    public void setExecuteCanceled() {
        throw new IllegalStateException("This method must not be called.");
    }

    @Override
    public void reset() {
        throw new IllegalStateException("This method must not be called.");
    }
}
