package org.gflownet4j.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.gflownet4j.compute.Backends;
import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.ExactMetrics;
import org.gflownet4j.metrics.Metric;
import org.gflownet4j.metrics.Modes;
import org.gflownet4j.metrics.PerfectSampler;
import org.gflownet4j.metrics.SampleMetrics;
import org.gflownet4j.metrics.ScoredMetrics;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.picture.Picture;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.report.NumberText;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.sample.Sampler;
import org.gflownet4j.table.Table;

/** <em>GFlowNet Evaluator</em>: how well a trained model matches its reward. */
public final class EvaluatorOperation implements Operation<EvaluatorOperation.Settings> {

    /** The columns of the metrics. */
    public static final List<Table.Column> METRIC_COLUMNS = List.of(new Table.Column("metric", Table.Type.TEXT),
            new Table.Column("value", Table.Type.NUMBER), new Table.Column("perfect", Table.Type.NUMBER),
            new Table.Column("meaning", Table.Type.TEXT));

    /** The columns of the reward distribution. */
    public static final List<Table.Column> DISTRIBUTION_COLUMNS = List.of(
            new Table.Column("reward from", Table.Type.NUMBER), new Table.Column("reward to", Table.Type.NUMBER),
            new Table.Column("samples", Table.Type.NUMBER), new Table.Column("target", Table.Type.NUMBER),
            new Table.Column("uniform", Table.Type.NUMBER));

    /** Fewer samples than this say nothing. */
    public static final int MIN_SAMPLES = 100;

    /** More samples than this take long and change little. */
    public static final int MAX_SAMPLES = 10_000_000;

    /**
     * Settings.
     *
     * @param samples objects drawn for the sample-based figures
     * @param testColumn text column of the table of test objects; empty for the first text column
     * @param countModes whether the test objects are modes that samples should find
     * @param modeDistance at which one is found
     * @param useStaticSeed whether the seed is fixed
     * @param seed the fixed seed
     * @param backend what computes
     * @param betaChoice inverse temperature of a temperature-conditional model
     * @param betas its number, for {@link BetaChoice#OWN}
     */
    public record Settings(
            @Setting(title = "Samples",
                    description = "How many objects are drawn for the figures that come from samples.") int samples,
            @Setting(title = "Column of test objects",
                    description = "The column of the table of test objects, if one is connected. Empty: the first "
                            + "text column.") String testColumn,
            @Setting(title = "Test objects are modes",
                    description = "Counts how many of the test objects the samples find, beside the number that a "
                            + "perfect model would find.") boolean countModes,
            @Setting(title = "Distance of a found mode",
                    description = "A test object counts as found if a sample differs from it by at most this; with 0 "
                            + "only if it is drawn itself.") double modeDistance,
            @Setting(title = "Use static random seed", description = "With a fixed seed, the same model gives the same "
                    + "figures.", advanced = true) boolean useStaticSeed,
            @Setting(title = "Random seed", description = "Any whole number.", advanced = true) long seed,
            @Setting(title = "Compute with", description = "Auto takes the fastest on the CPU of this machine.",
                    advanced = true) Backends.Choice backend,
            @Setting(title = "From explore to exploit",
                    description = "Only of effect on a temperature-conditional model: the inverse temperature (β) that it is "
                            + "asked at.") BetaChoice betaChoice,
            @Setting(title = "Inverse temperature (β)",
                    description = "A number above 0: objects are drawn in proportion to the reward to the power of β.") String betas) {
    }

    /**
     * What evaluation gives.
     *
     * @param metrics name → value, as the metrics file has them
     * @param explained one row per metric: name, value, what a perfect model would show, meaning
     * @param distribution one row per reward bin: its lower and upper end, and the shares of samples, target and uniform
     *            sampling that fall into it
     * @param points log reward and log-probability of objects drawn from the target, or, where that is not known, from the model
     */
    public record Result(Map<String, Double> metrics, Table explained, Table distribution, Table points) {

