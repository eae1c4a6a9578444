package org.gflownet4j.standin.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import javax.imageio.ImageIO;
import javax.swing.JComponent;

import org.gflownet4j.standin.PortFiles;
import org.junit.jupiter.api.Test;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;

class PortObjectTest {

    private static List<String> entries(final byte[] zip) throws IOException {
        final List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    /** The names are those of KNIME 5.8.3; meta.xml is what AbstractPortObject adds. */
    @Test
    void objectAndSpecAreZipsOfTheirOwn() throws Exception {
        final MeanPortObject mean = new MeanPortObject(new MeanSpec("value"), 1.25);
        assertEquals(List.of("portSpec.file", "content.xml"), entries(PortFiles.writeSpec(mean.getSpec())));
        assertEquals(List.of("portObject.file", "meta.xml", "mean.bin"), entries(PortFiles.write(mean)));
        try (ZipInputStream in = new ZipInputStream(
                new ByteArrayInputStream(PortFiles.writeSpec(mean.getSpec())))) {
            in.getNextEntry();
            in.getNextEntry();
            assertEquals(
                    SettingsXmlTest.resource("port-spec.xml").replace("rig.nodes.MeanSpec", MeanSpec.class.getName()),
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void imageIsWrittenAndRead() throws Exception {
        final ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "png", png);
        final ImagePortObject image = new ImagePortObject(new PNGImageContent(png.toByteArray()),
                new ImagePortObjectSpec(PNGImageContent.TYPE));
        assertEquals("PNG Image 4 x 3 with " + png.size() + " B", PortFiles.copy(image).getSummary());
        assertThrows(IllegalArgumentException.class, () -> new PNGImageContent(new byte[3]));
    }

    @Test
    void registeredTypeIsBelowTheGenericOne() {
        assertTrue(PortObject.TYPE.isSuperTypeOf(MeanPortObject.TYPE));
        assertTrue(PortTypeRegistry.getInstance().getPortType(MeanPortObject.class, true).isOptional());
    }

    /** An object that no plugin.xml names. */
    abstract static class Unregistered implements PortObject {

        @Override
        public JComponent[] getViews() {
            return new JComponent[0];
        }
    }

    @Test
    void unregisteredTypeCountsAsItsParent() {
        assertEquals(PortObject.TYPE, PortTypeRegistry.getInstance().getPortType(Unregistered.class));
    }
}
