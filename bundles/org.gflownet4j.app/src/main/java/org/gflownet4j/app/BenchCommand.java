package org.gflownet4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.app.bench.BenchRun;
import org.gflownet4j.app.bench.BenchTask;
import org.gflownet4j.app.bench.ObjectiveName;
import org.gflownet4j.app.bench.TaskData;
import org.gflownet4j.app.bench.TaskOptions;
import org.gflownet4j.app.bench.Tasks;
import org.gflownet4j.env.Construction;
import org.gflownet4j.operation.LearnerOperation;
import org.gflownet4j.operation.TrainingObjective;
import org.gflownet4j.policy.Savings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gflownet bench}. */
@Command(name = "bench",
        description = "Trains on one of the field's benchmark tasks, and measures how exact and how fast: "
                + "start-up, evaluation and the first updates (a tenth, at most 50) are not counted as time.")
final class BenchCommand implements Callable<Integer> {

    private static final Map<String, String> LOSSES = Map.of("squared", "SQUARED", "linex1", "LINEX_1", "linex-half",
            "LINEX_HALF", "cosh", "SHIFTED_COSH");
    private static final Map<String, String> BACKWARDS = Map.of("uniform", "UNIFORM", "learned", "LEARNED", "maxent",
            "MAXIMUM_ENTROPY");
    private static final Map<String, String> BACKWARD_LOSSES = Map.of("same", "SAME_LOSS", "tlm",
            "TRAJECTORY_LIKELIHOOD", "pessimistic", "PESSIMISTIC", "maxent", "MAXIMUM_ENTROPY");
    private static final List<String> NOT_OF_CROSS_ENTROPY = List.of("--loss", "--weighting", "--lambda", "--backward",
            "--backward-loss", "--lr-z", "--clip", "--epsilon", "--tempered", "--temperature", "--stop-bias", "--noise",
            "--policies",
            "--fade", "--novelty", "--novelty-fade", "--local-search", "--steps-back", "--acceptance",
            "--search-to-end", "--replay", "--kept", "--kept-distance", "--time", "--curve", "--condition");
    private static final List<String> SAVINGS = List.of("distinct", "kept", "sparse", "live");
    private static final int DEFAULT_SAMPLES = 10_000;

    @Parameters(index = "0", arity = "0..1", paramLabel = "TASK", description = "A task; --list shows them.")
    private String task;

    @Option(names = "--list", description = "List the tasks with their definitions.")
    private boolean list;

    @Option(names = "--objective", paramLabel = "NAME",
            description = "tb, db, mdb, fm, subtb, vargrad, fl-db, fl-subtb, soft-q or munchausen (default: tb); or "
                    + "cross-entropy: what the network can reach at all, trained on the exact conditionals of a tree; "
                    + "or soft-rl: soft-q without log P_B, which samples n(x)R(x).")
    private String objective = "tb";

    @Option(names = "--loss", paramLabel = "NAME",
            description = "What is made of residuals: squared (default), linex1, "
                    + "linex-half or cosh.")
    private String loss;

    @Option(names = "--weighting", paramLabel = "NAME", description = "Of subtb: "
            + "geometric_within (default), geometric, equal_within, equal, detailed_balance or trajectory_balance.")
    private String weighting;

    @Option(names = "--lambda", paramLabel = "NUMBER", description = "Of the geometric weightings (default: 0.9).")
    private Double lambda;

    @Option(names = "--backward", paramLabel = "NAME", description = "uniform (default), learned or maxent.")
    private String backward;

    @Option(names = "--backward-loss", paramLabel = "NAME",
            description = "What a learned backward policy learns from: same (the objective's loss, default), tlm "
                    + "(trajectory likelihood), pessimistic or maxent.")
    private String backwardLoss;

    @Option(names = "--construction", paramLabel = "NAME",
            description = "append, prepend-append or slots, where the task "
                    + "has a choice.")
    private String construction;

