package org.knime.core.node;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A progress monitor that tells each change to a listener at once, where KNIME tells its own four times a second. */
final class RecordedProgress extends DefaultNodeProgressMonitor {

    private final BiConsumer<Double, List<String>> listener;

    RecordedProgress(final BiConsumer<Double, List<String>> listener) {
        this.listener = listener;
    }

    private void tell() {
        listener.accept(getProgress(), getMessages());
    }

    @Override
    public void setProgress(final double progress) {
        super.setProgress(progress);
        tell();
    }

    @Override
    public void setMessage(final Supplier<String> text) {
        super.setMessage(text);
        tell();
    }

    @Override
    void append(final Supplier<List<String>> texts) {
        super.append(texts);
        tell();
    }
}
