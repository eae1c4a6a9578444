package org.gflownet4j.picture;

import java.awt.Color;

/** Something drawn in a panel. Points with a coordinate that an axis can not place are left out. */
sealed interface Layer {

    /** The model. */
    Color MODEL = new Color(0x0072b2);
    /** A perfect model. */
    Color PERFECT = new Color(0xe69f00);
    /** A perfect model, as a line among dots. */
    Color PERFECT_LINE = new Color(0xb36b00);
    /** Blind chance. */
    Color CHANCE = new Color(0x6b7684);

    /** What the legend says; empty if the legend leaves it out. */
    String name();

    /** Its colour. */
    Color color();

    /** Horizontal coordinates. */
    double[] x();

    /** Vertical coordinates. */
    double[] y();

    /**
     * A line from point to point, interrupted where one is left out.
     *
     * @param name for the legend
     * @param color of the line
     * @param x horizontal coordinates
     * @param y vertical coordinates
     * @param look of the line
     */
    record Curve(String name, Color color, double[] x, double[] y, Look look) implements Layer {
    }

    /**
     * A dot at every point.
     *
     * @param name for the legend
     * @param color of the dots
     * @param x horizontal coordinates
     * @param y vertical coordinates
     */
    record Dots(String name, Color color, double[] x, double[] y) implements Layer {
    }

    /** How a line looks. */
    enum Look {
        /** As it is. */
        SOLID,
        /** With a dot at each point, if these are few or stand alone. */
        MEASURED,
        /** Dashes. */
        DASHED,
        /** The area below is tinted. */
        FILLED
    }
}
