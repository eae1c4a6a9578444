package org.gflownet4j.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;

/** Machines that can not draw. */
class BareMachineTest {

    /** What Java 17 throws without fonts: {@code InternalError}, or, if fontconfig is there, a plain {@code Error}. */
    @Test
    void withoutFontsTheMessageSaysWhatToInstall() {
        for (final Error error : new Error[]{new InternalError("java.lang.reflect.InvocationTargetException"),
                new Error("Probable fatal error: No physical fonts found.")}) {
            final DrawingException thrown = assertThrows(DrawingException.class,
                    () -> Drawing.graphics(failing(error)));
            assertTrue(thrown.getMessage().contains("fonts-dejavu-core"), thrown.getMessage());
            assertSame(error, thrown.getCause());
        }
    }

    @Test
    void tooLittleMemoryIsNotTakenForMissingFonts() {
        assertThrows(OutOfMemoryError.class, () -> Drawing.graphics(failing(new OutOfMemoryError())));
    }

    @Test
    void aJavaWithoutItsDesktopPartStillHasEverythingElse() throws IOException, InterruptedException {
        final Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules", "java.base", "-cp", System.getProperty("java.class.path"), Bare.class.getName())
                .redirectErrorStream(true).start();
        final String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, java.waitFor(), output);
        assertEquals("Rewards of the draws" + System.lineSeparator() + "fonts-dejavu-core" + System.lineSeparator(),
                output);
    }

    private static BufferedImage failing(final Error error) {
        return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB) {
            @Override
            public Graphics2D createGraphics() {
                throw error;
            }
        };
    }

    /** Runs where {@code java.desktop} is missing. */
    static final class Bare {

        private Bare() {
        }

        public static void main(final String[] arguments) {
            final Picture picture = Picture.sampledRewards(Table.builder().build());
            System.out.println(picture.title());
            try {
                picture.png();
            } catch (final DrawingException e) {
                System.out.println(e.getMessage().contains("fonts-dejavu-core") ? "fonts-dejavu-core" : e.getMessage());
            }
        }
    }
}
