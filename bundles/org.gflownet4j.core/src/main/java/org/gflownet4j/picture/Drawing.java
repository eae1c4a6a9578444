package org.gflownet4j.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;

import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws a figure: title, legend, and its panels one below the other. Lengths are in units of two pixels. */
final class Drawing {

    /** Text. */
    static final Color INK = new Color(0x1b2430);
    /** Text that explains. */
    static final Color QUIET = new Color(0x55606e);

    private static final int PIXELS = 2;
    private static final int WIDTH = 600;
    private static final int HEIGHT = 350;
    private static final int MARGIN = 16;
    /** From the top to the panels. */
    private static final int HEAD = 36;
    /** From the panels to the bottom, for labels and title of the x axis. */
    private static final int FOOT = 40;
    private static final int BETWEEN_PANELS = 14;
    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);

    private final String title;
    private final Figure figure;

    Drawing(final String title, final Figure figure) {
        this.title = title;
        this.figure = figure;
    }

    byte[] png() {
        final BufferedImage image = new BufferedImage(WIDTH * PIXELS, HEIGHT * PIXELS, BufferedImage.TYPE_INT_RGB);
        final Graphics2D graphics = graphics(image);
        try {
            draw(graphics);
        } finally {
            graphics.dispose();
        }
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // in memory, whatever ImageIO's cache is set to for the whole process
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IllegalStateException("Every Java platform writes PNG.");
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Where to draw. Fonts are loaded here, which is what fails on a bare machine, with errors of many kinds. */
    static Graphics2D graphics(final BufferedImage image) {
        try {
            final Graphics2D graphics = image.createGraphics();
            graphics.getFontMetrics(PLAIN).stringWidth("0");
            return graphics;
        } catch (final OutOfMemoryError | StackOverflowError e) {
            throw e;
        } catch (final Error | RuntimeException e) {
            throw new DrawingException(e);
        }
    }

    private void draw(final Graphics2D graphics) {
        graphics.scale(PIXELS, PIXELS);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(INK);
        graphics.setFont(TITLE);
        graphics.drawString(title, MARGIN, 23);
        graphics.setFont(PLAIN);
        if (figure.panels().isEmpty()) {
            sentence(graphics);
        } else {
            legend(graphics);
            panels(graphics);
        }
    }

    private void panels(final Graphics2D graphics) {
        final List<PanelDrawing> panels = figure.panels().stream().map(panel -> new PanelDrawing(graphics, panel))
                .toList();
        final double height = (HEIGHT - HEAD - FOOT - BETWEEN_PANELS * (panels.size() - 1.0)) / panels.size();
        // on whole pixels lines are sharp
        final double left = MARGIN
                + Math.ceil(panels.stream().mapToDouble(panel -> panel.widthOfLabels(height)).max().orElse(0));
        for (int i = 0; i < panels.size(); i++) {
            panels.get(i).draw(new Rectangle2D.Double(left, HEAD + i * (height + BETWEEN_PANELS),
                    WIDTH - MARGIN - left, height), i == panels.size() - 1);
        }
    }

    /** From right to left, the model at the very left. */
    private void legend(final Graphics2D graphics) {
        final FontMetrics metrics = graphics.getFontMetrics();
        double x = WIDTH - MARGIN;
        final List<Layer> layers = figure.panels().get(0).layers().stream().filter(layer -> !layer.name().isEmpty())
                .sorted(Comparator.comparing(layer -> !layer.color().equals(Layer.MODEL))).toList();
        for (int i = layers.size() - 1; i >= 0; i--) {
            final Layer layer = layers.get(i);
            x -= metrics.stringWidth(layer.name());
            graphics.setColor(INK);
            graphics.drawString(layer.name(), (float) x, 22);
            x -= 26;
            LayerDrawing.sample(graphics, layer, new Rectangle2D.Double(x, 13, 20, 10));
            x -= 16;
        }
    }

    /** In the middle, in as many lines as it needs. */
    private void sentence(final Graphics2D graphics) {
        graphics.setColor(QUIET);
        final FontMetrics metrics = graphics.getFontMetrics();
        String line = "";
        double y = HEIGHT / 2.0;
        for (final String word : figure.nothing().split(" ")) {
            if (metrics.stringWidth(line + " " + word) > WIDTH - 4 * MARGIN) {
                centered(graphics, line, y);
                y += metrics.getHeight();
                line = word;
            } else {
                line = (line + " " + word).strip();
            }
        }
        centered(graphics, line, y);
    }

    private static void centered(final Graphics2D graphics, final String line, final double y) {
        graphics.drawString(line, (float) ((WIDTH - graphics.getFontMetrics().stringWidth(line)) / 2.0), (float) y);
    }
}
