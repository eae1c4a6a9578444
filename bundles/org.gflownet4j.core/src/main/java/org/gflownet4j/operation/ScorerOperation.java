package org.gflownet4j.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

import org.gflownet4j.compute.Backends;
import org.gflownet4j.env.Environment;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.sample.Sampler;
import org.gflownet4j.table.Table;

/** <em>GFlowNet Scorer</em>: how likely a trained model is to draw each object of a table. */
public final class ScorerOperation implements Operation<ScorerOperation.Settings> {

    /** More walks than this take very long and change nothing. */
    public static final int MAX_WALKS = 10_000;

    private static final List<String> ADDED = List.of("reward", "log reward", "log-probability", "standard error");

    /**
     * Settings.
     *
     * @param objectColumn text column with the objects; empty for the first text column
     * @param walks trajectories per object
     * @param seed of the walks
     * @param backend what computes
     * @param betaChoice inverse temperature of a temperature-conditional model
     * @param betas its number, for {@link BetaChoice#OWN}
     */
    public record Settings(
            @Setting(title = "Object column",
                    description = "The column with the objects, such as sequences. Empty: the first text column.") String objectColumn,
            @Setting(title = "Walks per object", description = "Where an object can be built in several ways, its "
                    + "probability is estimated from this many of them.", advanced = true) int walks,
            @Setting(title = "Random seed", description = "Any whole number.", advanced = true) long seed,
            @Setting(title = "Compute with", description = "Auto takes the fastest on the CPU of this machine.",
                    advanced = true) Backends.Choice backend,
            @Setting(title = "From explore to exploit",
                    description = "Only of effect on a temperature-conditional model: the inverse temperature (β) that it is "
                            + "asked at.") BetaChoice betaChoice,
            @Setting(title = "Inverse temperature (β)",
                    description = "A number above 0: objects are drawn in proportion to the reward to the power of β.") String betas) {
    }

    @Override
    public String name() {
        return "GFlowNet Scorer";
    }

    @Override
    public String description() {
        return "Says for each object of a table how likely the model is to draw it, and what its reward is.";
    }

    @Override
    public List<Port> inputs() {
        return List.of(new Port("Model", Port.Type.MODEL, "A trained model."),
                new Port("Objects", Port.Type.TABLE, "One row per object."));
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("Scored objects", Port.Type.TABLE, "The table with four more columns: reward, log "
                + "reward, log-probability and its standard error."));
    }

    @Override
    public Settings defaults() {
        return new Settings("", SamplerOperation.WALKS, 42, Backends.Choice.AUTO, BetaChoice.BALANCED, "1");
    }

    @Override
    public List<Object> run(final Settings settings, final List<Object> inputs, final Execution execution) {
        return List.of(score(settings, (GFlowNetModel) inputs.get(0), (Table) inputs.get(1), execution));
    }

    /**
     * Scores a table. Objects that the model can not build, and missing ones, get no score; one warning counts them.
     *
     * @param settings what the user chose
     * @param model a trained model
     * @param table has a text column of objects
     * @param execution progress, cancel, warnings
     * @return the table with {@linkplain #addedColumns more columns}
     * @throws OperationException if there is no text column, or a number is out of range
     */
    public Table score(final Settings settings, final GFlowNetModel model, final Table table,
            final Execution execution) {
        Ranges.check("number of walks", settings.walks(), 1, MAX_WALKS);
        final Progress progress = execution.progress();
        final Environment space = model.environment();
        final List<Double> betas = settings.betaChoice().betas(settings.betas(), model.policy().temperature());
        final OptionalDouble beta = BetaChoice.only(betas);
        BetaChoice.warnOutside(betas, model.policy().temperature(), progress);
        final ObjectColumn objects = ObjectColumn.of(table, settings.objectColumn(), space, progress);
        final int count = objects.count();
        if (count < table.rows()) {
            progress.warn((table.rows() - count) + " of " + table.rows() + " rows could not be scored"
                    + (objects.firstProblem().isEmpty() ? ": they have no object."
                            : (objects.missing() == 0 ? "; the first is " : "; the first that has an object is ")
                                    + objects.firstProblem()));
        }
        final double[] logReward = RewardOfObjects.of(RewardOfObjects.on(model.reward(), space, progress),
                objects.states(), count, space.stateLength(), progress);
        try (Device device = Device.find(settings.backend(), progress)) {
            final Sampler sampler = new Sampler(model.policy(), model.parameters(), device.backend(), beta);
            return appended(table, objects, logReward,
                    sampler.estimate(objects.states(), count, settings.walks(), settings.seed(), progress));
        }
    }

    /**
     * The columns that scoring adds to a table.
     *
     * @param taken names of the table's columns, which are not given twice
     * @return reward, log reward, log-probability and its standard error
     */
    public static List<Table.Column> addedColumns(final Collection<String> taken) {
        final Set<String> names = new HashSet<>(taken);
        final List<Table.Column> columns = new ArrayList<>();
        for (final String name : ADDED) {
            String free = name;
            for (int i = 2; !names.add(free); i++) {
                free = name + " (" + i + ")";
            }
            columns.add(new Table.Column(free, Table.Type.NUMBER));
        }
        return columns;
    }

    private static Table appended(final Table table, final ObjectColumn objects, final double[] logReward,
            final Sampler.Estimates estimates) {
        final List<Table.Column> columns = new ArrayList<>(table.columns());
        columns.addAll(addedColumns(table.columns().stream().map(Table.Column::name).toList()));
        final Table.Builder scored = Table.builder(columns);
        final Object[] row = new Object[columns.size()];
        for (int r = 0; r < table.rows(); r++) {
            for (int c = 0; c < table.columns().size(); c++) {
                final boolean text = table.columns().get(c).type() == Table.Type.TEXT;
                row[c] = table.isMissing(r, c) ? null : text ? table.text(r, c) : (Object) table.number(r, c);
            }
            final int object = objects.place(r);
            final Object[] added = object < 0 ? new Object[ADDED.size()]
                    : new Object[]{Math.exp(logReward[object]), logReward[object], estimates.logProbability()[object],
                            estimates.standardError()[object]};
            System.arraycopy(added, 0, row, table.columns().size(), added.length);
            scored.row(row);
        }
        return scored.build();
    }
}
