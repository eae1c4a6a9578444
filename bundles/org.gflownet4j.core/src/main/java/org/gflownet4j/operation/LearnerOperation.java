package org.gflownet4j.operation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.gflownet4j.compute.Backends;
import org.gflownet4j.env.Environment;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.nn.Schedule;
import org.gflownet4j.objective.Regression;
import org.gflownet4j.objective.SubTrajectoryBalance;
import org.gflownet4j.picture.Picture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Scoring;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.LocalSearch;
import org.gflownet4j.table.Table;

/** <em>GFlowNet Learner</em>: trains a model that draws objects in proportion to their reward. */
public final class LearnerOperation implements Operation<LearnerOperation.Settings> {

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
     * @param backwardLoss what a learned P_B learns from
     * @param learningRate of the network
     * @param logPartitionLearningRate of log Z
     * @param useStaticSeed whether the seed is fixed
     * @param seed the fixed seed
     * @param backend what computes
     * @param keepBest whether the parameters with the lowest loss are kept instead of the last ones
     * @param stopAtPlateau whether training ends when the loss no longer falls
     * @param plateauSteps gradient steps without improvement that end it then
     * @param residuals what is made of the objective's residuals
     * @param weighting of parts of trajectories, for sub-trajectory balance
     * @param lambda of the geometric weightings
     * @param randomSteps share of random steps in training at the start
     * @param temperedShare share of tempered objects in training at the start
     * @param temperedTemperature of these
     * @param stopBias how much less likely stopping is in training at the start, in nats; without a stop action it must be 0
     * @param networkNoise in the weights when training trajectories are drawn, at the start
     * @param exploringPolicies heads for P_F that explore, 1 for the policy's own only
     * @param explorationFadesAt share of training after which nothing is left of these
     * @param rewardNovelty whether there is a reward for new objects
     * @param noveltyReward what something wholly new is worth then, at the start
     * @param noveltyFadesAt share of training after which nothing is left of that
     * @param localSearch whether objects are taken apart and rebuilt
     * @param localSearchRounds how often, at the start
     * @param localSearchSteps steps that are taken back at most
     * @param localSearchAcceptance when the search goes on from a new object
     * @param localSearchFades whether rounds become fewer as exploration fades
     * @param replay which objects are kept to learn from them again
     * @param replayCapacity how many at most
     * @param replayDistance least distance between them, for {@link ReplayChoice#BEST_AND_DIFFERENT}
     * @param knownColumn text column of the table of known objects; empty for the first text column
     * @param activation between the layers
     * @param layerNorm whether layers are normalised
     * @param separateTrunks whether each head has a network of its own
     * @param weightDecay of the network
     * @param limitGradient whether long gradients are shortened
     * @param maxGradientNorm to this length
     * @param schedule of the learning rates
     * @param temperatureConditional whether one model is trained for many inverse temperatures
     * @param lowestBeta lowest of these
     * @param highestBeta highest of these
     * @param scoring what the network scores
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
            @Setting(title = "Hidden layers",
                    description = "Layers of the neural network. Two suit nearly all tasks; take three when objects are long.",
                    advanced = true) int hiddenLayers,
            @Setting(title = "Units per layer",
                    description = "Width of each layer. Wider networks can tell more objects "
                            + "apart and are slower.",
                    advanced = true) int hiddenUnits,
            @Setting(title = "Backward policy",
                    description = "How the model thinks an object was built, where there are "
                            + "several ways. Uniform is robust: take it first.",
                    advanced = true) BackwardPolicy backwardPolicy,
            @Setting(title = "Backward policy learns from",
                    description = "What a learned backward policy is to become. With a loss of its own it has a network "
                            + "of its own, and each training step takes longer.",
                    advanced = true) BackwardLoss backwardLoss,
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
                    advanced = true) Backends.Choice backend,
            @Setting(title = "Keep the best model so far",
                    description = "Keeps the model as it was when its loss was lowest, instead of the model of the "
                            + "last training step. Useful with a time limit.") boolean keepBest,
            @Setting(title = "Stop when training no longer improves",
                    description = "Ends training before all steps are done when the loss has stopped falling.") boolean stopAtPlateau,
            @Setting(title = "Steps without improvement",
                    description = "Training ends when the mean loss has not fallen by at least 1 % for this many "
                            + "training steps.",
                    advanced = true) int plateauSteps,
            @Setting(title = "Deviations count",
                    description = "How much large deviations from balance count. Squared is "
                            + "steady; the others find more of the good objects when the model settles on a few.",
                    advanced = true) Regression residuals,
            @Setting(title = "Weights of parts",
                    description = "How parts of different length count, for sub-trajectory "
                            + "balance.",
                    advanced = true) SubTrajectoryBalance.Weighting weighting,
            @Setting(title = "Lambda",
                    description = "Weight of long parts against short ones, for sub-trajectory balance: "
                            + "near 0 only single steps count, above 1 mostly whole objects.",
                    advanced = true) double lambda,
            @Setting(title = "Random steps", description = "Share of the building steps that are taken at random while "
                    + "training, to discover more. 0.05 is a good start; costs no time. The model itself is not changed by it.",
                    advanced = true) double randomSteps,
            @Setting(title = "Tempered objects",
                    description = "Share of the objects that follow what the model has learned "
                            + "more boldly than it does itself, to come to good objects sooner. 0.5 helps where good objects "
                            + "are rare; costs no time. The model itself is not changed by it.",
                    advanced = true) double temperedShare,
            @Setting(title = "Temperature of tempered objects",
                    description = "How boldly: near 0 always the likeliest step is taken, 1 changes "
                            + "nothing, above 1 steps become more alike.",
                    advanced = true) double temperedTemperature,
            @Setting(title = "Bias against stopping",
                    description = "Makes stopping less likely while training, by so many nats, to come to larger objects. "
                            + "2 is a good start where good objects are large; they take longer to build. The model itself "
                            + "is not changed by it.",
                    advanced = true) double stopBias,
            @Setting(title = "Noise in the network",
                    description = "Noise in the weights while objects are drawn for training: many of them then lean the "
                            + "same way, which single random steps never do. Between 0.1 and 1 it helps where good objects "
                            + "are many steps apart; training takes about a quarter longer. The model itself is not changed by it.",
                    advanced = true) double networkNoise,
            @Setting(title = "Policies that explore together",
                    description = "Several policies on one network, each with an opinion of its own of what is not known yet, "
                            + "build the objects in turn; in the end one is left, which is the model. 10 find good objects "
                            + "that are far apart and rare; larger last layers take time. 1 for none of this.",
                    advanced = true) int exploringPolicies,
            @Setting(title = "Exploration has faded after",
                    description = "Share of the training after which nothing is left of random steps, tempered objects, "
                            + "bias, noise and further policies; until then they fall evenly. The rest is for learning "
                            + "what was found.",
                    advanced = true) double explorationFadesAt,
            @Setting(title = "Reward for new objects",
                    description = "Gives what training has not come to yet a reward of its own, which fades. Helps where "
                            + "nearly all objects have no reward worth mentioning. Only with trajectory balance; two more "
                            + "networks take time. The model is exact only when it has faded.",
                    advanced = true) boolean rewardNovelty,
            @Setting(title = "Worth of new objects",
                    description = "What something wholly new is worth at the start, in units of the reward. Make it larger "
                            + "if nothing good is found, and smaller if training is unsteady.",
                    advanced = true) double noveltyReward,
            @Setting(title = "Reward for new objects has faded after",
                    description = "Share of the training after which nothing is left of the reward for new objects.",
                    advanced = true) double noveltyFadesAt,
            @Setting(title = "Local search",
                    description = "Takes objects apart by some steps and builds them anew, again and again; training learns "
                            + "from all of them. Helps where good objects resemble each other. Costs little time, but fewer "
                            + "of the objects per step are wholly new.",
                    advanced = true) boolean localSearch,
            @Setting(title = "Rounds of local search",
                    description = "How often an object is taken apart. With 7 rounds, every eighth object is wholly new.",
                    advanced = true) int localSearchRounds,
            @Setting(title = "Steps back",
                    description = "How many building steps are taken back at most. About half of those of an object are a "
                            + "good start.",
                    advanced = true) int localSearchSteps,
            @Setting(title = "Search goes on from",
                    description = "Which of the objects that were built anew are taken apart next.",
                    advanced = true) LocalSearch.Acceptance localSearchAcceptance,
            @Setting(title = "Fewer rounds towards the end",
                    description = "Rounds become fewer as exploration fades; after that all objects are wholly new.",
                    advanced = true) boolean localSearchFades,
            @Setting(title = "Replay",
                    description = "Which objects are kept, to learn from them again. Helps where good objects are rare: "
                            + "what was found once is not forgotten. Each training step "
                            + "is then two, one on kept objects and one on new ones, so training takes up to twice as long.",
                    advanced = true) ReplayChoice replay,
            @Setting(title = "Objects kept", description = "How many objects are kept at most.",
                    advanced = true) int replayCapacity,
            @Setting(title = "Distance of kept objects",
                    description = "Objects of about the same reward are kept only if they differ by more than this. For "
                            + "sequences, the number of letters to change, insert or delete; for a library, the number of "
                            + "blocks to change.",
                    advanced = true) double replayDistance,
            @Setting(title = "Column of known objects",
                    description = "The column of the table of known objects, if one is connected. Empty: the first text "
                            + "column.",
                    advanced = true) String knownColumn,
            @Setting(title = "Activation",
                    description = "The function between the layers. SiLU is the most exact, ReLU the quickest.",
                    advanced = true, absent = "RELU") Activation activation,
            @Setting(title = "Normalise layers",
                    description = "Layer norm: steadies deep or narrow networks, and takes "
                            + "about a quarter longer.",
                    advanced = true) boolean layerNorm,
            @Setting(title = "A network for each part", description = "Separate networks for the forward policy, the "
                    + "backward policy and the flows, instead of one that they share. Slower; helps when they disturb each "
                    + "other.", advanced = true) boolean separateTrunks,
            @Setting(title = "Weight decay",
                    description = "Pulls the network's weights towards 0 in each step (AdamW). 0 "
                            + "is a good choice nearly always.",
                    advanced = true) double weightDecay,
            @Setting(title = "Limit the gradient", description = "Shortens unusually large improvements. Useful if "
                    + "training is unstable.", advanced = true) boolean limitGradient,
            @Setting(title = "Greatest gradient", description = "Euclidean length that gradients are shortened to.",
                    advanced = true) double maxGradientNorm,
            @Setting(title = "Course of the learning rate", description = "Cosine and exponential fall to a hundredth "
                    + "towards the end, which makes the model exact; constant suits runs that are ended by hand.",
                    advanced = true) Schedule.Curve schedule,
            @Setting(title = "Temperature-conditional",
                    description = "One model from explore to exploit: it is trained for many inverse temperatures (β), to "
                            + "draw objects in proportion to the reward to the power of β. Later the Sampler says for which β: "
                            + "a small one gives many different objects, a large one the best. Training takes longer.") TemperatureChoice temperatureConditional,
            @Setting(title = "Lowest inverse temperature (β)",
                    description = "Where the range of β begins. 1 is the reward as it is; below 1 all objects become more "
                            + "alike.") double lowestBeta,
            @Setting(title = "Highest inverse temperature (β)",
                    description = "Where the range of β ends. With 3, an object of twice the reward is drawn eight times as "
                            + "often. A wider range takes more training steps.") double highestBeta,
            @Setting(title = "Network scores",
                    description = "What the network gives a score: each action, or each next object, by comparing it with the "
                            + "present one. The latter is much slower where there are many actions.",
                    advanced = true) Scoring scoring) {
    }

    /**
     * What training gives.
     *
     * @param model the trained model
     * @param log one row per line of the training log
     * @param device in words: what computed, and why
     */
    public record Result(GFlowNetModel model, Table log, String device) {
    }

    /** The columns of the training log. */
    public static final List<Table.Column> LOG_COLUMNS = List.of(new Table.Column("step", Table.Type.WHOLE),
            new Table.Column("objects drawn", Table.Type.WHOLE), new Table.Column("loss", Table.Type.NUMBER),
            new Table.Column("log Z", Table.Type.NUMBER), new Table.Column("mean reward", Table.Type.NUMBER),
            new Table.Column("seconds", Table.Type.NUMBER));

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
                new Port("Reward", Port.Type.REWARD, "How good each object is."),
                new Port("Known objects", Port.Type.TABLE, "Objects that are known already, such as measured ones, one "
                        + "per row: training learns from them from the first step on. How good they are, the reward says.",
                        true));
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("Model", Port.Type.MODEL, "The trained model."),
                new Port("Training log", Port.Type.TABLE, "Loss, log Z and mean reward over the course of training."),
                new Port("Training curves", Port.Type.PICTURE, "The training log as curves."));
    }

    @Override
    public Settings defaults() {
        return new Settings(TrainingObjective.TRAJECTORY_BALANCE, 5000, 128, false, 600, 2, 256,
                BackwardPolicy.UNIFORM, BackwardLoss.SAME_LOSS, 3e-3, 0.1, true, 42, Backends.Choice.AUTO, false,
                false, 1000, Regression.SQUARED, SubTrajectoryBalance.Weighting.GEOMETRIC_WITHIN, 0.9, 0, 0, 0.25, 0,
                0, 1, Exploration.FADES_AT, false, 0.01, Exploration.FADES_AT, false, 7, 4,
                LocalSearch.Acceptance.BETTER, true, ReplayChoice.AUTOMATIC, 10_000, 1, "", Activation.SILU, false,
                false, 0, false, 10, Schedule.Curve.COSINE, TemperatureChoice.NONE, 1, 3, Scoring.ACTIONS);
    }

    @Override
    public List<Object> run(final Settings settings, final List<Object> inputs, final Execution execution) {
        final Result result = learn(settings, (Environment) inputs.get(0), (Reward) inputs.get(1),
                ((Optional<?>) inputs.get(2)).map(Table.class::cast), execution);
        return List.of(result.model(), result.log(), Picture.trainingCurves(result.log()));
    }

    /**
     * Trains without known objects.
     *
     * @param settings what the user chose
     * @param space what objects can be built
     * @param reward how good they are
     * @param execution progress, cancel, checkpoints
     * @return the model and the log
     * @throws OperationException as {@link #learn(Settings, Environment, Reward, Optional, Execution)} does
     * @throws CancellationException if the user cancelled; the model so far went to the checkpoint
     */
    public Result learn(final Settings settings, final Environment space, final Reward reward,
            final Execution execution) {
        return learn(settings, space, reward, Optional.empty(), execution);
    }

    /**
     * Trains.
     *
     * @param settings what the user chose
     * @param space what objects can be built
     * @param reward how good they are
     * @param known table of objects that replay begins with
     * @param execution progress, cancel, checkpoints
     * @return the model and the log
     * @throws OperationException if reward and space do not fit, a number is out of range, options do not go together, the
     *             table has no such column or no object that can be used, the checkpoint to go on from is of another
     *             training, or training breaks down; what was before that went to the checkpoint
     * @throws CancellationException if the user cancelled; the model so far went to the checkpoint
     */
    public Result learn(final Settings settings, final Environment space, final Reward reward,
            final Optional<Table> known, final Execution execution) {
        LearnerSettings.check(settings);
        if (known.isPresent()) {
            LearnerSettings.checkReplay(settings);
        }
        try (Device device = Device.findForLongWork(settings.backend(), execution.progress())) {
            return new LearnerRun(settings, space, reward, device, execution).train(known);
        }
    }
}
