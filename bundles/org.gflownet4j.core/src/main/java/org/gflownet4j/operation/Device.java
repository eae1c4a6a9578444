package org.gflownet4j.operation;

import org.gflownet4j.compute.Backends;
import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.progress.Progress;

/**
 * What computes, found for a user's choice, and said to the user. Open for one operation.
 *
 * @param backend multiplies
 * @param explanation in words: what it is, and why
 */
record Device(ComputeBackend backend, String explanation) implements AutoCloseable {

    /** Finds it, and says it: as a warning if something else was asked for by name. */
    static Device find(final Backends.Choice choice, final Progress progress) {
        final ComputeBackend backend = Backends.find(choice);
        final String explanation = Backends.explanation(choice, backend);
        if (backend.standsIn() && choice != Backends.Choice.AUTO) {
            progress.warn(explanation);
        } else {
            progress.note(explanation);
        }
        return new Device(backend, explanation);
    }

    /** The same for work that takes long: that it could be faster is worth a warning, too. */
    static Device findForLongWork(final Backends.Choice choice, final Progress progress) {
        final Device device = find(choice, progress);
        if (device.backend.standsIn() && choice == Backends.Choice.AUTO) {
            progress.warn(device.explanation);
        }
        return device;
    }

    /** Gives the backend's memory back. */
    @Override
    public void close() {
        backend.close();
    }
}
