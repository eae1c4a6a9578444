package org.gflownet4j.standin.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.config.base.ConfigBaseRO;

/** The files come from a workflow that KNIME 5.8.3 saved, but for all-types.xml, which its configuration classes wrote. */
class SettingsXmlTest {

    static String resource(final String name) throws IOException {
        try (InputStream in = SettingsXmlTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String xml(final ConfigBaseRO config) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        config.saveToXML(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static NodeSettingsRO read(final String xml) throws IOException {
        return NodeSettings.loadFromXML(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static NodeSettings allTypes() {
        final NodeSettings settings = new NodeSettings("all");
        settings.addString("string", "a \"quoted\" <b> & 'c' ü €\tand\na line %% more %");
        settings.addString("nothing", null);
        settings.addInt("int", -7);
        settings.addLong("long", Long.MIN_VALUE);
        settings.addDouble("double", 1e-300);
        settings.addDouble("nan", Double.NaN);
        settings.addBoolean("boolean", true);
        settings.addNodeSettings("empty");
        settings.addNodeSettings("inner").addString("k", "v");
        return settings;
    }

    @Test
    void settingsOfAllTypesAreWrittenAsKnimeWritesThem() throws Exception {
        assertEquals(resource("all-types.xml"), xml(allTypes()));
    }

    @Test
    void settingsOfANodeAreReadAndWrittenUnchanged() throws Exception {
        assertEquals(resource("node-settings.xml"), xml(read(resource("node-settings.xml"))));
    }

    @Test
    void whatWasWrittenIsReadAgain() throws Exception {
        final NodeSettingsRO settings = read(xml(allTypes()));
        assertEquals(allTypes(), settings);
        assertEquals(allTypes().getString("string"), settings.getString("string"));
        assertNull(settings.getString("nothing"));
    }

    @Test
    void valueOfAnotherTypeIsNotFound() {
        assertEquals("Long for key \"int\" not found.",
                assertThrows(InvalidSettingsException.class, () -> allTypes().getLong("int")).getMessage());
        assertEquals(5L, allTypes().getLong("int", 5L));
    }

    @Test
    void fileWithADocumentTypeIsRefused() {
        assertThrows(IOException.class, () -> read("<!DOCTYPE config [<!ENTITY e 'x'>]><config key=\"&e;\"/>"));
    }

    @Test
    void brokenEntryIsRefused() {
        assertThrows(IOException.class,
                () -> read("<config key=\"a\"><entry key=\"b\" type=\"xint\" value=\"many\"/></config>"));
        assertThrows(IOException.class,
                () -> read("<config key=\"a\"><entry key=\"b\" type=\"xmany\" value=\"1\"/></config>"));
    }
}
