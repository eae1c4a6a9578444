package org.gflownet4j.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Draws a panel: grid, layers, axes. */
final class PanelDrawing {

    private static final Color GRID = new Color(0xe1e5ea);
    private static final Color AXIS = new Color(0xaab3bd);
    /** Room for the title beside the labels of the y axis. */
    private static final double TITLE = 20;
    private static final double GAP = 6;
    /** A panel of this height has one tick more than the fewest. */
    private static final double APART_Y = 34;
    private static final int FEWEST = 2;
    private static final double APART_X = 62;

    private final Graphics2D graphics;
    private final Figure.Panel panel;
    private final FontMetrics metrics;

    PanelDrawing(final Graphics2D graphics, final Figure.Panel panel) {
        this.graphics = graphics;
        this.panel = panel;
        this.metrics = graphics.getFontMetrics();
    }

    private List<Double> yTicks(final double height) {
        return panel.y().ticks(FEWEST + (int) (height / APART_Y));
    }

    /** What the y axis needs at its left. */
    double widthOfLabels(final double height) {
        return TITLE + GAP + TickLabels.of(panel.y(), yTicks(height)).stream().mapToDouble(metrics::stringWidth).max()
                .orElse(0);
    }

    /**
     * Draws.
     *
     * @param plot where the data go; labels and titles lie outside
     * @param withXLabels whether the x axis has its labels and title; a panel above another leaves them to that
     */
    void draw(final Rectangle2D plot, final boolean withXLabels) {
        graphics.setStroke(new BasicStroke(1));
        yAxis(plot);
        xAxis(plot, withXLabels);
        final Shape clip = graphics.getClip();
        graphics.clip(plot);
        panel.layers().forEach(layer -> new LayerDrawing(graphics, layer, panel.x(), panel.y(), plot).draw());
        graphics.setClip(clip);
        graphics.setStroke(new BasicStroke(1));
        graphics.setColor(AXIS);
        graphics.draw(new Line2D.Double(plot.getX(), plot.getMinY(), plot.getX(), plot.getMaxY()));
        graphics.draw(new Line2D.Double(plot.getX(), plot.getMaxY(), plot.getMaxX(), plot.getMaxY()));
    }

    private void yAxis(final Rectangle2D plot) {
        final List<Double> ticks = yTicks(plot.getHeight());
        final List<String> labels = TickLabels.of(panel.y(), ticks);
        for (int i = 0; i < ticks.size(); i++) {
            final double y = Math.rint(plot.getMaxY() - panel.y().place(ticks.get(i)) * plot.getHeight());
            graphics.setColor(GRID);
            graphics.draw(new Line2D.Double(plot.getX(), y, plot.getMaxX(), y));
            graphics.setColor(Drawing.QUIET);
            graphics.drawString(labels.get(i), (float) (plot.getX() - GAP - metrics.stringWidth(labels.get(i))),
                    (float) (y + metrics.getAscent() * 0.37));
        }
        final AffineTransform upright = graphics.getTransform();
        graphics.setColor(Drawing.INK);
        graphics.translate(metrics.getAscent() + GAP, plot.getCenterY());
        graphics.rotate(-Math.PI / 2);
        graphics.drawString(panel.y().title(), (float) (-metrics.stringWidth(panel.y().title()) / 2.0), 0);
        graphics.setTransform(upright);
    }

    private void xAxis(final Rectangle2D plot, final boolean labelled) {
        final List<Double> ticks = panel.x().ticks(Math.max(FEWEST, (int) (plot.getWidth() / APART_X)));
        final List<String> labels = TickLabels.of(panel.x(), ticks);
        for (int i = 0; i < ticks.size(); i++) {
            final double x = Math.rint(plot.getX() + panel.x().place(ticks.get(i)) * plot.getWidth());
            graphics.setColor(GRID);
            graphics.draw(new Line2D.Double(x, plot.getMinY(), x, plot.getMaxY()));
            if (labelled) {
                graphics.setColor(Drawing.QUIET);
                centered(labels.get(i), x, plot.getMaxY() + metrics.getAscent() + 4);
            }
        }
        if (labelled) {
            graphics.setColor(Drawing.INK);
            centered(panel.x().title(), plot.getCenterX(), plot.getMaxY() + 2 * metrics.getAscent() + 11);
        }
    }

    private void centered(final String text, final double x, final double y) {
        graphics.drawString(text, (float) (x - metrics.stringWidth(text) / 2.0), (float) y);
    }
}
