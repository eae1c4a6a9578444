package org.gflownet4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;

/** The files that a page is made of, which lie beside this class. */
final class PageFiles {

    private PageFiles() {
    }

    /**
     * Adds style and scripts, and the fingerprints of the scripts: the page allows the browser no other script, and no
     * network.
     */
    static void addTo(final Map<String, Object> values) {
        final String library = script("echarts.common.min.js");
        final String charts = script("charts.js");
        values.put("style", text("page.css"));
        values.put("library", library);
        values.put("script", charts);
        values.put("scriptHashes", fingerprint(library) + " " + fingerprint(charts));
    }

    /** Outlines of letters: letter → SVG path in a square of 100 by 100. */
    static Properties letterOutlines() {
        final Properties outlines = new Properties();
        try {
            outlines.load(new StringReader(text("letters.properties")));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return outlines;
    }

    /** A file's text with Unix line ends, as the HTML parser would make them. */
    static String text(final String file) {
        try (InputStream in = PageFiles.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The file " + file + " is missing from this installation of GFlowNet4J."
                        + " Install it again.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n").replace('\r', '\n');
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A script that can stand inside a page: nothing in it looks like the end of the script element or like a comment,
     * and it is ASCII, so that its fingerprint holds whatever encoding the page is taken for.
     */
    private static String script(final String file) {
        final String script = text(file).replaceAll("(?i)</(script)", "<\\\\/$1").replace("<!--", "<\\!--");
        final StringBuilder ascii = new StringBuilder(script.length());
        for (int i = 0; i < script.length(); i++) {
            final char c = script.charAt(i);
            if (c > '~') {
                ascii.append(String.format("\\u%04x", (int) c));
            } else {
                ascii.append(c);
            }
        }
        return ascii.toString();
    }

    private static String fingerprint(final String script) {
        try {
            final byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.US_ASCII));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
