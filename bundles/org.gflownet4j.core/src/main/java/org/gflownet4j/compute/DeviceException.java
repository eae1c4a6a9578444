package org.gflownet4j.compute;

/** A device can not compute, or failed while it did; the message says why, in a sentence for a user. */
public final class DeviceException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message what happened, and what to do about it
     */
    public DeviceException(final String message) {
        super(message);
    }
}
