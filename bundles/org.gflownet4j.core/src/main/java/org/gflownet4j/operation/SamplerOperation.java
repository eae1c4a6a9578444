package org.gflownet4j.operation;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

import org.gflownet4j.compute.Backends;
import org.gflownet4j.env.Environment;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.picture.Picture;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.report.DrawFigures;
import org.gflownet4j.report.NumberText;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Sampler;
import org.gflownet4j.table.Table;

/** <em>GFlowNet Sampler</em>: draws objects from a trained model. */
public final class SamplerOperation implements Operation<SamplerOperation.Settings> {

    /** More objects than this do not fit a table in memory. */
    public static final int MAX_COUNT = 10_000_000;

    /**
     * Settings.
     *
     * @param count objects to draw, or, with {@code unique}, different objects wanted
     * @param unique whether drawing goes on until there are as many different objects
     * @param knownColumn text column of the table of known objects; empty for the first text column
     * @param selectDiverse whether only good objects that differ from each other are kept
     * @param diverseCount how many of them
     * @param minDistance least distance between two of them
     * @param useStaticSeed whether the seed is fixed
     * @param seed the fixed seed
     * @param backend what computes
     */
    public record Settings(
            @Setting(title = "Number of objects",
                    description = "How many objects to draw. One that is drawn several times "
                            + "is one row, which says how often.") int count,
            @Setting(title = "Only different objects",
                    description = "Draws until there are as many different objects as asked for, or no new ones come "
                            + "up any more. Known objects do not count.") boolean unique,
            @Setting(title = "Column of known objects",
                    description = "The column of the table of known objects, if one is connected. Empty: the first "
                            + "text column.") String knownColumn,
            @Setting(title = "Select a diverse set",
                    description = "Keeps only the best objects that differ from each other: from the best down, an "
                            + "object is taken if it is far enough from all taken before.") boolean selectDiverse,
            @Setting(title = "Size of the diverse set",
                    description = "How many objects are kept at most.") int diverseCount,
            @Setting(title = "Least distance",
                    description = "Two objects of the diverse set differ at least by this much. For sequences, the "
                            + "number of letters to change, insert or delete; for a library, the number of blocks to change.") double minDistance,
            @Setting(title = "Use static random seed", description = "With a fixed seed, the same model gives the same "
                    + "objects.") boolean useStaticSeed,
            @Setting(title = "Random seed", description = "Any whole number.") long seed,
            @Setting(title = "Compute with", description = "Auto takes the fastest on the CPU of this machine.",
                    advanced = true) Backends.Choice backend) {
    }

    /** The table of what was kept, and figures of all that was drawn. */
    private record Sampled(Table objects, DrawFigures figures) {
    }

    /** Trajectories per object for log-probabilities, where an object can be built in several ways. */
    static final int WALKS = 20;

    /** Shares of the work that are done when objects are drawn, and when they are selected. */
    private static final double DRAWN = 0.6;
    private static final double SELECTED = 0.7;
    private static final int CHECK_EVERY = 1024;

    @Override
    public String name() {
        return "GFlowNet Sampler";
    }

    @Override
    public String description() {
        return "Draws objects from a trained model, with their reward and how likely they were.";
    }

