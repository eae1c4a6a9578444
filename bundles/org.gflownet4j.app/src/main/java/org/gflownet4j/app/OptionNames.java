package org.gflownet4j.app;

import java.util.Locale;
import java.util.Map;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What options call the constants of settings.
 *
 * @param command whose options they are, for messages
 */
record OptionNames(CommandLine command) {

    /** What a name stands for. */
    <T> T chosen(final String what, final String given, final Map<String, T> names) {
        if (!names.containsKey(given)) {
            throw new ParameterException(command, "There is no " + what + " \"" + given + "\", but "
                    + String.join(", ", names.keySet().stream().sorted().toList()) + ".");
        }
        return names.get(given);
    }

    /** The constant with a name; null if the option was not given. */
    String translated(final String what, final String given, final Map<String, String> names) {
        return given == null ? null : chosen(what, given, names);
    }

    /** The constant of the same name, as constants are written; null if the option was not given. */
    static String constant(final String given) {
        return given == null ? null : given.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
