package org.gflownet4j.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.gflownet4j.app.bench.BenchTemperatures;
import org.gflownet4j.operation.TemperatureConditional;
import org.gflownet4j.policy.TemperatureInput;
import org.gflownet4j.train.TemperatureDistribution;
import org.gflownet4j.train.Temperatures;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of {@code gflownet bench} for temperature-conditional models: p(x) ∝ R(x)^β for any β. */
final class TemperatureOptions {

    private static final String TEMPERATURE = "temperature";
    private static final Map<String, TemperatureInput.Entry> ENTRIES = Map.of("layer", TemperatureInput.Entry.LAYER,
            "logit", TemperatureInput.Entry.LOGIT, "both", TemperatureInput.Entry.BOTH);
    private static final Map<String, TemperatureInput.Encoding> ENCODINGS = Map.of("thermometer",
            TemperatureInput.Encoding.THERMOMETER, "log", TemperatureInput.Encoding.LOGARITHM);

    @Option(names = "--condition", paramLabel = "NAME", description = "temperature: train one model for many inverse "
            + "temperatures (β), to sample in proportion to R^β.")
    private String condition;

    @Option(names = "--architecture", paramLabel = "NAME", description = "Where β comes in: layer (a vector added to "
            + "the first layer), logit (logits are multiplied by f(β)), both (default), or none: one β, which must be constant.")
    private String architecture = "both";

    @Option(names = "--encoding", paramLabel = "NAME",
            description = "What networks read of β: log (default) or thermometer.")
    private String encoding = "log";

    @Option(names = "--train-beta", paramLabel = "DISTRIBUTION", description = "constant:B, uniform:A:B, normal:M:S, "
            + "loguniform:A:B, rising:A:B or falling:A:B (default: uniform:1:3).")
    private String trainBeta = "uniform:1:3";

    @Option(names = "--explore-beta", paramLabel = "DISTRIBUTION",
            description = "The same for objects that the model draws itself (default: as --train-beta); those kept for "
                    + "replay are trained at --train-beta.")
    private String exploreBeta;

    @Option(names = "--query-beta", paramLabel = "B,B", split = ",", description = "β that the model is measured at "
            + "(default: 1,2,3).")
    private List<Double> queryBeta = List.of(1.0, 2.0, 3.0);

    @Spec
    private CommandSpec spec;

    private boolean isGiven() {
        if (condition != null && !condition.equals(TEMPERATURE)) {
            throw new ParameterException(spec.commandLine(), "There is no condition \"" + condition
                    + "\", but temperature.");
        }
        return condition != null;
    }

    /** What a run is told; empty for training on the reward as it is. */
    Optional<BenchTemperatures> temperatures() {
        if (!isGiven()) {
            return Optional.empty();
        }
        queryBeta.forEach(TemperatureInput::checkBeta);
        final TemperatureDistribution train = TemperatureDistribution.parse(trainBeta);
        if (!architecture.equals("none")) {
            return Optional.of(new BenchTemperatures(Optional.of(conditional(train)), 1, queryBeta));
        }
        if (train.kind() != TemperatureDistribution.Kind.CONSTANT) {
            throw new ParameterException(spec.commandLine(),
                    "With --architecture none there is one β: give --train-beta constant:B, not " + trainBeta + ".");
        }
        return Optional.of(new BenchTemperatures(Optional.empty(), train.first(), queryBeta));
    }

    private TemperatureConditional conditional(final TemperatureDistribution train) {
        final OptionNames names = new OptionNames(spec.commandLine());
        return new TemperatureConditional(names.chosen("architecture", architecture, ENTRIES),
                names.chosen("encoding", encoding, ENCODINGS),
                new Temperatures(exploreBeta == null ? train : TemperatureDistribution.parse(exploreBeta), train));
    }
}
