package org.gflownet4j.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

import org.gflownet4j.compute.Backends;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateIndex;
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
     * @param betaChoice inverse temperature of a temperature-conditional model
     * @param betas its numbers, separated by commas, for {@link BetaChoice#OWN}
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
                    advanced = true) Backends.Choice backend,
            @Setting(title = "From explore to exploit",
                    description = "Only of effect on a temperature-conditional model: whether many different objects are "
                            + "wanted, or the best ones. Each is an inverse temperature (β) that the model was trained at.") BetaChoice betaChoice,
            @Setting(title = "Inverse temperature (β)",
                    description = "A number above 0: objects are drawn in proportion to the reward to the power of β. With "
                            + "several, separated by commas, the objects of each follow one another in one table.") String betas) {
    }

    /** What was drawn at one inverse temperature: the objects that are kept, the best first, among all that were drawn. */
    private record Part(OptionalDouble beta, DrawnObjects drawn, int[] kept, double[] logReward,
            double[] logProbability) {
    }

    /** The table of what was kept, figures of all that was drawn, and how the rewards are distributed. */
    private record Sampled(Table objects, DrawFigures figures, Picture rewards) {
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
        return new Settings(1000, false, "", false, 50, 2, true, 42, Backends.Choice.AUTO, BetaChoice.BALANCED,
                "1, 2, 3");
    }

    /**
     * The columns of the result.
     *
     * @param space what the model builds
     * @param isConditional whether the model is temperature-conditional
     * @return in their order
     */
    public static List<Table.Column> columns(final Environment space, final boolean isConditional) {
        final List<Table.Column> columns = new ArrayList<>(List.of(
                new Table.Column(space.objectName(), Table.Type.TEXT), new Table.Column("reward", Table.Type.NUMBER),
                new Table.Column("log-probability", Table.Type.NUMBER),
                new Table.Column("times drawn", Table.Type.WHOLE)));
        if (isConditional) {
            columns.add(new Table.Column("inverse temperature", Table.Type.NUMBER));
        }
        return columns;
    }

    @Override
    public List<Object> run(final Settings settings, final List<Object> inputs, final Execution execution) {
        final Sampled sampled = draw(settings, (GFlowNetModel) inputs.get(0),
                ((Optional<?>) inputs.get(1)).map(Table.class::cast), execution);
        execution.progress().figures(sampled.figures().table());
        return List.of(sampled.objects(), sampled.rewards());
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
        final List<Double> betas = settings.betaChoice().betas(settings.betas(), model.policy().temperature());
        BetaChoice.warnOutside(betas, model.policy().temperature(), progress);
        final List<OptionalDouble> each = betas.isEmpty() ? List.of(OptionalDouble.empty())
                : betas.stream().map(OptionalDouble::of).toList();
        final List<Part> parts = new ArrayList<>();
        try (Device device = Device.find(settings.backend(), progress)) {
            for (final OptionalDouble beta : each) {
                final Sampler sampler = new Sampler(model.policy(), model.parameters(), device.backend(), beta);
                parts.add(part(settings, space, sampler, beta, reward, known, seed,
                        progress.part((double) parts.size() / each.size(), (parts.size() + 1.0) / each.size())));
            }
        }
        final List<DrawFigures> figures = parts.stream()
                .map(part -> figures(List.of(part), reward, space.stateLength(), progress)).toList();
        return new Sampled(table(space, parts, progress),
                parts.size() == 1 ? figures.get(0) : figures(parts, reward, space.stateLength(), progress),
                parts.size() == 1 ? Picture.histogram(figures.get(0).rewards())
                        : Picture.histograms(betas.stream().map(beta -> "β = " + NumberText.of(beta)).toList(),
                                figures.stream().map(DrawFigures::rewards).toList()));
    }

    private static Part part(final Settings settings, final Environment space, final Sampler sampler,
            final OptionalDouble beta, final LogReward reward, final Optional<Table> known, final long seed,
            final Progress progress) {
        final DrawnObjects drawn = new DrawnObjects(space, sampler, seed, progress.part(0, DRAWN));
        known.ifPresent(table -> drawn.exclude(ObjectColumn.of(table, settings.knownColumn(), space, progress)));
        if (settings.unique()) {
            drawn.drawDifferent(settings.count()).ifPresent(reason -> progress.warn("Only "
                    + NumberText.of(drawn.count()) + " of " + NumberText.of(settings.count())
                    + " different objects were found" + at(beta) + ": " + reason + "."));
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
            return new Part(beta, drawn, order, logReward,
                    Arrays.stream(order).mapToDouble(object -> logProbability[object]).toArray());
        }
        final int[] chosen = diverse(settings, space, drawn, order, beta, progress);
        return new Part(beta, drawn, chosen, logReward, sampler.logProbability(
                states(drawn, chosen, space.stateLength()), chosen.length, WALKS, seed, progress.part(SELECTED, 1)));
    }

    private static String at(final OptionalDouble beta) {
        return beta.isEmpty() ? "" : " at β = " + NumberText.of(beta.getAsDouble());
    }

    /** Figures of all draws, also of what is known and what was not selected. */
    private static DrawFigures figures(final List<Part> parts, final LogReward reward, final int width,
            final Progress progress) {
        final DoubleStream.Builder rewards = DoubleStream.builder();
        final DoubleStream.Builder times = DoubleStream.builder();
        long kept = 0;
        for (final Part part : parts) {
            final int[] knownTimes = part.drawn().knownTimes();
            final double[] ofKnown = RewardOfObjects.of(reward, part.drawn().knownStates(), knownTimes.length, width,
                    progress);
            for (int i = 0; i < part.drawn().count(); i++) {
                rewards.add(Math.exp(part.logReward()[i]));
                times.add(part.drawn().times()[i]);
            }
            for (int i = 0; i < knownTimes.length; i++) {
                rewards.add(Math.exp(ofKnown[i]));
                times.add(knownTimes[i]);
            }
            kept += part.kept().length;
        }
        final DrawFigures figures = DrawFigures.of(rewards.build().toArray(), times.build().toArray(), kept);
        return parts.size() == 1 ? figures : figures.withDifferent(different(parts, width));
    }

    /** An object that is drawn at several inverse temperatures counts once. */
    private static int different(final List<Part> parts, final int width) {
        final StateIndex all = new StateIndex(width, 1024);
        for (final Part part : parts) {
            for (int i = 0; i < part.drawn().count(); i++) {
                all.add(part.drawn().states(), i * width);
            }
            final int[] known = part.drawn().knownStates();
            for (int at = 0; at < known.length; at += width) {
                all.add(known, at);
            }
        }
        return all.size();
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
            final int[] order, final OptionalDouble beta, final Progress progress) {
        final int[] chosen = DiverseSelection.of(space, drawn.states(), order, settings.diverseCount(),
                settings.minDistance(), progress.part(DRAWN, SELECTED));
        if (chosen.length < settings.diverseCount()) {
            progress.warn("Only " + NumberText.of(chosen.length) + " of " + NumberText.of(settings.diverseCount())
                    + " objects were selected for the diverse set" + at(beta) + ": " + (chosen.length == drawn.count()
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

    private static Table table(final Environment space, final List<Part> parts, final Progress progress) {
        final Table.Builder table = Table.builder(columns(space, parts.get(0).beta().isPresent()));
        for (final Part part : parts) {
            for (int rank = 0; rank < part.kept().length; rank++) {
                if (rank % CHECK_EVERY == 0) {
                    progress.checkCancelled();
                }
                final int object = part.kept()[rank];
                final List<Object> row = new ArrayList<>(List.of(
                        space.text(part.drawn().states(), object * space.stateLength()),
                        Math.exp(part.logReward()[object]), part.logProbability()[rank], part.drawn().times()[object]));
                part.beta().ifPresent(row::add);
                table.row(row.toArray());
            }
        }
        return table.build();
    }
}