        /** log Z: exact where it is known, the model's own estimate otherwise. */
        private OptionalDouble logPartition() {
            final Double value = metrics.getOrDefault("log_z_exact", metrics.get("log_z"));
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    private static final int BINS = 40;
    private static final int POINTS = 2000;

    @Override
    public String name() {
        return "GFlowNet Evaluator";
    }

    @Override
    public String description() {
        return "Measures how closely a model draws objects in proportion to their reward; exactly, where all objects can be"
                + " listed.";
    }

    @Override
    public List<Port> inputs() {
        return List.of(new Port("Model", Port.Type.MODEL, "A trained model."),
                new Port("Reward", Port.Type.REWARD, "What it should draw in proportion to."),
                new Port("Test objects", Port.Type.TABLE,
                        "Objects to compare log-probability and log reward on, one per row.", true));
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("Metrics", Port.Type.TABLE, "One row per figure, with what it means."),
                new Port("Reward distribution", Port.Type.TABLE, "How samples, target and uniform sampling spread over "
                        + "the rewards."),
                new Port("Log-probabilities", Port.Type.TABLE,
                        "Log reward and log-probability of objects drawn from the "
                                + "target."),
                new Port("Reward distribution plot", Port.Type.PICTURE,
                        "Rewards of the draws beside those of a perfect model and of blind chance."),
                new Port("Log-probability plot", Port.Type.PICTURE,
                        "Log-probability against log reward, one dot per object."));
    }

    @Override
    public Settings defaults() {
        return new Settings(10_000, "", false, 0, true, 42, Backends.Choice.AUTO, BetaChoice.BALANCED, "1");
    }

    /**
     * The columns of the single objects.
     *
     * @param space what the model builds
     * @return in their order
     */
    public static List<Table.Column> pointColumns(final Environment space) {
        return List.of(new Table.Column(space.objectName(), Table.Type.TEXT),
                new Table.Column("log reward", Table.Type.NUMBER),
                new Table.Column("log-probability", Table.Type.NUMBER));
    }

    @Override
    public List<Object> run(final Settings settings, final List<Object> inputs, final Execution execution) {
        final Result result = evaluate(settings, (GFlowNetModel) inputs.get(0), (Reward) inputs.get(1),
                ((Optional<?>) inputs.get(2)).map(Table.class::cast), execution);
        return List.of(result.explained(), result.distribution(), result.points(),
                Picture.rewardDistribution(result.distribution()),
                Picture.logProbabilities(result.points(), result.logPartition()));
    }

    /**
     * Evaluates a model.
     *
     * @param settings what the user chose
     * @param model a trained model
     * @param reward what it should draw in proportion to
     * @param execution progress and cancel
     * @return figures and what plots are made of
     * @throws OperationException if the number of samples is out of range, or the reward does not fit the model's design space
     */
    public Result evaluate(final Settings settings, final GFlowNetModel model, final Reward reward,
            final Execution execution) {
        return evaluate(settings, model, reward, Optional.empty(), execution);
    }

    /**
     * Evaluates a model, also on objects that the user gives.
     *
     * @param settings what the user chose
     * @param model a trained model
     * @param reward what it should draw in proportion to
     * @param test table of objects to compare log-probability and log reward on
     * @param execution progress, cancel, warnings
     * @return figures and what plots are made of
     * @throws OperationException if the number of samples is out of range, the table has no such column, or the reward does not
     *             fit the model's design space
     */
    public Result evaluate(final Settings settings, final GFlowNetModel model, final Reward reward,
            final Optional<Table> test, final Execution execution) {
        Ranges.check("number of samples", settings.samples(), MIN_SAMPLES, MAX_SAMPLES);
        if (settings.countModes()
                && !(settings.modeDistance() >= 0 && settings.modeDistance() < Double.POSITIVE_INFINITY)) {
            throw new OperationException("The distance of a found mode must be a number of at least 0, not "
                    + settings.modeDistance() + ".", "Change it, and try again.");
        }
        final long seed = Seeds.of(settings.useStaticSeed(), settings.seed());
        execution.progress().note(Seeds.sentence(seed));
        final Environment space = model.environment();
        final Progress progress = execution.progress();
        final List<Double> betas = settings.betaChoice().betas(settings.betas(), model.policy().temperature());
        final OptionalDouble beta = BetaChoice.only(betas);
        BetaChoice.warnOutside(betas, model.policy().temperature(), progress);
        beta.ifPresent(one -> progress.note("All figures are for β = " + NumberText.of(one)
                + ": rewards are to the power of that."));
        final LogReward logReward = RewardOfObjects.tempered(RewardOfObjects.on(reward, space, progress), beta);
        final Optional<TestObjects> tests = test
                .map(table -> TestObjects.of(table, settings.testColumn(), model, logReward, progress));
        try (Device device = Device.find(settings.backend(), progress)) {
            return evaluate(settings, seed, model, beta, logReward, device.backend(), tests,
                    settings.countModes() ? tests.map(objects -> objects.modes(settings.modeDistance()))
                            : Optional.empty(),
                    progress);
        }
    }

