package org.gflownet4j.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.gflownet4j.compute.Backends;
import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.DetailedBalance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.table.Table;
import org.gflownet4j.train.LogRow;
import org.gflownet4j.train.Trainer;
import org.gflownet4j.train.TrainerSettings;
import org.gflownet4j.train.TrainingProcedure;
import org.gflownet4j.train.TrainingResult;

/** <em>GFlowNet Learner</em>: trains a model that draws objects in proportion to their reward. */
public final class LearnerOperation implements Operation<LearnerOperation.Settings> {

    /** Training objectives. */
    public enum TrainingObjective {
        /** {@link TrajectoryBalance}. */
        TRAJECTORY_BALANCE,
        /** {@link DetailedBalance}. */
        DETAILED_BALANCE;

        private Objective objective() {
            return this == TRAJECTORY_BALANCE ? new TrajectoryBalance() : new DetailedBalance();
        }
    }

    /**
     * Settings.
     *
     * @param objective training objective
     * @param updates gradient steps
     * @param batchSize trajectories per step
     * @param limitTime whether there is a time budget
     * @param timeLimit the budget in seconds
     * @param hiddenLayers of the network
     * @param hiddenUnits per layer
     * @param backwardPolicy uniform or learned P_B
     * @param learningRate of the network
     * @param logPartitionLearningRate of log Z
     * @param useStaticSeed whether the seed is fixed
     * @param seed the fixed seed
     * @param backend what computes
     */
    public record Settings(
            @Setting(title = "Training objective", description = "Trajectory balance is a good choice nearly always. "
                    + "Detailed balance learns from every single step, which helps when objects take many steps.") TrainingObjective objective,
            @Setting(title = "Training steps",
                    description = "How often the model is improved. More steps give a more exact "
                            + "model and take proportionally longer.") int updates,
            @Setting(title = "Objects per step", description = "How many objects are drawn and scored in each training "
                    + "step.") int batchSize,
            @Setting(title = "Limit training time",
                    description = "Ends training when the time is used up, and keeps the "
                            + "model as it is then. The same seed then need not give the same model.") boolean limitTime,
            @Setting(title = "Time limit (seconds)",
                    description = "Longest training time, if it is limited.") double timeLimit,
            @Setting(title = "Hidden layers", description = "Layers of the neural network.",
                    advanced = true) int hiddenLayers,
            @Setting(title = "Units per layer",
                    description = "Width of each layer. Wider networks can tell more objects "
                            + "apart and are slower.",
                    advanced = true) int hiddenUnits,
            @Setting(title = "Backward policy",
                    description = "How the model thinks an object was built, where there are "
                            + "several ways. Uniform is robust; learned can train faster.",
                    advanced = true) BackwardPolicy backwardPolicy,
            @Setting(title = "Learning rate",
                    description = "How large each improvement is. Make it smaller if training is "
                            + "unstable.",
                    advanced = true) double learningRate,
            @Setting(title = "Learning rate of log Z", description = "The same for the model's estimate of the total "
                    + "reward.", advanced = true) double logPartitionLearningRate,
            @Setting(title = "Use static random seed",
                    description = "With a fixed seed, the same data and settings give "
                            + "the same model.") boolean useStaticSeed,
            @Setting(title = "Random seed", description = "Any whole number.") long seed,
            @Setting(title = "Compute with", description = "Auto takes the fastest on the CPU of this machine.",
                    advanced = true) Backends.Choice backend) {
    }

    /**
     * What training gives.
     *
     * @param model the trained model
     * @param log one row per line of the training log
     * @param device one sentence: what computed, and why
     */
    public record Result(GFlowNetModel model, Table log, String device) {
    }

    private static final double CHECKPOINT_SECONDS = 30;

    @Override
    public String name() {
        return "GFlowNet Learner";
    }

    @Override
    public String description() {
        return "Trains a generative model that draws objects in proportion to their reward: many different good ones.";
    }

