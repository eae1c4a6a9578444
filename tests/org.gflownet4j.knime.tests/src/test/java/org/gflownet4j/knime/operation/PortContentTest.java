package org.gflownet4j.knime.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

import javax.imageio.ImageIO;

import org.gflownet4j.picture.DrawingException;
import org.junit.jupiter.api.Test;

/** Results reach their ports. */
class PortContentTest {

    @Test
    void aMachineThatCanNotDrawLosesThePictureAndNothingElse() throws IOException {
        final NodeProgress progress = new NodeProgress(null);
        final DrawingException noFonts = new DrawingException(new NoClassDefFoundError("sun/awt/FontManager"));
        final byte[] png = PortContent.drawn(() -> {
            throw noFonts;
        }, progress);
        assertEquals(1200, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
        assertEquals(List.of(noFonts.getMessage()), progress.warnings());
        assertArrayEquals(new byte[]{1}, PortContent.drawn(() -> new byte[]{1}, progress));
    }
}
