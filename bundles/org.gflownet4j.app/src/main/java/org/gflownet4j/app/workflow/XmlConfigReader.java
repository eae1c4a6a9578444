package org.gflownet4j.app.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads KNIME's XML configuration files. Nothing but elements and attributes is accepted: a document type is refused, so
 * there are no entities, and no other file or address is ever opened.
 */
final class XmlConfigReader {

    /** Larger files are no workflow: KNIME's have some kilobytes. */
    static final int MAX_BYTES = 16 << 20;

    /** Below the limit that later Java versions set themselves (100), so that the message is ours. */
    private static final int MAX_DEPTH = 64;

    /** How KNIME writes characters that XML does not allow. */
    private static final Pattern ESCAPED = Pattern.compile("%%(\\d{5})");

    private final XMLStreamReader xml;

    private XmlConfigReader(final XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * Reads a file.
     *
     * @param file which
     * @return its outermost config
     * @throws WorkflowException if the file is missing, too large, or not of this kind
     */
    static XmlConfig read(final Path file) {
        if (!Files.isRegularFile(file)) {
            throw bad("The file " + file + " is missing.");
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw bad("The file " + file + " is larger than " + (MAX_BYTES >> 20) + " MiB, which is refused.");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return read(in);
            }
        } catch (final IOException e) {
            throw new WorkflowException(WorkflowException.Reason.BAD_FILE, "The file " + file + " could not be read: "
                    + e.getMessage() + ".", "Check its permissions.", e);
        } catch (final XMLStreamException e) {
            throw new WorkflowException(WorkflowException.Reason.BAD_FILE, "The file " + file
                    + " is no KNIME configuration: " + sentence(e), "Save the workflow again in KNIME.", e);
        }
    }

    private static WorkflowException bad(final String problem) {
        return new WorkflowException(WorkflowException.Reason.BAD_FILE, problem, "Save the workflow again in KNIME.");
    }

    /** The parser's message without its address line. */
    private static String sentence(final XMLStreamException e) {
        final String message = String.valueOf(e.getMessage()).lines().reduce((first, last) -> last).orElse("")
                .replaceFirst("^Message: ", "");
        final String place = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNumber() + ": ";
        return place + message + (message.endsWith(".") ? "" : ".");
    }

    private static XmlConfig read(final InputStream in) throws XMLStreamException {
        final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        final XMLStreamReader xml = factory.createXMLStreamReader(in);
        try {
            return new XmlConfigReader(xml).document();
        } finally {
            xml.close();
        }
    }

    private XmlConfig document() throws XMLStreamException {
        next();
        if (!xml.getLocalName().equals("config")) {
            throw refused("it begins with <" + xml.getLocalName() + ">, where <config> was expected");
        }
        final XmlConfig config = new XmlConfig(attribute("key"));
        fill(config, 1);
        return config;
    }

    private void fill(final XmlConfig config, final int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw refused("it is nested more than " + MAX_DEPTH + " deep");
        }
        while (next() == XMLStreamConstants.START_ELEMENT) {
            final String key = attribute("key");
            final boolean fresh;
            if (xml.getLocalName().equals("config")) {
                final XmlConfig inner = new XmlConfig(key);
                fill(inner, depth + 1);
                fresh = config.add(inner);
            } else if (xml.getLocalName().equals("entry")) {
                fresh = config.add(key, Boolean.parseBoolean(xml.getAttributeValue(null, "isnull")) ? Optional.empty()
                        : Optional.of(unescaped(attribute("value"))));
                if (next() != XMLStreamConstants.END_ELEMENT) {
                    throw refused("the entry \"" + key + "\" has something inside");
                }
            } else {
                throw refused("it holds <" + xml.getLocalName() + ">, which does not belong there");
            }
            if (!fresh) {
                throw refused("\"" + key + "\" is there twice");
            }
        }
    }

    /** On to the next beginning or end of an element. */
    private int next() throws XMLStreamException {
        while (true) {
            final int event = xml.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT :
                case XMLStreamConstants.END_ELEMENT :
                    return event;
                case XMLStreamConstants.DTD :
                    throw refused("it has a document type (DOCTYPE), which is not allowed");
                case XMLStreamConstants.ENTITY_REFERENCE :
                    throw refused("it refers to an entity, which is not allowed");
                case XMLStreamConstants.CHARACTERS :
                case XMLStreamConstants.CDATA :
                    if (!xml.isWhiteSpace()) {
                        throw refused("there is text between its elements");
                    }
                    break;
                default :
                    break;
            }
        }
    }

    private String attribute(final String name) throws XMLStreamException {
        final String value = xml.getAttributeValue(null, name);
        if (value == null) {
            throw refused("<" + xml.getLocalName() + "> has no attribute \"" + name + "\"");
        }
        return value;
    }

    private XMLStreamException refused(final String problem) {
        return new XMLStreamException(problem, xml.getLocation());
    }

    private static String unescaped(final String value) {
        return ESCAPED.matcher(value).replaceAll(XmlConfigReader::character);
    }

    private static String character(final MatchResult escaped) {
        final int code = Integer.parseInt(escaped.group(1));
        return code > Character.MAX_VALUE ? Matcher.quoteReplacement(escaped.group())
                : Matcher.quoteReplacement(String.valueOf((char) code));
    }
}
