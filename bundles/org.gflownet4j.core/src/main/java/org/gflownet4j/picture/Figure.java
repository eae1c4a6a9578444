package org.gflownet4j.picture;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is to draw.
 *
 * @param panels one below the other; all have the same x axis
 * @param nothing why there are no panels, in a sentence; empty if there are some
 */
record Figure(List<Panel> panels, String nothing) {

    /**
     * One diagram.
     *
     * @param x axis from left to right
     * @param y axis upwards
     * @param layers the first lies at the bottom
     */
    record Panel(Axis x, Axis y, List<Layer> layers) {
    }

    static Figure of(final List<Panel> panels) {
        return new Figure(List.copyOf(panels), "");
    }

    /** A figure that only says that there is nothing to show. */
    static Figure nothing(final String why) {
        return new Figure(List.of(), "There is nothing to show: " + why);
    }

    /** Why a table gives no figure: rows, columns or numbers are missing. */
    static Figure nothing(final String table, final int rows, final String... columns) {
        return nothing(rows == 0 ? table + " has no rows."
                : "in " + table + ", no row has finite numbers for " + Stream.of(columns)
                        .map(column -> "\u201C" + column + "\u201D").collect(Collectors.joining(" and ")) + ".");
    }
}
