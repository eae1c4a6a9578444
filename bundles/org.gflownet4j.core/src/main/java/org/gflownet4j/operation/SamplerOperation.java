package org.gflownet4j.operation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.gflownet4j.compute.Backends;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateIndex;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.sample.Sampler;
import org.gflownet4j.table.Table;

/** <em>GFlowNet Sampler</em>: draws objects from a trained model. */
public final class SamplerOperation implements Operation<SamplerOperation.Settings> {

    /** More objects than this do not fit a table in memory. */
    public static final int MAX_COUNT = 10_000_000;

    /**
     * Settings.
     *
     * @param count objects to draw
     * @param useStaticSeed whether the seed is fixed
     * @param seed the fixed seed
     * @param backend what computes
     */
    public record Settings(
            @Setting(title = "Number of objects",
                    description = "How many objects to draw. One that is drawn several times "
                            + "is one row, which says how often.") int count,
            @Setting(title = "Use static random seed", description = "With a fixed seed, the same model gives the same "
                    + "objects.") boolean useStaticSeed,
            @Setting(title = "Random seed", description = "Any whole number.") long seed,
            @Setting(title = "Compute with", description = "Auto takes the fastest on the CPU of this machine.",
                    advanced = true) Backends.Choice backend) {
    }

    /** Trajectories per object for log-probabilities, where an object can be built in several ways. */
    static final int WALKS = 20;

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
        return List.of(new Port("Model", Port.Type.MODEL, "A trained model."));
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("Objects", Port.Type.TABLE, "One row per distinct object, the best first: reward, "
                + "log-probability, and how often it was drawn."));
    }

    @Override
    public Settings defaults() {
        return new Settings(1000, true, 42, Backends.Choice.AUTO);
    }

    @Override
    public List<Object> run(final Settings settings, final List<Object> inputs, final Execution execution) {
        return List.of(sample(settings, (GFlowNetModel) inputs.get(0), execution));
    }

    /**
     * Draws objects.
     *
     * @param settings what the user chose
     * @param model a trained model
     * @param execution progress and cancel
     * @return one row per distinct object, the best first
     * @throws OperationException if the number of objects is out of range
     */
    public Table sample(final Settings settings, final GFlowNetModel model, final Execution execution) {
        if (settings.count() < 1 || settings.count() > MAX_COUNT) {
            throw new OperationException("The number of objects must be 1 to " + MAX_COUNT + ", not "
                    + settings.count() + ".", "Choose a number in this range.");
        }
        final Environment space = model.environment();
        final int width = space.stateLength();
        final long seed = settings.useStaticSeed() ? settings.seed() : System.nanoTime();
        final Sampler sampler = new Sampler(model.policy(), model.parameters(), Backends.find(settings.backend()));
        final StateIndex distinct = new StateIndex(width, 1024);
        final int[] drawn = new int[settings.count()];
        sampler.draw(settings.count(), seed, batch -> {
            for (int b = 0; b < batch.count(); b++) {
                drawn[distinct.add(batch.objects(), b * width)]++;
            }
        }, execution.progress());

        final int count = distinct.size();
        final double[] logReward = new double[count];
        model.reward().on(space).logRewards(distinct.rows(), count, Conditions.none(count), logReward);
        final double[] logProbability = sampler.logProbability(distinct.rows(), count, WALKS, seed,
                execution.progress());
        final Table.Builder table = Table.builder(new Table.Column(space.objectName(), Table.Type.TEXT),
                new Table.Column("reward", Table.Type.NUMBER), new Table.Column("log-probability", Table.Type.NUMBER),
                new Table.Column("times drawn", Table.Type.WHOLE));
        IntStream.range(0, count).boxed().sorted(Comparator.comparingDouble(i -> -logReward[i])).forEach(i -> table.row(
                space.text(distinct.rows(), i * width), Math.exp(logReward[i]), logProbability[i], drawn[i]));
        return table.build();
    }
}
