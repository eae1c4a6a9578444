package org.gflownet4j.app.bench;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.StateIndex;
import org.gflownet4j.reward.HypergridReward.Variant;

/** Good regions of a design space that a sampler should find, all of them. Thread-safe. */
public interface Modes {

    /** A space of which no modes are known. */
    Modes NONE = new Modes() {
        @Override
        public int count() {
            return 0;
        }

        @Override
        public void mark(final int[] states, final int at, final IntConsumer found) {
            // there is nothing to find
        }
    };

    /** Grids of more dimensions have too many regions to count. */
    int MOST_DIMENSIONS = 16;

    /** How many there are. */
    int count();

    /**
     * Says which modes an object belongs to.
     *
     * @param states holds the object
     * @param at index of its first int
     * @param found told the number of each
     */
    void mark(int[] states, int at, IntConsumer found);

    /** Objects that are the modes themselves. */
    static Modes of(final Environment space, final List<String> objects) {
        final int width = space.stateLength();
        final StateIndex index = new StateIndex(width, objects.size());
        final int[] state = new int[width];
        for (final String object : objects) {
            space.parse(object, state, 0);
            index.add(state, 0);
        }
        return new Modes() {
            @Override
            public int count() {
                return index.size();
            }

            @Override
            public void mark(final int[] states, final int at, final IntConsumer found) {
                final int number = index.find(states, at);
                if (number >= 0) {
                    found.accept(number);
                }
            }
        };
    }

    /** Objects within a distance of one of the modes. */
    static Modes within(final Environment space, final List<String> objects, final double distance) {
        final int width = space.stateLength();
        final int[] centres = new int[objects.size() * width];
        for (int i = 0; i < objects.size(); i++) {
            space.parse(objects.get(i), centres, i * width);
        }
        return new Modes() {
            @Override
            public int count() {
                return objects.size();
            }

            @Override
            public void mark(final int[] states, final int at, final IntConsumer found) {
                for (int i = 0; i < objects.size(); i++) {
                    if (space.distance(states, at, centres, i * width) <= distance) {
                        found.accept(i);
                    }
                }
            }
        };
    }

    /**
     * The regions of a grid in which its reward is highest, one towards each corner; one cell finds its region. They are the
     * 2^d bands, or the cells of the sparse reward, which has none towards the origin. The cosine reward has no such regions.
     */
    static Modes regions(final Hypergrid grid, final Variant variant) {
        final int side = grid.side();
        final double divisor = variant == Variant.BY_SIDE ? side : side - 1.0;
        final boolean[] inside = new boolean[side];
        boolean any = false;
        for (int x = 0; x < side; x++) {
            final double a = Math.abs(x / divisor - 0.5);
            inside[x] = switch (variant) {
                case STANDARD, BY_SIDE, DECEPTIVE -> a > 0.3 + 1e-12 && a < 0.4 - 1e-12;
                case SPARSE -> x == 1 || x == side - 2;
                case COSINE -> false;
            };
            any |= inside[x];
        }
        final int first = variant == Variant.SPARSE ? 1 : 0;
        return grid.dimensions() > MOST_DIMENSIONS || !any ? NONE : new Modes() {
            @Override
            public int count() {
                return (1 << grid.dimensions()) - first;
            }

            @Override
            public void mark(final int[] states, final int at, final IntConsumer found) {
                int region = 0;
                for (int i = 0; i < grid.dimensions(); i++) {
                    if (!inside[states[at + i]]) {
                        return;
                    }
                    region |= 2 * states[at + i] > divisor ? 1 << i : 0;
                }
                if (region >= first) {
                    found.accept(region - first);
                }
            }
        };
    }

    /** Marks the modes of many objects. */
    default void markAll(final int[] states, final int count, final int width, final BitSet found) {
        for (int i = 0; i < count; i++) {
            mark(states, i * width, found::set);
        }
    }
}
