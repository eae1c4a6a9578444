package org.gflownet4j.app.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;

import org.gflownet4j.compute.Backends;
import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.SoftQLearning;
import org.gflownet4j.operation.BetaChoice;
import org.gflownet4j.operation.EvaluatorOperation;
import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.LearnerOperation;
import org.gflownet4j.operation.LearnerSettings;
import org.gflownet4j.operation.ReplayChoice;
import org.gflownet4j.operation.Training;
import org.gflownet4j.policy.Savings;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.RewardCost;
import org.gflownet4j.sample.Sampler;
import org.gflownet4j.table.Table;
import org.gflownet4j.train.TrainingResult;

/** Trains on a task with the Learner's settings, and measures what came of it. */
public final class BenchRun {

    /** Not an objective, but the mark that objectives are compared with. */
    public static final String CROSS_ENTROPY = "cross-entropy";

    /** Soft Q-learning without log P_B in the reward: a wrong sampler, for comparison. */
    public static final String SOFT_RL = "soft-rl";

    private static final double NANOS = 1e9;

    private final BenchTask task;
    private final LearnerOperation.Settings settings;
    private final List<Integer> hidden;
    private final Savings savings;
    private final Optional<BenchTemperatures> temperatures;
    private final int threads;
    private final int samples;
    private final Progress progress;

    /**
     * A run.
     *
     * @param task to train on
     * @param settings of the Learner; number and width of the layers are not read
     * @param hidden widths of the layers
     * @param savings what is saved in training
     * @param temperatures inverse temperatures of training and measuring; empty for the reward as it is
     * @param threads that compute
     * @param samples drawn for the figures from samples
     * @param progress told how far it is, and asked for cancellation
     */
    public BenchRun(final BenchTask task, final LearnerOperation.Settings settings, final List<Integer> hidden,
            final Savings savings, final Optional<BenchTemperatures> temperatures, final int threads, final int samples,
            final Progress progress) {
        this.task = task;
        this.settings = settings;
        this.hidden = hidden;
        this.savings = savings;
        this.temperatures = temperatures;
        this.threads = threads;
        this.samples = samples;
        this.progress = progress;
    }

    /**
     * Trains and evaluates.
     *
     * @param objective what the command line calls the objective
     * @param curveSeconds of training between two points of the curve; infinite for no curve
     * @return key → value: texts, numbers, a list for the curve
     */
    public Map<String, Object> run(final String objective, final double curveSeconds) {
        LearnerSettings.check(settings);
        try (ComputeBackend backend = Backends.find(settings.backend()); PeakMemory memory = new PeakMemory()) {
            final WatchedReward reward = WatchedReward.of(task.reward().on(task.environment(), progress), task.modes(),
                    task.environment().stateLength());
            final Training training = Training.of(settings, objective(objective), hidden, task.environment(),
                    temperatures.map(one -> one.tempered(reward)).orElse(reward),
                    LearnerSettings.forTrainer(settings, settings.seed(), threads), backend, savings,
                    temperatures.flatMap(BenchTemperatures::conditional));
            final BenchHeader header = new BenchHeader(task, settings, hidden, objective);
            if (objective.equals(CROSS_ENTROPY)) {
                return limit(header, training, backend, memory);
            }
            final Optional<Curve> curve = Double.isFinite(curveSeconds) ? Optional.of(new Curve(task, progress))
                    : Optional.empty();
            final OptionalDouble start = secondsSinceCall();
            final TrainingResult result = training.trainer().train(progress.part(0, 0.9),
                    state -> curve.ifPresent(one -> one.keep(state)), curveSeconds);
            if (result.end() == TrainingResult.End.CANCELLED) {
                throw new CancellationException("The benchmark was cancelled after " + result.updates() + " of "
                        + settings.updates() + " steps.");
            }
            final Map<String, Object> figures = header.figures(training, backend, threads, result, memory);
            start.ifPresent(seconds -> figures.put("start_seconds", seconds));
            figures.put("log_z_estimator", training.objective().logPartitionEstimator());
            if (task.modes().count() > 0) {
                figures.put("modes_visited", reward.found());
                figures.put("modes_total", task.modes().count());
                // asked about all states that it passes, or about new objects alone, the reward does not tell updates
                if (!training.objective().reads().contains(Quantity.STATE_LOG_REWARD)
                        && reward.cost() == RewardCost.CHEAP) {
                    reward.completedInUpdate(askedPerUpdate())
                            .ifPresent(update -> figures.put("steps_to_all_modes", update));
                }
            }
            final GFlowNetModel model = new GFlowNetModel(training.policy(), result.parameters(), task.reward(),
                    Map.of());
            if (temperatures.isPresent()) {
                figures.put("per_beta", temperatures.get().measured(task, model, backend, threads, progress));
                return figures;
            }
            figures.putAll(evaluate(model));
            addExactPartition(model, figures);
            addFromSamples(model, backend, figures);
            curve.ifPresent(one -> {
                one.keep(result);
                figures.put("curve", one.measured(training.policy(), backend, threads, progress));
            });
            if (objective.equals(SOFT_RL)) {
                addPathCounts(model, backend, figures);
            }
            return figures;
        }
    }

    /** Since the command was called: the launcher's shell becomes this process. */
    private static OptionalDouble secondsSinceCall() {
        return ProcessHandle.current().info().startInstant()
                .map(start -> OptionalDouble.of(Duration.between(start, Instant.now()).toNanos() / NANOS))
                .orElse(OptionalDouble.empty());
    }

