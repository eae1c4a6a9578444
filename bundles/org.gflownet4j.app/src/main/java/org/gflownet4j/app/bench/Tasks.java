package org.gflownet4j.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.gflownet4j.env.BitSequence;
import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Ising;
import org.gflownet4j.env.Subset;
import org.gflownet4j.reward.BitSequenceReward;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.HypergridReward.Variant;
import org.gflownet4j.reward.IsingReward;
import org.gflownet4j.reward.SetReward;

/** The field's benchmark tasks by name. */
public final class Tasks {

    private static final Pattern GRID = Pattern.compile("hypergrid-(\\d{1,3})-(\\d{1,5})");
    private static final Pattern ISING = Pattern.compile("ising-(\\d{1,3})");
    private static final Pattern BITS = Pattern.compile("bitseq-(\\d{1,5})-(\\d{1,2})");
    private static final Pattern SETS = Pattern.compile("sets-(small|medium|large)");

    /** Bengio et al. 2021. */
    private static final HypergridReward STANDARD = new HypergridReward(0.1, 0.5, 2);

    /** Pan et al. 2023, GAFlowNets. */
    private static final HypergridReward SPARSE = new HypergridReward(Variant.SPARSE, 1e-12, 1, 0);

    /** Kim et al. 2024, the adaptive teacher. */
    private static final HypergridReward DECEPTIVE = new HypergridReward(Variant.DECEPTIVE, 1e-5, 0.1, 2);

    /** Coupling of the Ising tasks, close to the critical one. */
    private static final double COUPLING = 0.44;

    private static final int BIT_MODES = 60;
    private static final double BIT_MODE_RADIUS = 30;

    /** A grid with constants of its own. */
    private record Preset(int dimensions, int side, HypergridReward reward, String note) {
    }

    private static final Map<String, Preset> PRESETS = presets();

    private static final Map<String, int[]> SET_SIZES = setSizes();

    private Tasks() {
    }

    private static Map<String, Preset> presets() {
        final Map<String, Preset> presets = new LinkedHashMap<>();
        presets.put("hypergrid-4-20", new Preset(4, 20, new HypergridReward(1e-3, 0.5, 2), "\"easy\""));
        presets.put("hypergrid-4-20-hard", new Preset(4, 20, new HypergridReward(1e-4, 1, 3), "\"hard\""));
        presets.put("hypergrid-4-20-bse", new Preset(4, 20,
                new HypergridReward(Variant.BY_SIDE, 1e-4, -9.9e-5, 1 - 1e-6), "of Beyond Squared Error"));
        presets.put("hypergrid-2-256", new Preset(2, 256, new HypergridReward(0.01, 0.5, 2), "of policy gradients"));
        presets.put("hypergrid-2-128", new Preset(2, 128, new HypergridReward(0.01, 0.5, 2), "of policy gradients"));
        presets.put("hypergrid-3-64", new Preset(3, 64, new HypergridReward(0.01, 0.5, 2), "of policy gradients"));
        presets.put("hypergrid-4-32", new Preset(4, 32, new HypergridReward(0.01, 0.5, 2), "of policy gradients"));
        presets.put("hypergrid-2-64", new Preset(2, 64, new HypergridReward(1e-3, 0.5, 2), "of quantile matching"));
        presets.put("hypergrid-8-8", new Preset(8, 8, new HypergridReward(1e-3, 0.5, 2), "large"));
        return presets;
    }

    private static Map<String, int[]> setSizes() {
        final Map<String, int[]> sizes = new LinkedHashMap<>();
        sizes.put("small", new int[]{30, 20});
        sizes.put("medium", new int[]{80, 60});
        sizes.put("large", new int[]{100, 80});
        return sizes;
    }

    /**
     * The task of a name.
     *
     * @param name as the list has it
     * @param options what the user changed
     * @return ready to train on
     * @throws IOException in words for a user, if there is no such task, an option does not fit it, or data are missing
     */
    public static BenchTask find(final String name, final TaskOptions options) throws IOException {
        final Preset preset = PRESETS.get(name);
        if (preset != null) {
            return grid(name, preset, options);
        }
        final Matcher grid = GRID.matcher(name);
        if (grid.matches()) {
            return grid(name, new Preset(Integer.parseInt(grid.group(1)), Integer.parseInt(grid.group(2)),
                    STANDARD, ""), options);
        }
        if (options.r0().isPresent()) {
            throw new IllegalArgumentException("--r0 belongs to the hypergrids, not to " + name + ".");
        }
        final Matcher bits = BITS.matcher(name);
        if (bits.matches()) {
            return bits(name, Integer.parseInt(bits.group(1)), Integer.parseInt(bits.group(2)), options);
        }
        if (options.reward().isPresent()) {
            throw new IllegalArgumentException(
                    "--reward belongs to the hypergrids and the bit sequences, not to " + name + ".");
        }
        final Matcher ising = ISING.matcher(name);
        if (ising.matches()) {
            final Ising lattice = new Ising(Integer.parseInt(ising.group(1)));
            return new BenchTask(name, only(name, options, Construction.SLOTS), lattice, new IsingReward(COUPLING),
                    Modes.NONE);
        }
        final Matcher sets = SETS.matcher(name);
        if (sets.matches()) {
            return sets(name, sets.group(1), options);
        }
        return TableTasks.find(name, options)
                .orElseThrow(() -> new IllegalArgumentException("There is no task \"" + name
                        + "\". \"gflownet bench --list\" shows the tasks there are."));
    }