    @Override
    public List<Port> inputs() {
        return List.of(new Port("Design space", Port.Type.DESIGN_SPACE, "What objects can be built."),
                new Port("Reward", Port.Type.REWARD, "How good each object is."));
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("Model", Port.Type.MODEL, "The trained model."),
                new Port("Training log", Port.Type.TABLE, "Loss, log Z and mean reward over the course of training."));
    }

    @Override
    public Settings defaults() {
        return new Settings(TrainingObjective.TRAJECTORY_BALANCE, 5000, 128, false, 600, 2, 256,
                BackwardPolicy.UNIFORM, 1e-3, 0.1, true, 42, Backends.Choice.AUTO);
    }

    @Override
    public List<Object> run(final Settings settings, final List<Object> inputs, final Execution execution) {
        final Result result = learn(settings, (Environment) inputs.get(0), (Reward) inputs.get(1), execution);
        return List.of(result.model(), result.log());
    }

    /**
     * Trains.
     *
     * @param settings what the user chose
     * @param space what objects can be built
     * @param reward how good they are
     * @param execution progress, cancel, checkpoints
     * @return the model and the log
     * @throws IllegalArgumentException in words for a user, if reward and space do not fit, or a number is out of range
     * @throws CancellationException if the user cancelled; the model so far went to the checkpoint
     */
    public Result learn(final Settings settings, final Environment space, final Reward reward,
            final Execution execution) {
        final Objective objective = settings.objective().objective();
        if (settings.hiddenLayers() < 1 || settings.hiddenLayers() > Architecture.MAX_LAYERS) {
            throw new OperationException(
                    "The number of hidden layers must be 1 to " + Architecture.MAX_LAYERS + ", not "
                            + settings.hiddenLayers() + ".",
                    "2 is a good choice.");
        }
        final Policy policy = new Policy(space,
                new Architecture(Collections.nCopies(settings.hiddenLayers(), settings.hiddenUnits()),
                        Activation.RELU, settings.backwardPolicy(), objective.reads().contains(Quantity.LOG_FLOW)),
                0);
        final ComputeBackend backend = Backends.find(settings.backend());
        if (backend.standsIn()) {
            execution.progress().warn(backend.description());
        }
        final long seed = settings.useStaticSeed() ? settings.seed() : System.nanoTime();
        final Trainer trainer = new Trainer(policy, reward.on(space), TrainingProcedure.onPolicy(objective),
                new TrainerSettings(settings.updates(), settings.batchSize(), settings.learningRate(),
                        settings.logPartitionLearningRate(),
                        settings.limitTime() ? settings.timeLimit() : Double.POSITIVE_INFINITY, seed,
                        Runtime.getRuntime().availableProcessors()),
                backend);
        final TrainingResult result = trainer.train(execution.progress(),
                state -> execution.checkpoint().accept(model(policy, reward, settings, seed, backend, state)),
                CHECKPOINT_SECONDS);
        final GFlowNetModel model = model(policy, reward, settings, seed, backend, result);
        execution.checkpoint().accept(model);
        if (result.end() == TrainingResult.End.CANCELLED) {
            throw new CancellationException("Training was cancelled after " + result.updates() + " of "
                    + settings.updates() + " steps.");
        }
        if (result.end() == TrainingResult.End.TIME_BUDGET) {
            execution.progress().warn("The time limit ended training after " + result.updates() + " of "
                    + settings.updates() + " steps.");
        }
        return new Result(model, log(result.log()), backend.description());
    }

    private static GFlowNetModel model(final Policy policy, final Reward reward, final Settings settings,
            final long seed, final ComputeBackend backend, final TrainingResult result) {
        final Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("settings", SettingsMap.toMap(settings));
        provenance.put("seed", seed);
        provenance.put("backend", backend.name());
        provenance.put("updates", result.updates());
        provenance.put("trajectories", result.trajectories());
        provenance.put("distinctStateEvaluations", result.distinctStates());
        provenance.put("seconds", result.seconds());
        provenance.put("end", result.end().name());
        if (!result.log().isEmpty()) {
            final LogRow last = result.log().get(result.log().size() - 1);
            provenance.put("loss", last.loss());
            provenance.put("meanReward", last.meanReward());
        }
        return new GFlowNetModel(policy, result.parameters(), reward, provenance);
    }

    private static Table log(final List<LogRow> rows) {
        final Table.Builder table = Table.builder(new Table.Column("step", Table.Type.WHOLE),
                new Table.Column("objects drawn", Table.Type.WHOLE), new Table.Column("loss", Table.Type.NUMBER),
                new Table.Column("log Z", Table.Type.NUMBER), new Table.Column("mean reward", Table.Type.NUMBER),
                new Table.Column("seconds", Table.Type.NUMBER));
        for (final LogRow row : rows) {
            table.row(row.update(), row.trajectories(), row.loss(), row.logPartition(), row.meanReward(),
                    row.seconds());
        }
        return table.build();
    }
}
