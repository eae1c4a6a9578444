package org.knime.core.node;

import java.util.function.Supplier;
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

    public void debug(final Supplier<Object> message) {
        logger.log(Level.FINE, () -> message.get().toString());
    }

    public void debugWithFormat(final String format, final Object... args) {
        debug(String.format(format, args));
    }

    public void info(final Object message) {
        info(message, (Throwable) null);
    }

    public void info(final Object message, final Throwable cause) {
        logger.log(Level.INFO, String.valueOf(message), cause);
    }

    public void info(final Supplier<Object> message) {
        logger.log(Level.INFO, () -> message.get().toString());
    }

    public void infoWithFormat(final String format, final Object... args) {
        info(String.format(format, args));
    }

    public void warn(final Object message) {
        warn(message, (Throwable) null);
    }

    public void warn(final Object message, final Throwable cause) {
        logger.log(Level.WARNING, String.valueOf(message), cause);
    }

    public void warn(final Supplier<Object> message) {
        logger.log(Level.WARNING, () -> message.get().toString());
    }

    public void warnWithFormat(final String format, final Object... args) {
        warn(String.format(format, args));
    }

    public void error(final Object message) {
        error(message, (Throwable) null);
    }

    public void error(final Object message, final Throwable cause) {
        logger.log(Level.SEVERE, String.valueOf(message), cause);
    }

    public void error(final Supplier<Object> message) {
        logger.log(Level.SEVERE, () -> message.get().toString());
    }

    public void errorWithFormat(final String format, final Object... args) {
        error(String.format(format, args));
    }

    public void fatal(final Object message) {
        fatal(message, (Throwable) null);
    }

    public void fatal(final Object message, final Throwable cause) {
        logger.log(Level.SEVERE, "FATAL " + message, cause);
    }

    public void fatal(final Supplier<Object> message) {
        logger.log(Level.SEVERE, () -> "FATAL " + message.get());
    }

    public void fatalWithFormat(final String format, final Object... args) {
        fatal(String.format(format, args));
    }

    public void coding(final Object message) {
        coding(message, (Throwable) null);
    }

    public void coding(final Object message, final Throwable cause) {
        logger.log(Level.SEVERE, "CODING PROBLEM\t" + message, cause);
    }

    public void coding(final Supplier<Object> message) {
        logger.log(Level.SEVERE, () -> "CODING PROBLEM\t" + message.get());
    }

    public void codingWithFormat(final String format, final Object... args) {
        coding(String.format(format, args));
    }

    public void assertLog(final boolean holds, final String message) {
        if (!holds) {
            error("ASSERT " + message);
        }
    }

    public boolean isDebugEnabled() {
        return logger.isLoggable(Level.FINE);
    }

    public boolean isInfoEnabled() {
        return logger.isLoggable(Level.INFO);
    }
}
