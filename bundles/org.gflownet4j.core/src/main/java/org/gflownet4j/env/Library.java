package org.gflownet4j.env;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A combinatorial library: k positions, each of which takes one of its own named blocks. Every combination is an object.
 *
 * <p>State: by slots {@code [slot₁, …, slot_k]}, 0 for an empty one, else 1 + its block; by appending, which here means
 * from the first position to the last, {@code [positions filled, block₁, …]}, unused places 0. By slots, forward action
 * {@code n₁ + … + n_{i−1} + b} puts block b at position i; by appending, action b puts block b at the next position.
 * Features: one-hot over (position, block).
 *
 * <p>Text: the names of the blocks, joined by {@code " | "}, see {@link LibraryText}. Distance: positions that differ.
 */
public final class Library extends RowEnvironment {

    /** Most positions. */
    public static final int MAX_POSITIONS = 1_000;

    /** Most blocks at all positions together. */
    public static final int MAX_BLOCKS = 100_000;

    /** Most characters of all names together. */
    public static final int MAX_CHARACTERS = 400_000;

    private final List<List<String>> blocks;
    private final List<Map<String, Integer>> numberOf = new ArrayList<>();

    /**
     * A library.
     *
     * @param blocks names of the blocks of each position, at least one for each: printable, without white space around
     *            them, different within a position
     * @param construction of a compound; {@link Construction#PREPEND_APPEND}, for blocks with two stems, only if all
     *            positions have the same blocks
     * @throws IllegalArgumentException in words for a user, if there is no position, no block at one, a name that can not
     *             be written, twice the same at a position, more of anything than is possible, or if the construction
     *             does not fit
     */
    public Library(final List<List<String>> blocks, final Construction construction) {
        super(construction, choices(blocks, construction));
        this.blocks = blocks.stream().map(List::copyOf).toList();
        for (int position = 0; position < blocks.size(); position++) {
            numberOf.add(numbers(this.blocks.get(position), position));
        }
    }

    private static int[] choices(final List<List<String>> blocks, final Construction construction) {
        if (blocks.isEmpty() || blocks.size() > MAX_POSITIONS) {
            throw new IllegalArgumentException("A library needs 1 to " + MAX_POSITIONS + " positions, but got "
                    + blocks.size() + ".");
        }
        long total = 0;
        long characters = 0;
        for (int position = 0; position < blocks.size(); position++) {
            if (blocks.get(position).isEmpty()) {
                throw new IllegalArgumentException(
                        "Position " + (position + 1) + " of the library has no block. Give it "
                                + "one at least, or leave the position out.");
            }
            total += blocks.get(position).size();
            characters += blocks.get(position).stream().mapToLong(String::length).sum();
        }
        if (total > MAX_BLOCKS || characters > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "A library can have at most " + MAX_BLOCKS + " blocks whose names have at "
                            + "most " + MAX_CHARACTERS + " characters in all, but this has " + total + " blocks and "
                            + characters + " characters.");
        }
        if (construction == Construction.PREPEND_APPEND && !blocks.stream().allMatch(blocks.get(0)::equals)) {
            throw new IllegalArgumentException("Building at both ends needs the same blocks, in the same order, at all "
                    + "positions, since a block moves on when another one is put in front of it.");
        }
        return blocks.stream().mapToInt(List::size).toArray();
    }

    private static Map<String, Integer> numbers(final List<String> names, final int position) {
        final Map<String, Integer> numbers = new HashMap<>();
        for (final String name : names) {
            LibraryText.check(name, position);
            if (numbers.put(name, numbers.size()) != null) {
                throw new IllegalArgumentException("Position " + (position + 1) + " of the library has the block \""
                        + shortened(name) + "\" twice. Take one of them out.");
            }
        }
        return numbers;
    }

    /**
     * Number of positions.
     *
     * @return k
     */
    public int positions() {
        return blocks.size();
    }

    /**
     * The names of the blocks.
     *
     * @return for each position, in the order of the actions
     */
    public List<List<String>> blocks() {
        return blocks;
    }

    /**
     * The block at a position of a state.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param position 0 to {@link #positions()} − 1
     * @return its number, from 0; −1 if the position is empty
     */
    public int block(final int[] states, final int at, final int position) {
        return graph.choice(states, at, position);
    }

    @Override
    public String text(final int[] states, final int at) {
        final List<String> names = new ArrayList<>();
        for (int position = 0; position < blocks.size(); position++) {
            final int block = graph.choice(states, at, position);
            names.add(block < 0 ? String.valueOf(EMPTY) : blocks.get(position).get(block));
        }
        return LibraryText.join(names);
    }

    @Override
    public void parse(final String text, final int[] states, final int at) {
        final List<String> names = LibraryText.split(text, blocks.size());
        graph.writeObject(states, at, blocks.size());
        for (int position = 0; position < blocks.size(); position++) {
            final Integer block = numberOf.get(position).get(names.get(position));
            if (block == null) {
                throw new IllegalArgumentException("\"" + shortened(text) + "\" has \""
                        + shortened(names.get(position)) + "\" at position " + (position + 1)
                        + ", which is none of the " + blocks.get(position).size() + " blocks there.");
            }
            graph.put(states, at, position, block);
        }
    }

    @Override
    public String title() {
        final int shown = 6;
        final String counts = blocks.stream().limit(shown).map(names -> Integer.toString(names.size()))
                .collect(Collectors.joining(" × "));
        return "Library of " + counts + (blocks.size() > shown ? " × …" : "") + " blocks at " + blocks.size()
                + (blocks.size() == 1 ? " position" : " positions");
    }

    @Override
    public String objectName() {
        return "compound";
    }

    @Override
    public Map<String, Object> description() {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "library");
        map.put("construction", construction().key());
        map.put("blocks", blocks);
        return map;
    }
}
