package org.knime.core.node.util;

/** Checks of arguments, states and settings. */
public final class CheckUtils {

    private CheckUtils() {}

    public static <T> T checkArgumentNotNull(final T value, final String template, final Object... args)
            throws IllegalArgumentException {
        checkArgument(value != null, template, args);
        return value;
    }

    public static <T> T checkArgumentNotNull(final T value) throws IllegalArgumentException {
        return checkArgumentNotNull(value, "Argument must not be null");
    }

    public static void checkArgument(final boolean holds, final String message) throws IllegalArgumentException {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    public static void checkArgument(final boolean holds, final String template, final Object... args)
            throws IllegalArgumentException {
        if (!holds) {
            throw new IllegalArgumentException(text(template, args));
        }
    }

    public static void checkState(final boolean holds, final String message) throws IllegalStateException {
        if (!holds) {
            throw new IllegalStateException(message);
        }
    }

    private static String text(final String template, final Object... args) {
        return args == null || args.length == 0 ? template : String.format(template, args);
    }
}
