package org.gflownet4j.picture;

/** This machine can not draw; the message says why and what to install. */
public final class DrawingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param cause how Java noticed
     */
    public DrawingException(final Throwable cause) {
        super("Pictures can not be drawn on this machine, as Java finds no fonts or no display library there ("
                + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()) + "). Install"
                + " fonts and start again: on Debian and Ubuntu the packages fontconfig and fonts-dejavu-core, on Red Hat"
                + " fontconfig and dejavu-sans-fonts. If the environment variable DISPLAY names a display that does not"
                + " exist, unset it.", cause);
    }
}
