package org.knime.core.node;

import java.util.Objects;
import java.util.function.BiConsumer;

/** A progress monitor that tells each change to a listener at once, where KNIME tells its own four times a second. */
final class RecordedProgress extends DefaultNodeProgressMonitor {

    private final BiConsumer<Double, String> listener;

    RecordedProgress(final BiConsumer<Double, String> listener) {
        this.listener = listener;
    }

    private void tell() {
        listener.accept(getProgress(), Objects.requireNonNullElse(getMessage(), ""));
    }

    @Override
    public void setProgress(final double progress) {
        super.setProgress(progress);
        tell();
    }

    @Override
    public void setMessage(final String text) {
        super.setMessage(text);
        tell();
    }
}
