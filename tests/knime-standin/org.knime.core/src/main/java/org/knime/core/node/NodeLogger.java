package org.knime.core.node;

import java.util.logging.Level;
import java.util.logging.Logger;

/** KNIME's log, here the log of the Java platform under the same names. */
public final class NodeLogger {

    private final Logger logger;

    private NodeLogger(final String name) {
        logger = Logger.getLogger(name);
    }

    public static NodeLogger getLogger(final Class<?> type) {
        return getLogger(type.getName());
    }

    public static NodeLogger getLogger(final String name) {
        return new NodeLogger(name);
    }

    public void debug(final Object message) {
        debug(message, (Throwable) null);
    }

    public void debug(final Object message, final Throwable cause) {
        logger.log(Level.FINE, String.valueOf(message), cause);
    }

    public void info(final Object message) {
        logger.log(Level.INFO, String.valueOf(message));
    }

    public void warn(final Object message) {
        logger.log(Level.WARNING, String.valueOf(message));
    }

    public void error(final Object message) {
        error(message, (Throwable) null);
    }

    public void error(final Object message, final Throwable cause) {
        logger.log(Level.SEVERE, String.valueOf(message), cause);
    }

    public void errorWithFormat(final String format, final Object... args) {
        error(String.format(format, args));
    }

    public void coding(final Object message) {
        coding(message, (Throwable) null);
    }

    public void coding(final Object message, final Throwable cause) {
        logger.log(Level.SEVERE, "CODING PROBLEM\t" + message, cause);
    }
}
