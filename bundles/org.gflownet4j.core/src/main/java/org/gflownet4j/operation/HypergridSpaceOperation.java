package org.gflownet4j.operation;

import java.util.List;

import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.reward.HypergridReward;

/** <em>Hypergrid Space</em>: the field's standard test, a grid of cells with its reward. */
public final class HypergridSpaceOperation implements Operation<HypergridSpaceOperation.Settings> {

    /**
     * Settings.
     *
     * @param dimensions of the grid
     * @param side cells per dimension
     * @param variant which reward
     * @param r0 reward everywhere
     * @param r1 what is added in the regions
     * @param r2 what is added in the modes inside them
     */
    public record Settings(
            @Setting(title = "Dimensions", description = "Number of coordinates of a cell.") int dimensions,
            @Setting(title = "Side", description = "Cells along each coordinate. The grid has side to the power of "
                    + "dimensions cells.") int side,
            @Setting(title = "Reward", description = "Where the good cells are. Standard is the one that most "
                    + "publications mean.") HypergridReward.Variant variant,
            @Setting(title = "R0", description = "Reward of every cell. The smaller, the harder it is to get from one "
                    + "good region to the next.") double r0,
            @Setting(title = "R1", description = "What is added to it in the good regions.") double r1,
            @Setting(title = "R2", description = "What is added in the best cells inside the good regions. Not used by "
                    + "the cosine and the sparse reward.") double r2) {
    }

    @Override
    public String name() {
        return "Hypergrid Space";
    }

    @Override
    public String description() {
        return "A grid of cells and its reward: the standard test of GFlowNets, for teaching and for comparisons.";
    }

    @Override
    public List<Port> inputs() {
        return List.of();
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("Grid", Port.Type.DESIGN_SPACE, "All cells of the grid."),
                new Port("Reward", Port.Type.REWARD, "How good each cell is."));
    }

    @Override
    public Settings defaults() {
        return new Settings(2, 8, HypergridReward.Variant.STANDARD, 0.1, 0.5, 2);
    }

    @Override
    public List<Object> run(final Settings settings, final List<Object> inputs, final Execution execution) {
        return List.of(space(settings), reward(settings));
    }

    /**
     * Makes the grid.
     *
     * @param settings what the user chose
     * @return the grid
     * @throws OperationException if a number is out of range
     */
    public Hypergrid space(final Settings settings) {
        try {
            return new Hypergrid(settings.dimensions(), settings.side());
        } catch (final IllegalArgumentException e) {
            throw new OperationException(e, "Change the dimensions or the side.");
        }
    }

    /**
     * Makes the grid's reward.
     *
     * @param settings what the user chose
     * @return a reward that fits {@link #space(Settings)}
     * @throws OperationException if a number is out of range, or the grid is too small for the reward
     */
    public HypergridReward reward(final Settings settings) {
        Ranges.checkAbove("reward R0", settings.r0(), 0, Double.POSITIVE_INFINITY);
        if (!(settings.r1() >= 0 && settings.r2() >= 0)) {
            throw new OperationException("The rewards R1 and R2 must be 0 or more, not " + settings.r1() + " and "
                    + settings.r2() + ".", "Change them, and try again.");
        }
        try {
            final HypergridReward reward = new HypergridReward(settings.variant(), settings.r0(), settings.r1(),
                    settings.r2());
            reward.on(space(settings));
            return reward;
        } catch (final IllegalArgumentException e) {
            throw new OperationException(e, "Change the reward or the side.");
        }
    }
}