    private static Result evaluate(final Settings settings, final long seed, final GFlowNetModel model,
            final OptionalDouble beta, final LogReward logReward, final ComputeBackend backend,
            final Optional<TestObjects> tests,
            final Optional<Modes> modes, final Progress progress) {
        final Environment space = model.environment();
        final Sampler sampler = new Sampler(model.policy(), model.parameters(), backend, beta);
        final Evaluation samples = Evaluation.draw(sampler, space, logReward, settings.samples(), seed,
                progress.part(0, 0.4));
        final MetricList list = new MetricList();
        progress.report(0.4, () -> "Listing all objects");
        final Optional<StateSpace> all = StateSpace.of(space, StateSpace.DEFAULT_LIMIT, progress);
        if (all.isPresent()) {
            return exact(seed, model, beta, logReward, backend, samples, tests, modes, list, all.get(), progress);
        }
        progress.warn("The design space is too large to list all objects, so figures come from samples alone.");
        list.add("log_z", model.logPartition(beta, backend), Double.NaN, estimator(model));
        list.addAll(samples.metrics(modes, PerfectSampler.UNKNOWN, seed).ofDraws(progress));
        tests.ifPresent(objects -> list.addAll(objects.metrics(sampler, seed, progress.part(0.4, 0.6))));
        final ScoredMetrics scored = samples.scored(POINTS, sampler, seed, progress.part(0.6, 1));
        list.addAll(scored.agreement("", "_samples", "samples", seed));
        return new Result(list.values, list.table(), samples.distribution(BINS), samples.points(scored));
    }

    private static Result exact(final long seed, final GFlowNetModel model, final OptionalDouble beta,
            final LogReward logReward, final ComputeBackend backend, final Evaluation samples,
            final Optional<TestObjects> tests,
            final Optional<Modes> modes, final MetricList list, final StateSpace space, final Progress progress) {
        final TargetDistribution target = RewardOfObjects
                .asking(() -> TargetDistribution.of(space, logReward, progress));
        progress.report(0.5, () -> "Computing the exact distribution");
        final ExactDistribution law = law(space, model, beta, backend, progress);
        final ExactMetrics exact = new ExactMetrics(law, target);
        final int[] drawn = target.sample(samples.count(), seed);
        list.addAll(exact.distances(drawn, seed));
        list.addAll(exact.logPartition(model.logPartition(beta, backend), estimator(model)));
        list.add("objects", space.objects().length, Double.NaN, "Number of objects in the design space.");
        progress.report(0.9, () -> "Computing what a perfect model would show");
        final SampleMetrics sampled = samples.metrics(modes,
                PerfectSampler.of(space, target, samples.count(), modes, seed, progress), seed);
        list.addAll(sampled.frequencies(space, target, progress));
        list.addAll(sampled.ofDraws(progress));
        tests.ifPresent(objects -> list.addAll(objects.metrics(space, law.logProbability(), seed)));
        return new Result(list.values, list.table(), samples.distribution(target, BINS),
                points(space, drawn, law.logProbability(), target.logReward()));
    }

    private static String estimator(final GFlowNetModel model) {
        return "The model's own estimate of log Z" + model.logPartitionEstimator().map(name -> ": " + name).orElse("")
                + ".";
    }

    private static ExactDistribution law(final StateSpace space, final GFlowNetModel model, final OptionalDouble beta,
            final ComputeBackend backend, final Progress progress) {
        try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            return new ExactDistribution(space, model.policy(), model.parameters(), beta, backend, workers, progress);
        }
    }

    private static Table points(final StateSpace space, final int[] drawn, final double[] logP,
            final double[] logReward) {
        final Environment environment = space.environment();
        final Table.Builder table = Evaluation.pointTable(environment);
        for (int i = 0; i < Math.min(POINTS, drawn.length); i++) {
            table.row(environment.text(space.states(), space.objects()[drawn[i]] * environment.stateLength()),
                    logReward[drawn[i]], logP[drawn[i]]);
        }
        return table.build();
    }

    /** Figures in the order in which a reader wants them. */
    private static final class MetricList {
        private final Map<String, Double> values = new LinkedHashMap<>();
        private final Table.Builder rows = Table.builder(METRIC_COLUMNS);

        void addAll(final List<Metric> metrics) {
            metrics.forEach(metric -> add(metric.name(), metric.value(), metric.perfect(), metric.meaning()));
        }

        void add(final String name, final double value, final double perfect, final String meaning) {
            values.put(name, value);
            rows.row(name, value, perfect, meaning);
        }

        private Table table() {
            return rows.build();
        }
    }
}