    @Option(names = "--reward", paramLabel = "NAME",
            description = "Variant of the reward, where the task has a choice.")
    private String reward;

    @Option(names = "--r0", paramLabel = "NUMBER", description = "R0 of a hypergrid.")
    private Double r0;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of benchmark data that do not come with the "
            + "product.")
    private Path data;

    @Option(names = "--backend", paramLabel = "NAME", description = "auto (default), java, nd4j or gpu.")
    private String backend;

    @Option(names = "--steps", paramLabel = "N", description = "Updates (default: the Learner's).")
    private Integer steps;

    @Option(names = "--time", paramLabel = "SECONDS",
            description = "Train no longer than this; learning rates fall with "
                    + "the time, if that is further than the updates.")
    private Double time;

    @Option(names = "--curve", paramLabel = "SECONDS", description = "Tell the total variation after every so many "
            + "seconds of training, where all objects can be listed.")
    private Double curve;

    @Option(names = "--batch", paramLabel = "N", description = "Trajectories per update (default: the Learner's).")
    private Integer batch;

    @Option(names = "--hidden", paramLabel = "W,W", description = "Widths of the hidden layers (default: 256,256).")
    private String hidden = "256,256";

    @Option(names = "--activation", paramLabel = "NAME", description = "silu (default), relu, leaky_relu, elu or tanh.")
    private String activation;

    @Option(names = "--layer-norm", description = "Normalise layers.")
    private boolean layerNorm;

    @Option(names = "--separate", description = "A network for each head.")
    private boolean separate;

    @Option(names = "--network", paramLabel = "NAME", description = "What the network scores: actions (default) or "
            + "next-states, each with the present state.")
    private String network;

    @Option(names = "--lr", paramLabel = "NUMBER", description = "Learning rate at the start.")
    private Double learningRate;

    @Option(names = "--lr-z", paramLabel = "NUMBER", description = "The same of log Z.")
    private Double logPartitionLearningRate;

    @Option(names = "--schedule", paramLabel = "NAME", description = "cosine (default), constant or exponential.")
    private String schedule;

    @Option(names = "--clip", paramLabel = "NUMBER", description = "Shorten gradients to this norm.")
    private Double clip;

    @Option(names = "--weight-decay", paramLabel = "NUMBER", description = "Of AdamW.")
    private Double weightDecay;

    @Mixin
    private ExplorationOptions exploration;

    @Mixin
    private TemperatureOptions temperatures;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 42).")
    private Long seed;

    @Option(names = "--threads", paramLabel = "N",
            description = "Threads (default: all processors). Results do not depend "
                    + "on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--without", paramLabel = "NAME,NAME", split = ",",
            description = "Renounce savings, to measure what "
                    + "they are worth: distinct (a state is evaluated once per batch), kept (the loss uses the walk's values), sparse "
                    + "(first layer by its active features), live (ended trajectories rest).")
    private List<String> without = List.of();

    @Option(names = "--samples", paramLabel = "N",
            description = "Objects drawn for figures from samples (default: 10000).")
    private int samples = DEFAULT_SAMPLES;

    @Option(names = "--json", description = "Print one JSON object as the last line, instead of a table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    BenchCommand(final Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (list) {
            for (final String[] line : Tasks.list()) {
                terminal.out().printf("%-26s %s%n", line[0], line[1]);
            }
            return ExitCode.OK;
        }
        if (task == null) {
            throw new ParameterException(spec.commandLine(), "A task is missing.");
        }
        checkOptionsOfCrossEntropy();
        final boolean special = objective.equals(BenchRun.CROSS_ENTROPY) || objective.equals(BenchRun.SOFT_RL);
        final ObjectiveName name = special ? ObjectiveName.TB : objectiveName();
        if (curve != null && !(curve > 0)) {
            throw new ParameterException(spec.commandLine(), "--curve needs a number above 0, not " + curve + ".");
        }
        final ConsoleProgress progress = new ConsoleProgress(terminal);
        progress.begin("", "Benchmark " + task);
        final BenchTask found = Tasks.find(task, options());
        final Map<String, Object> figures = new BenchRun(found, settings(name.objective()), BenchRun.widths(hidden),
                savings(), temperatures.temperatures(), threads, samples, progress)
                .run(special ? objective : name.key(),
                        curve == null ? Double.POSITIVE_INFINITY : curve);
        progress.checkCancelled();
        progress.clear();
        print(figures);
        return ExitCode.OK;
    }

    private void checkOptionsOfCrossEntropy() {
        if (objective.equals(BenchRun.CROSS_ENTROPY)) {
            for (final String option : NOT_OF_CROSS_ENTROPY) {
                if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                    throw new ParameterException(spec.commandLine(),
                            "Cross-entropy knows no " + option + "; leave it out.");
                }
            }
        }
    }

    private ObjectiveName objectiveName() {
        return Arrays.stream(ObjectiveName.values()).filter(one -> one.key().equals(objective)).findFirst()
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "There is no objective \"" + objective
                        + "\", but " + ObjectiveName.all() + "."));
    }

    private Savings savings() {
        for (final String name : without) {
            if (!SAVINGS.contains(name)) {
                throw new ParameterException(spec.commandLine(), "There is no saving \"" + name + "\", but "
                        + String.join(", ", SAVINGS) + ".");
            }
        }
        return new Savings(!without.contains(SAVINGS.get(0)), !without.contains(SAVINGS.get(1)),
                !without.contains(SAVINGS.get(2)), !without.contains(SAVINGS.get(3)));
    }

    private TaskOptions options() {
        return new TaskOptions(Optional.ofNullable(construction).map(Construction::of), Optional.ofNullable(reward),
                r0 == null ? OptionalDouble.empty() : OptionalDouble.of(r0),
                new TaskData(Optional.ofNullable(data).map(terminal::resolve)));
    }

    private LearnerOperation.Settings settings(final TrainingObjective chosen) {
        final OptionNames names = new OptionNames(spec.commandLine());
        if (backwardLoss != null && !"learned".equals(backward)) {
            throw new ParameterException(spec.commandLine(),
                    "--backward-loss is for a learned backward policy; add --backward learned.");
        }
        final Overrides<LearnerOperation.Settings> settings = Overrides.of(new LearnerOperation().defaults())
                .with("objective", chosen.name()).with("residuals", names.translated("loss", loss, LOSSES))
                .with("weighting", OptionNames.constant(weighting)).with("lambda", lambda)
                .with("backwardPolicy", names.translated("backward policy", backward, BACKWARDS))
                .with("backwardLoss", names.translated("loss of the backward policy", backwardLoss, BACKWARD_LOSSES))
                .with("backend", OptionNames.constant(backend)).with("updates", steps).with("batchSize", batch)
                .with("activation", OptionNames.constant(activation)).with("layerNorm", layerNorm)
                .with("separateTrunks", separate).with("scoring", OptionNames.constant(network))
                .with("limitTime", time == null ? null : true).with("timeLimit", time)
                .with("learningRate", learningRate).with("logPartitionLearningRate", logPartitionLearningRate)
                .with("schedule", OptionNames.constant(schedule)).with("limitGradient", clip != null)
                .with("maxGradientNorm", clip)
                .with("weightDecay", weightDecay).with("seed", seed).with("useStaticSeed", true);
        exploration.addTo(settings, names);
        return settings.settings();
    }

    private void print(final Map<String, Object> figures) throws IOException {
        if (json) {
            // JSON has no NaN: what is not known is left out
            figures.values().removeIf(value -> value instanceof Double number && !Double.isFinite(number));
            terminal.out().println(JSON.std.asString(figures));
            return;
        }
        figures.forEach((key, value) -> terminal.out().printf("%-28s %s%n", key, value instanceof Double number
                ? String.format(Locale.ROOT, "%.6g", number) : value));
    }
}
