package org.gflownet4j.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

import javax.imageio.ImageIO;

/** A picture as a viewer sees it: decoded, with the plots found by the colour of their axes. */
final class Pixels {

    private static final int AXIS = 0xaab3bd;

    final BufferedImage image;

    Pixels(final Picture picture) {
        try {
            image = ImageIO.read(new ByteArrayInputStream(picture.png()));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plot: its axes are at the left and the bottom; x and y of a place in it are fractions from there. */
    record Plot(int left, int right, int top, int bottom) {

        int x(final double fraction) {
            return (int) Math.round(left + 1 + fraction * (right - left));
        }

        int y(final double fraction) {
            return (int) Math.round(bottom + 1 - fraction * (bottom - top));
        }
    }

    /** From top to bottom. */
    List<Plot> plots() {
        final List<Plot> plots = new ArrayList<>();
        for (int y = 1; y < image.getHeight(); y++) {
            int left = -1;
            int right = -1;
            for (int x = 0; x < image.getWidth(); x++) {
                if (rgb(x, y - 1) == AXIS && rgb(x, y) == AXIS) {
                    left = left < 0 ? x : left;
                    right = x;
                }
            }
            if (right - left > image.getWidth() / 2) {
                int top = y;
                while (rgb(left, top - 1) == AXIS) {
                    top--;
                }
                plots.add(new Plot(left, right + 1, top, y - 1));
            }
        }
        return plots;
    }

    int rgb(final int x, final int y) {
        return image.getRGB(x, y) & 0xffffff;
    }

    /** Rows in this column, between the axes, with this colour; the first is the highest. */
    List<Integer> rows(final Plot plot, final int x, final Color color) {
        return matches(plot.top(), plot.bottom(), y -> rgb(x, y) == (color.getRGB() & 0xffffff));
    }

    /** Middle of the rows with this colour in this column; −1 if there are none. */
    double middle(final Plot plot, final int x, final Color color) {
        final List<Integer> rows = rows(plot, x, color);
        return rows.isEmpty() ? -1 : (rows.get(0) + rows.get(rows.size() - 1) + 1) / 2.0;
    }

    int count(final Color color) {
        int count = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            final int column = x;
            count += matches(0, image.getHeight(), y -> rgb(column, y) == (color.getRGB() & 0xffffff)).size();
        }
        return count;
    }

    private static List<Integer> matches(final int from, final int to, final IntPredicate condition) {
        final List<Integer> rows = new ArrayList<>();
        for (int y = from; y < to; y++) {
            if (condition.test(y)) {
                rows.add(y);
            }
        }
        return rows;
    }
}
