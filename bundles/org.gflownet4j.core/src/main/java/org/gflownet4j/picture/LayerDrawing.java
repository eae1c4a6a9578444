package org.gflownet4j.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Draws a layer into the plot of a panel. */
final class LayerDrawing {

    private static final int TINT = 85;
    private static final double DOT = 2.1;
    /** A curve of fewer points shows each of them. */
    private static final int FEW_POINTS = 20;
    private static final BasicStroke SOLID = new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED = new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
            new float[]{5, 3}, 0);
    /** Columns of points per unit of length: as many as there are pixels. */
    private static final int COLUMNS = 2;

    private final Graphics2D graphics;
    private final Layer layer;
    private final Rectangle2D plot;
    private final Axis xAxis;
    private final Axis yAxis;

    LayerDrawing(final Graphics2D graphics, final Layer layer, final Axis xAxis, final Axis yAxis,
            final Rectangle2D plot) {
        this.graphics = graphics;
        this.layer = layer;
        this.plot = plot;
        this.xAxis = xAxis;
        this.yAxis = yAxis;
    }

    void draw() {
        if (layer instanceof Layer.Curve curve) {
            curve(curve);
        } else {
            graphics.setColor(tinted(layer.color()));
            for (int i = 0; i < layer.x().length; i++) {
                dot(x(i), y(i));
            }
        }
    }

    /** A piece of the layer for the legend. */
    static void sample(final Graphics2D graphics, final Layer layer, final Rectangle2D place) {
        if (layer instanceof Layer.Curve curve) {
            line(graphics, curve, new Line2D.Double(place.getX(), place.getCenterY(), place.getMaxX(),
                    place.getCenterY()), place);
        } else {
            graphics.setColor(layer.color());
            graphics.fill(new Ellipse2D.Double(place.getCenterX() - 3, place.getCenterY() - 3, 6, 6));
        }
    }

    private static void line(final Graphics2D graphics, final Layer.Curve curve, final Shape line,
            final Shape below) {
        if (curve.look() == Layer.Look.FILLED) {
            graphics.setColor(tinted(curve.color()));
            graphics.fill(below);
        }
        graphics.setColor(curve.color());
        graphics.setStroke(curve.look() == Layer.Look.DASHED ? DASHED : SOLID);
        graphics.draw(line);
    }

    /** Piece by piece between gaps. */
    private void curve(final Layer.Curve curve) {
        final int points = curve.x().length;
        int from = 0;
        while (from < points) {
            int end = from;
            while (end < points && !Double.isNaN(x(end)) && !Double.isNaN(y(end))) {
                end++;
            }
            if (end > from) {
                final Path2D line = path(from, end);
                final Path2D below = new Path2D.Double(line);
                below.lineTo(x(end - 1), plot.getMaxY());
                below.lineTo(x(from), plot.getMaxY());
                below.closePath();
                line(graphics, curve, line, below);
                for (int i = from; i < end && dotted(curve, end - from); i++) {
                    dot(x(i), y(i));
                }
            }
            from = end + 1;
        }
    }

    private static boolean dotted(final Layer.Curve curve, final int points) {
        return curve.look() == Layer.Look.MEASURED && (points == 1 || curve.x().length < FEW_POINTS);
    }

    /**
     * A line through the points. Of points in the same column of pixels it takes the first, the lowest, the highest and
     * the last, which looks the same and stays cheap however many there are.
     */
    private Path2D path(final int from, final int end) {
        final Path2D path = new Path2D.Double();
        path.moveTo(x(from), y(from));
        int i = from;
        while (i < end) {
            final long column = column(i);
            int lowest = i;
            int highest = i;
            int last = i;
            for (int next = i; next < end && column(next) == column; next++) {
                lowest = y(next) > y(lowest) ? next : lowest;
                highest = y(next) < y(highest) ? next : highest;
                last = next;
            }
            for (final int point : new int[]{i, Math.min(lowest, highest), Math.max(lowest, highest), last}) {
                path.lineTo(x(point), y(point));
            }
            i = last + 1;
        }
        return path;
    }

    private void dot(final double x, final double y) {
        graphics.fill(new Ellipse2D.Double(x - DOT, y - DOT, 2 * DOT, 2 * DOT));
    }

    private long column(final int point) {
        return (long) (x(point) * COLUMNS);
    }

    private double x(final int point) {
        return plot.getX() + xAxis.place(layer.x()[point]) * plot.getWidth();
    }

    private double y(final int point) {
        return plot.getMaxY() - yAxis.place(layer.y()[point]) * plot.getHeight();
    }

    private static Color tinted(final Color color) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), TINT);
    }
}
