package org.gflownet4j.env;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How members of a {@link Library} are written: {@code A1 | phenyl | CC(=O)N}. A name that holds a bar or a double quote
 * stands in double quotes, those inside doubled: {@code "a|b" | "5"" tube"}. White space around names does not count.
 */
final class LibraryText {

    private static final char BAR = '|';
    private static final char QUOTE = '"';

    private LibraryText() {
    }

    /** Refuses a name that could not be written and read back. */
    static void check(final String name, final int position) {
        final String where = "A block at position " + (position + 1) + " of the library ";
        if (name.isBlank()) {
            throw new IllegalArgumentException(where + "has no name.");
        }
        if (!name.equals(name.strip())) {
            throw new IllegalArgumentException(where + "has a name with white space before or behind it: \""
                    + RowEnvironment.shortened(name) + "\". Take it off.");
        }
        if (name.equals(String.valueOf(RowEnvironment.EMPTY))) {
            throw new IllegalArgumentException(where + "has the name " + name
                    + ", which stands for an empty position. Take another.");
        }
        final boolean printable = name.codePoints().noneMatch(LibraryText::isInvisible);
        if (!printable || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException(where + "has a character in its name that can not be printed: \""
                    + RowEnvironment.shortened(name).replaceAll("[^\\p{Print}]", "\uFFFD") + "\".");
        }
    }

    private static boolean isInvisible(final int character) {
        final int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    static String join(final List<String> names) {
        final StringBuilder text = new StringBuilder();
        for (final String name : names) {
            text.append(text.isEmpty() ? "" : " | ");
            if (name.indexOf(BAR) < 0 && name.indexOf(QUOTE) < 0) {
                text.append(name);
            } else {
                text.append(QUOTE).append(name.replace("\"", "\"\"")).append(QUOTE);
            }
        }
        return text.toString();
    }

    /**
     * The names of a text.
     *
     * @throws IllegalArgumentException in words for a user, if a quote is not closed or there are not as many
     */
    static List<String> split(final String text, final int expected) {
        final List<String> names = new ArrayList<>();
        int next = 0;
        while (next <= text.length() && names.size() <= expected) {
            final int begin = skipSpace(text, next);
            final boolean quoted = begin < text.length() && text.charAt(begin) == QUOTE;
            final int end = quoted ? closingQuote(text, begin) : begin;
            final int bar = text.indexOf(BAR, end);
            next = bar < 0 ? text.length() : bar;
            if (quoted && !text.substring(end + 1, next).isBlank()) {
                throw new IllegalArgumentException("\"" + RowEnvironment.shortened(text)
                        + "\" goes on behind a closing quote; a | was expected there.");
            }
            names.add(quoted ? text.substring(begin + 1, end).replace("\"\"", "\"")
                    : text.substring(Math.min(begin, next), next).strip());
            next++;
        }
        if (names.size() != expected) {
            throw new IllegalArgumentException("\"" + RowEnvironment.shortened(text) + "\" does not have " + expected
                    + " blocks separated by |.");
        }
        return names;
    }

    private static int skipSpace(final String text, final int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int closingQuote(final String text, final int opening) {
        int at = text.indexOf(QUOTE, opening + 1);
        while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == QUOTE) {
            at = text.indexOf(QUOTE, at + 2);
        }
        if (at < 0) {
            throw new IllegalArgumentException(
                    "\"" + RowEnvironment.shortened(text) + "\" has an opening quote without a closing one.");
        }
        return at;
    }
}