    @Override
    public List<Port> inputs() {
        return List.of(new Port("Model", Port.Type.MODEL, "A trained model."),
                new Port("Known objects", Port.Type.TABLE, "Objects that are not wanted again, one per row.", true));
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("Objects", Port.Type.TABLE, "One row per different object, the best first: reward, "
                + "log-probability, and how often it was drawn."),
                new Port("Rewards of the draws", Port.Type.PICTURE, "How the rewards of the draws are distributed."));
    }

    @Override
    public Settings defaults() {
        return new Settings(1000, false, "", false, 50, 2, true, 42, Backends.Choice.AUTO);
    }

    /**
     * The columns of the result.
     *
     * @param space what the model builds
     * @return in their order
     */
    public static List<Table.Column> columns(final Environment space) {
        return List.of(new Table.Column(space.objectName(), Table.Type.TEXT),
                new Table.Column("reward", Table.Type.NUMBER), new Table.Column("log-probability", Table.Type.NUMBER),
                new Table.Column("times drawn", Table.Type.WHOLE));
    }

    @Override
    public List<Object> run(final Settings settings, final List<Object> inputs, final Execution execution) {
        final Sampled sampled = draw(settings, (GFlowNetModel) inputs.get(0),
                ((Optional<?>) inputs.get(1)).map(Table.class::cast), execution);
        execution.progress().figures(sampled.figures().table());
        return List.of(sampled.objects(), Picture.histogram(sampled.figures().rewards()));
    }

    /**
     * Draws objects.
     *
     * @param settings what the user chose
     * @param model a trained model
     * @param execution progress and cancel
     * @return one row per different object, the best first
     * @throws OperationException if the number of objects is out of range
     */
    public Table sample(final Settings settings, final GFlowNetModel model, final Execution execution) {
        return sample(settings, model, Optional.empty(), execution);
    }

    /**
     * Draws objects that are not known yet.
     *
     * @param settings what the user chose
     * @param model a trained model
     * @param known table of objects that are left out of the result
     * @param execution progress, cancel, warnings
     * @return one row per different object, the best first
     * @throws OperationException if a number is out of range, or the table has no such column
     */
    public Table sample(final Settings settings, final GFlowNetModel model, final Optional<Table> known,
            final Execution execution) {
        return draw(settings, model, known, execution).objects();
    }

    private static Sampled draw(final Settings settings, final GFlowNetModel model, final Optional<Table> known,
            final Execution execution) {
        check(settings);
        final Progress progress = execution.progress();
        final Environment space = model.environment();
        final long seed = Seeds.of(settings.useStaticSeed(), settings.seed());
        execution.progress().note(Seeds.sentence(seed));
        final LogReward reward = RewardOfObjects.on(model.reward(), space, progress);
        try (Device device = Device.find(settings.backend(), progress)) {
            final Sampler sampler = new Sampler(model.policy(), model.parameters(), device.backend());
            return sample(settings, space, sampler, reward, known, seed, progress);
        }
    }

    private static Sampled sample(final Settings settings, final Environment space, final Sampler sampler,
            final LogReward reward, final Optional<Table> known, final long seed, final Progress progress) {
        final DrawnObjects drawn = new DrawnObjects(space, sampler, seed, progress.part(0, DRAWN));
        known.ifPresent(table -> drawn.exclude(ObjectColumn.of(table, settings.knownColumn(), space, progress)));
        if (settings.unique()) {
            drawn.drawDifferent(settings.count()).ifPresent(reason -> progress.warn("Only "
                    + NumberText.of(drawn.count()) + " of " + NumberText.of(settings.count())
                    + " different objects were found: " + reason + "."));
        } else {
            drawn.draw(settings.count());
        }
        drawn.leftOut().ifPresent(progress::warn);
        final double[] logReward = RewardOfObjects.of(reward, drawn.states(), drawn.count(), space.stateLength(),
                progress);
        final int[] order = Ranking.largestFirst(logReward, progress);
        if (!settings.selectDiverse()) {
            final double[] logProbability = sampler.logProbability(drawn.states(), drawn.count(), WALKS, seed,
                    progress.part(SELECTED, 1));
            return new Sampled(table(space, drawn, order, logReward, rank -> logProbability[order[rank]], progress),
                    figures(drawn, logReward, reward, space.stateLength(), order.length, progress));
        }
        final int[] chosen = diverse(settings, space, drawn, order, progress);
        final double[] logProbability = sampler.logProbability(states(drawn, chosen, space.stateLength()),
                chosen.length, WALKS, seed, progress.part(SELECTED, 1));
        return new Sampled(table(space, drawn, chosen, logReward, rank -> logProbability[rank], progress),
                figures(drawn, logReward, reward, space.stateLength(), chosen.length, progress));
    }

    /** Figures of all draws, also of what is known and what was not selected. */
    private static DrawFigures figures(final DrawnObjects drawn, final double[] logReward, final LogReward reward,
            final int width, final int kept, final Progress progress) {
        final int[] knownTimes = drawn.knownTimes();
        final double[] ofKnown = RewardOfObjects.of(reward, drawn.knownStates(), knownTimes.length, width, progress);
        final int fresh = drawn.count();
        final double[] rewards = new double[fresh + knownTimes.length];
        final double[] times = new double[rewards.length];
        for (int i = 0; i < rewards.length; i++) {
            rewards[i] = Math.exp(i < fresh ? logReward[i] : ofKnown[i - fresh]);
            times[i] = i < fresh ? drawn.times()[i] : knownTimes[i - fresh];
        }
        return DrawFigures.of(rewards, times, kept);
    }

    private static void check(final Settings settings) {
        Ranges.check("number of objects", settings.count(), 1, MAX_COUNT);
        if (settings.selectDiverse()) {
            Ranges.check("size of the diverse set", settings.diverseCount(), 1, MAX_COUNT);
            if (!(settings.minDistance() >= 0) || Double.isInfinite(settings.minDistance())) {
                throw new OperationException("The least distance must be a number of at least 0, not "
                        + settings.minDistance() + ".", "2 is a good start for sequences.");
            }
        }
    }

    private static int[] diverse(final Settings settings, final Environment space, final DrawnObjects drawn,
            final int[] order, final Progress progress) {
        final int[] chosen = DiverseSelection.of(space, drawn.states(), order, settings.diverseCount(),
                settings.minDistance(), progress.part(DRAWN, SELECTED));
        if (chosen.length < settings.diverseCount()) {
            progress.warn("Only " + NumberText.of(chosen.length) + " of " + NumberText.of(settings.diverseCount())
                    + " objects were selected for the diverse set: " + (chosen.length == drawn.count()
                            ? "no more were drawn."
                            : "all others of the " + NumberText.of(drawn.count()) + " objects are closer than "
                                    + NumberText.of(settings.minDistance()) + " to one of them."));
        }
        return chosen;
    }

    private static int[] states(final DrawnObjects drawn, final int[] chosen, final int width) {
        final int[] states = new int[chosen.length * width];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(drawn.states(), chosen[i] * width, states, i * width, width);
        }
        return states;
    }

    private static Table table(final Environment space, final DrawnObjects drawn, final int[] objects,
            final double[] logReward, final IntToDoubleFunction logProbability, final Progress progress) {
        final Table.Builder table = Table.builder(columns(space));
        for (int rank = 0; rank < objects.length; rank++) {
            if (rank % CHECK_EVERY == 0) {
                progress.checkCancelled();
            }
            final int object = objects[rank];
            table.row(space.text(drawn.states(), object * space.stateLength()), Math.exp(logReward[object]),
                    logProbability.applyAsDouble(rank), drawn.times()[object]);
        }
        return table.build();
    }
}