    private static BenchTask grid(final String name, final Preset preset, final TaskOptions options) {
        final Hypergrid grid = new Hypergrid(preset.dimensions(), preset.side());
        final HypergridReward own = preset.reward();
        final Variant variant = options.reward().isEmpty() ? own.variant()
                : byKey(Variant.values(), Variant::key, options.reward().get(), name);
        final HypergridReward constants = constants(variant, own);
        final HypergridReward reward = new HypergridReward(variant, options.r0().orElse(constants.r0()),
                constants.r1(), constants.r2());
        return new BenchTask(name, only(name, options, Construction.APPEND), grid, reward,
                Modes.regions(grid, variant));
    }

    /** The constants that a variant was published with; the grid's own for those that any go with. */
    private static HypergridReward constants(final Variant variant, final HypergridReward own) {
        return switch (variant) {
            case STANDARD, BY_SIDE, COSINE -> own;
            case SPARSE -> SPARSE;
            case DECEPTIVE -> DECEPTIVE;
        };
    }

    private static BenchTask bits(final String name, final int bits, final int wordBits, final TaskOptions options) {
        final Construction construction = options.construction().orElse(Construction.SLOTS);
        final BitSequence sequences = new BitSequence(bits, wordBits, construction);
        final List<String> modes = BitSequenceReward.randomModes(BIT_MODES, bits, 0);
        final BitSequenceReward.Measure measure = options.reward().isEmpty() ? BitSequenceReward.Measure.HAMMING
                : byKey(BitSequenceReward.Measure.values(), BitSequenceReward.Measure::key, options.reward().get(),
                        name);
        return new BenchTask(name, construction, sequences, new BitSequenceReward(modes, measure),
                Modes.within(sequences, modes, BIT_MODE_RADIUS));
    }

    private static BenchTask sets(final String name, final String size, final TaskOptions options) throws IOException {
        final int[] shape = SET_SIZES.get(size);
        final double[] energies = options.data().numbers("sets/set_" + size + "_energies.csv", "energy", name);
        if (energies.length != shape[0]) {
            throw new IllegalArgumentException(
                    "The data of " + name + " have " + energies.length + " energies, not " + shape[0]
                            + ".");
        }
        return new BenchTask(name, only(name, options, Construction.SLOTS), new Subset(shape[0], shape[1]),
                new SetReward(energies), Modes.NONE);
    }

    /** The only construction of a task. */
    private static Construction only(final String name, final TaskOptions options, final Construction own) {
        if (options.construction().isPresent() && options.construction().get() != own) {
            throw new IllegalArgumentException(
                    "The task " + name + " has one construction only; leave --construction out.");
        }
        return own;
    }

    private static <T> T byKey(final T[] values, final Function<T, String> key, final String given,
            final String name) {
        for (final T value : values) {
            if (key.apply(value).equals(given)) {
                return value;
            }
        }
        throw new IllegalArgumentException("The task " + name + " has no reward \"" + given + "\", but "
                + Arrays.stream(values).map(key).collect(Collectors.joining(", ")) + ".");
    }

    /** One line for each task, or family of tasks: its name and definition. */
    public static List<String[]> list() {
        final List<String[]> lines = new ArrayList<>();
        lines.add(new String[]{"hypergrid-D-H",
                "grid of D dimensions, side H; R0, R1, R2 = " + text(STANDARD) + " (--r0 overrides); --reward "
                        + "standard, by-side, cosine (with these), sparse (" + text(SPARSE) + ") or deceptive ("
                        + text(DECEPTIVE) + ")"});
        PRESETS.forEach((name, preset) -> lines.add(new String[]{name,
                String.format(Locale.ROOT, "grid %d-D, side %d, %sR0, R1, R2 = %s %s", preset.dimensions(),
                        preset.side(), preset.reward().variant() == Variant.BY_SIDE ? "coordinates by side, " : "",
                        text(preset.reward()), preset.note()).strip()}));
        lines.add(new String[]{"bitseq-N-K",
                "N bits in words of K, bitseq-120-8 as published; 60 modes of random blocks; found within Hamming distance "
                        + "30; slots or append; --reward hamming (default, log R = -d) | hamming-doubled (-2d) | "
                        + "hamming-normalised (-3d/N) | edit (-edits, append)"});
        lines.add(
                new String[]{"ising-N", "N x N torus, log R = 0.44 * sum of x_i x_j over its 2N^2 edges, sites in any "
                        + "order"});
        SET_SIZES.forEach((size, shape) -> lines.add(new String[]{"sets-" + size,
                shape[1] + " of " + shape[0] + " elements, log R = -sum of energies (--data)"}));
        lines.addAll(TableTasks.list());
        return lines;
    }

    private static String text(final HypergridReward reward) {
        return reward.r0() + ", " + reward.r1() + ", " + reward.r2();
    }
}
