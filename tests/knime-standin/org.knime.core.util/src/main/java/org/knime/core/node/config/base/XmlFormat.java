package org.knime.core.node.config.base;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXTransformerFactory;
import javax.xml.transform.sax.TransformerHandler;
import javax.xml.transform.stream.StreamResult;

import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.DefaultHandler;

/** KNIME's XML form of a configuration. Both directions close the stream, as KNIME does. */
final class XmlFormat {

    private static final String NAMESPACE = "http://www.knime.org/2008/09/XMLConfig";

    private static final Pattern ESCAPED = Pattern.compile("%%(\\d{5})");

    private XmlFormat() {}

    static void write(final ConfigBase config, final OutputStream out) throws IOException {
        try (OutputStream buffered = new BufferedOutputStream(out)) {
            buffered.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.UTF_8));
            final TransformerHandler handler = ((SAXTransformerFactory) TransformerFactory.newInstance())
                    .newTransformerHandler();
            handler.getTransformer().setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            handler.getTransformer().setOutputProperty(OutputKeys.INDENT, "yes");
            handler.getTransformer().setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            handler.setResult(new StreamResult(buffered));
            handler.startDocument();
            final AttributesImpl attributes = new AttributesImpl();
            add(attributes, "xmlns", NAMESPACE);
            add(attributes, "xmlns:xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI);
            add(attributes, "xsi:schemaLocation", NAMESPACE + " http://www.knime.org/XMLConfig_2008_09.xsd");
            write(config, handler, attributes);
            handler.endDocument();
        } catch (SAXException | TransformerConfigurationException e) {
            throw new IOException("The configuration \"" + config.getKey() + "\" cannot be written as XML", e);
        }
    }

    private static void write(final ConfigBase config, final TransformerHandler handler,
            final AttributesImpl attributes) throws SAXException {
        add(attributes, "key", config.getKey());
        handler.startElement("", "", "config", attributes);
        for (final String key : config) {
            final AbstractConfigEntry entry = config.getEntry(key);
            final AttributesImpl inner = new AttributesImpl();
            if (entry instanceof ConfigBase nested) {
                write(nested, handler, inner);
            } else {
                final String value = entry.toStringValue();
                add(inner, "key", key);
                add(inner, "type", entry.getType().name());
                if (value == null) {
                    add(inner, "isnull", "true");
                }
                add(inner, "value", value == null ? "" : escape(value));
                handler.startElement("", "", "entry", inner);
                handler.endElement("", "", "entry");
            }
        }
        handler.endElement("", "", "config");
    }

    private static void add(final AttributesImpl attributes, final String name, final String value) {
        attributes.addAttribute("", "", name, "CDATA", value);
    }

    /** Control characters, what lies above D7FF, and a percent sign before another are written as %% and five digits. */
    private static String escape(final String text) {
        final StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c < ' ' || c > '\ud7ff' || text.startsWith("%%", i)) {
                escaped.append(String.format("%%%%%05d", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String unescape(final String text) {
        return ESCAPED.matcher(text).replaceAll(found -> Matcher
                .quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1)))));
    }

    static void read(final ConfigBase config, final InputStream in) throws IOException {
        try (InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            final SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(new InputSource(reader), new Reader(config));
        } catch (SAXException | ParserConfigurationException | IllegalArgumentException e) {
            throw new IOException("Unable to parse xml: " + e.getMessage(), e);
        }
    }

    /** Fills a configuration from the elements config and entry. */
    private static final class Reader extends DefaultHandler {

        private final Deque<ConfigBase> open = new ArrayDeque<>();

        private final ConfigBase root;

        Reader(final ConfigBase root) {
            this.root = root;
        }

        @Override
        public void startElement(final String uri, final String localName, final String name, final Attributes values)
                throws SAXException {
            final String key = values.getValue("key");
            if ("config".equals(name)) {
                if (open.isEmpty()) {
                    root.setKey(key);
                    open.push(root);
                } else {
                    open.push(open.peek().addConfigBase(key));
                }
            } else if ("entry".equals(name)) {
                final boolean isNull = "true".equals(values.getValue("isnull"));
                final String value = isNull ? null : unescape(values.getValue("value"));
                try {
                    open.peek().addEntry(ConfigEntries.valueOf(values.getValue("type")).createEntry(key, value));
                } catch (IllegalArgumentException e) {
                    throw new SAXException("Invalid entry \"" + key + "\": " + e.getMessage(), e);
                }
            } else {
                throw new SAXException("\"" + name + "\" is not a valid tag name.");
            }
        }

        @Override
        public void endElement(final String uri, final String localName, final String name) {
            if ("config".equals(name)) {
                open.pop();
            }
        }
    }
}