    /** Kept objects are asked about again. */
    private int askedPerUpdate() {
        final boolean replays = settings.replay() != ReplayChoice.NONE && settings.replay() != ReplayChoice.AUTOMATIC;
        return replays ? 2 * settings.batchSize() : settings.batchSize();
    }

    private Objective objective(final String name) {
        return name.equals(SOFT_RL) ? new SoftQLearning(0, 0, false, settings.residuals())
                : Training.objective(settings);
    }

    /** Without log P_B in the reward, objects should come out in proportion to the number of their paths times R. */
    private void addPathCounts(final GFlowNetModel model, final ComputeBackend backend,
            final Map<String, Object> figures) {
        final Environment environment = task.environment();
        final StateSpace space = StateSpace.of(environment, StateSpace.DEFAULT_LIMIT, progress)
                .orElseThrow(() -> new IllegalArgumentException("Paths are counted in spaces that can be listed."));
        final double[] logReward = TargetDistribution.of(space, task.reward().on(environment, progress), progress)
                .logReward();
        for (int i = 0; i < logReward.length; i++) {
            logReward[i] += environment.logPathCount(space.states(), space.objects()[i] * environment.stateLength());
        }
        figures.put("tv_path_counts", Distances.totalVariation(
                new ExactDistribution(space, model.policy(), model.parameters(), backend, progress).probability(),
                TargetDistribution.of(logReward).probability()));
    }

    /** The same network trained by cross-entropy. */
    private Map<String, Object> limit(final BenchHeader header, final Training training,
            final ComputeBackend backend, final PeakMemory memory) {
        final StateSpace space = StateSpace.of(task.environment(), StateSpace.DEFAULT_LIMIT, progress)
                .orElseThrow(() -> new IllegalArgumentException("Cross-entropy needs a space that can be listed."));
        final TargetDistribution target = TargetDistribution.of(space,
                task.reward().on(task.environment(), progress), progress);
        final TrainingResult result = new CrossEntropy(training.policy(), space, target,
                LearnerSettings.forTrainer(settings, settings.seed(), threads), backend).train(progress.part(0, 0.9));
        final Map<String, Object> figures = header.figures(training, backend, 1, result, memory);
        figures.putAll(evaluate(new GFlowNetModel(training.policy(), result.parameters(), task.reward(), Map.of())));
        figures.keySet().removeIf(key -> key.startsWith("log_z"));
        return figures;
    }

    /** The Evaluator's figures, with what a perfect sampler would show, unless a noise floor of its own says it. */
    private Map<String, Double> evaluate(final GFlowNetModel model) {
        final EvaluatorOperation.Settings evaluator = new EvaluatorOperation.Settings(samples, "", false, 0, true,
                settings.seed(), settings.backend(), BetaChoice.BALANCED, "1");
        final EvaluatorOperation.Result result = new EvaluatorOperation().evaluate(evaluator, model, task.reward(),
                new Execution(progress.part(0.9, 1), Execution.NO_CHECKPOINT));
        final Map<String, Double> figures = new LinkedHashMap<>(result.metrics());
        final Table explained = result.explained();
        for (int row = 0; row < explained.rows(); row++) {
            final String name = explained.text(row, explained.indexOf("metric"));
            final double perfect = explained.number(row, explained.indexOf("perfect"));
            if (!Double.isNaN(perfect) && !figures.containsKey(name.replace("_samples", "") + "_noise_floor")) {
                figures.put(name + "_perfect", perfect);
            }
        }
        return figures;
    }

    /** Where the space is too large to be listed, log Z may have a formula; the gap is then that of the samples' bound. */
    private void addExactPartition(final GFlowNetModel model, final Map<String, Object> figures) {
        final OptionalDouble exact = task.reward().logPartition(task.environment());
        if (exact.isPresent()) {
            figures.putIfAbsent("log_z_exact", exact.getAsDouble());
            figures.putIfAbsent("log_z_error", Math.abs(model.logPartition() - exact.getAsDouble()));
            if (figures.get("elbo_samples") instanceof Double bound) {
                figures.putIfAbsent("elbo_gap", exact.getAsDouble() - bound);
            }
        }
    }

    private void addFromSamples(final GFlowNetModel model, final ComputeBackend backend,
            final Map<String, Object> figures) {
        final int width = task.environment().stateLength();
        final int[] drawn = new int[Math.multiplyExact(samples, width)];
        final int[] filled = new int[1];
        new Sampler(model.policy(), model.parameters(), backend).draw(0, samples, settings.seed(), batch -> {
            System.arraycopy(batch.objects(), 0, drawn, filled[0] * width, batch.count() * width);
            filled[0] += batch.count();
        }, progress);
        if (task.modes().count() > 0) {
            final BitSet found = new BitSet();
            task.modes().markAll(drawn, samples, width, found);
            figures.put("modes", found.cardinality());
        }
        figures.putAll(TaskFigures.of(task.environment(), task.reward(), drawn, samples));
    }

    /** Widths as the command line has them. */
    public static List<Integer> widths(final String text) {
        final List<Integer> widths = new ArrayList<>();
        try {
            Arrays.stream(text.split(",")).map(String::strip).map(Integer::valueOf).forEach(widths::add);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no list of layer widths, such as 256,256.", e);
        }
        return widths;
    }
}
