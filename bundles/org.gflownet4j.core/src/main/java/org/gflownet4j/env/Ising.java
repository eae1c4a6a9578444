package org.gflownet4j.env;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Spins, each −1 or +1, on the sites of a square lattice whose opposite edges touch (a torus), assigned in any order.
 *
 * <p>State: one int per site, row by row: 0 while it is unassigned, 1 for −1, 2 for +1. Forward action 2·i assigns −1 to
 * site i, action 2·i + 1 assigns +1; backward action i takes the spin of site i back. Text: rows of {@code +} and
 * {@code -} joined by a slash, for example {@code +-+/--+/+++}. Features: two per site.
 */
public final class Ising extends RowEnvironment {

    /** Longest side. */
    public static final int MAX_SIDE = 200;

    private final int side;

    /**
     * A lattice.
     *
     * @param side N, 2 to {@value #MAX_SIDE}; the lattice has N² sites
     * @throws IllegalArgumentException in words for a user, if the side is out of range
     */
    public Ising(final int side) {
        super(Construction.SLOTS, choices(side));
        this.side = side;
    }

    private static int[] choices(final int side) {
        if (side < 2 || side > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "An Ising lattice needs a side of 2 to " + MAX_SIDE + " sites, but got " + side + ".");
        }
        final int[] choices = new int[side * side];
        Arrays.fill(choices, 2);
        return choices;
    }

    /**
     * Sites per row.
     *
     * @return N
     */
    public int side() {
        return side;
    }

    /**
     * Spin of a site.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param site {@code row·N + column}
     * @return −1 or 1; 0 while it is unassigned
     */
    public static int spin(final int[] states, final int at, final int site) {
        final int value = states[at + site];
        return value == 0 ? 0 : 2 * value - 3;
    }

    @Override
    public String text(final int[] states, final int at) {
        final StringBuilder text = new StringBuilder();
        for (int site = 0; site < side * side; site++) {
            text.append(site > 0 && site % side == 0 ? "/" : "")
                    .append(states[at + site] == 0 ? EMPTY : spin(states, at, site) > 0 ? '+' : '-');
        }
        return text.toString();
    }

    @Override
    public void parse(final String text, final int[] states, final int at) {
        final int length = side * (side + 1) - 1;
        if (text.length() != length) {
            throw new IllegalArgumentException("\"" + shortened(text) + "\" is no state of the lattice: " + side
                    + " rows of " + side + " signs, + or -, joined by /, were expected.");
        }
        graph.writeObject(states, at, graph.places);
        for (int i = 0; i < length; i++) {
            final char sign = text.charAt(i);
            final boolean between = i % (side + 1) == side;
            if (between ? sign != '/' : sign != '+' && sign != '-') {
                throw new IllegalArgumentException("\"" + shortened(text) + "\" has \"" + sign + "\" at position "
                        + (i + 1) + ", where " + (between ? "/" : "+ or -") + " was expected.");
            }
            if (!between) {
                graph.put(states, at, i / (side + 1) * side + i % (side + 1), sign == '+' ? 1 : 0);
            }
        }
    }

    @Override
    public String title() {
        return "Spins of a " + side + " × " + side + " Ising lattice";
    }

    @Override
    public String objectName() {
        return "spins";
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "ising");
        map.put("side", side);
        return map;
    }
}
