package org.gflownet4j.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Library;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.report.NumberText;
import org.gflownet4j.table.Table;

/** <em>Combinatorial Library Space</em>: every combination of one building block at each position. */
public final class CombinatorialLibrarySpaceOperation
        implements
            Operation<CombinatorialLibrarySpaceOperation.Settings> {

    /** In which order blocks are put to their positions. */
    public enum Order {
        /** Any position next. */
        ANY_ORDER(Construction.SLOTS),
        /** From the first position to the last. */
        LEFT_TO_RIGHT(Construction.APPEND),
        /** Next to the blocks there are, on either side. */
        BOTH_ENDS(Construction.PREPEND_APPEND);

        private final Construction construction;

        Order(final Construction construction) {
            this.construction = construction;
        }
    }

    /**
     * Settings.
     *
     * @param positionColumn says where each block can stand; empty for the column of that name, or the first that fits
     * @param blockColumn names of the blocks; empty likewise
     * @param construction in which order compounds are built
     */
    public record Settings(
            @Setting(title = "Position column", description = "The column that says at which position a block can "
                    + "stand, in words or numbers. Positions count in the order in which they first occur. Empty: the "
                    + "column named position, or else the first that fits.") String positionColumn,
            @Setting(title = "Block column", description = "The column with the names of the blocks, such as catalogue "
                    + "numbers or SMILES. Empty: the column named block, or else the next text column.") String blockColumn,
            @Setting(title = "Construction", description = "In which order the positions are filled. Any order is a "
                    + "good choice nearly always; left to right makes exact figures quick and suits blocks that matter "
                    + "from the first position on; both ends is for chains of blocks with two stems, which can stand "
                    + "at any position.") Order construction) {
    }

    private static final int CHECK_EVERY = 1024;
    private static final String POSITION = "position";
    private static final String BLOCK = "block";

    @Override
    public String name() {
        return "Combinatorial Library Space";
    }

    @Override
    public String description() {
        return "Says which compounds to choose from: one building block of your table at each position.";
    }

    @Override
    public List<Port> inputs() {
        return List.of(new Port("Building blocks", Port.Type.TABLE, "One row per block and position at which it can "
                + "stand."));
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("Library", Port.Type.DESIGN_SPACE, "All combinations of one block at each position."));
    }

    @Override
    public Settings defaults() {
        return new Settings("", "", Order.ANY_ORDER);
    }

    @Override
    public List<Object> run(final Settings settings, final List<Object> inputs, final Execution execution) {
        return List.of(space(settings, (Table) inputs.get(0), execution.progress()));
    }

    /**
     * The columns that are meant.
     *
     * @param settings what the user chose
     * @param columns of the table of blocks
     * @return the names of the column of positions and of that of blocks
     * @throws OperationException if there are no such columns
     */
    public static List<String> columns(final Settings settings, final List<Table.Column> columns) {
        final List<String> names = columns.stream().map(Table.Column::name).toList();
        final List<String> texts = columns.stream().filter(column -> column.type() == Table.Type.TEXT)
                .map(Table.Column::name).toList();
        // a column that can only be that of the blocks is left to them
        final Optional<String> certain = chosen(settings.blockColumn(), names).or(() -> named(BLOCK, texts))
                .or(() -> texts.size() == 1 ? Optional.of(texts.get(0)) : Optional.empty());
        final String position = chosen(settings.positionColumn(), names).or(() -> named(POSITION, names))
                .or(() -> first(Stream.concat(texts.stream(), names.stream()), certain.orElse("")))
                .orElseThrow(() -> none(POSITION, names));
        final String block = certain.filter(name -> !settings.blockColumn().isEmpty() || !name.equals(position))
                .or(() -> first(texts.stream(), position)).orElseThrow(() -> none(BLOCK, names));
        if (position.equals(block)) {
            throw new OperationException("Positions and blocks are both read from the column \"" + block + "\".",
                    "Choose two columns.");
        }
        return List.of(position, block);
    }

    private static Optional<String> chosen(final String name, final List<String> names) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!names.contains(name)) {
            throw new OperationException("The table has no column \"" + name + "\"; its columns are "
                    + String.join(", ", names) + ".", "Choose one of these.");
        }
        return Optional.of(name);
    }

    private static Optional<String> named(final String name, final List<String> names) {
        return names.stream().filter(name::equalsIgnoreCase).findFirst();
    }

    private static Optional<String> first(final Stream<String> names, final String except) {
        return names.filter(Predicate.not(except::equals)).findFirst();
    }

    private static OperationException none(final String what, final List<String> names) {
        return new OperationException("The table has no column for the " + what + "s; its columns are "
                + String.join(", ", names) + ".",
                "Give a table with a column of positions and a text column of blocks.");
    }

    /**
     * Makes the library.
     *
     * @param settings what the user chose
     * @param table one row per block and position
     * @param progress told how many compounds there are, and asked for cancellation
     * @return the library
     * @throws OperationException if the table is empty, has holes or a block twice at a position, or is too large
     */
    public Library space(final Settings settings, final Table table, final Progress progress) {
        final List<String> names = columns(settings, table.columns());
        if (table.rows() == 0) {
            throw new OperationException("The table of building blocks is empty.",
                    "Give a table with one row per block and position.");
        }
        if (table.rows() > Library.MAX_BLOCKS) {
            throw new OperationException("The table has " + NumberText.of(table.rows()) + " blocks, but a library can "
                    + "have at most " + NumberText.of(Library.MAX_BLOCKS) + ".", "Use a part of the table.");
        }
        final Map<String, Map<String, Integer>> blocks = blocks(table, table.indexOf(names.get(0)),
                table.indexOf(names.get(1)), progress);
        try {
            final Library library = new Library(
                    blocks.values().stream().<List<String>>map(position -> new ArrayList<>(position.keySet())).toList(),
                    settings.construction().construction);
            progress.note("The library has " + (Double.isInfinite(library.objectCount()) ? "more than 10³⁰⁰"
                    : NumberText.of(library.objectCount())) + " compounds.");
            return library;
        } catch (final IllegalArgumentException e) {
            throw new OperationException(e, "Change the table of building blocks. Its positions are "
                    + blocks.keySet().stream().limit(10).collect(Collectors.joining(", "))
                    + (blocks.size() > 10 ? ", …" : "") + ".");
        }
    }

    /** Position → block → its row, all in the order of the table. */
    private static Map<String, Map<String, Integer>> blocks(final Table table, final int positions, final int names,
            final Progress progress) {
        final Map<String, Map<String, Integer>> blocks = new LinkedHashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            if (row % CHECK_EVERY == 0) {
                progress.checkCancelled();
            }
            final String position = table.text(row, positions).strip();
            final String block = table.text(row, names).strip();
            if (position.isEmpty() || block.isEmpty()) {
                throw new OperationException("Row " + (row + 1) + (position.isEmpty() ? " has no position."
                        : ": position " + position + " has no block."),
                        "Fill in what is missing, or remove rows with missing values.");
            }
            final Integer before = blocks.computeIfAbsent(position, key -> new LinkedHashMap<>()).put(block, row + 1);
            if (before != null) {
                throw new OperationException("Position " + position + " has the block " + block + " twice, in the rows "
                        + before + " and " + (row + 1) + ".", "Remove one of the two rows.");
            }
        }
        return blocks;
    }
}
