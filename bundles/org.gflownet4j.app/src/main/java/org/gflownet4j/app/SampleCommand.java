package org.gflownet4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.operation.SamplerOperation;
import org.gflownet4j.table.Table;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gflownet sample}. */
@Command(name = "sample",
        description = "Draws objects from a trained model: a table with one row per different object, the "
                + "best first, with reward, log-probability and how often it was drawn.")
final class SampleCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MODEL", description = "A model file.")
    private Path model;

    @Option(names = "--count", paramLabel = "N", description = "How many objects to draw (default: 1000).")
    private Integer count;

    @Option(names = "--unique", description = "Draw until there are N different objects.")
    private boolean unique;

    @Option(names = "--known", paramLabel = "FILE.csv", description = "A table of objects that are left out.")
    private Path known;

    @Option(names = "--known-column", paramLabel = "NAME",
            description = "Its column with the objects (default: the first text column).")
    private String knownColumn;

    @Option(names = "--diverse", paramLabel = "K",
            description = "Keep only K of the best objects that differ from each other.")
    private Integer diverse;

    @Option(names = "--min-distance", paramLabel = "D",
            description = "How much they differ at least; for sequences, letters to change, insert or delete "
                    + "(default: 2).")
    private Double minDistance;

    @Option(names = "--seed", paramLabel = "S", description = "Random seed, any whole number (default: 42).")
    private Long seed;

    @Mixin
    private BetaOption beta;

    @Option(names = "--output", paramLabel = "FILE.csv", description = "Write to this file instead of standard output.")
    private Path output;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    SampleCommand(final Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (known == null && knownColumn != null) {
            throw new ParameterException(spec.commandLine(), "--known-column needs --known.");
        }
        if (diverse == null && minDistance != null) {
            throw new ParameterException(spec.commandLine(), "--min-distance needs --diverse.");
        }
        final SamplerOperation operation = new SamplerOperation();
        final OperationRun run = new OperationRun(terminal, operation.name());
        final GFlowNetModel trained = InputFile.model(terminal.resolve(model));
        final Optional<Table> table = known == null ? Optional.empty()
                : Optional.of(InputFile.table(terminal.resolve(known)));
        final SamplerOperation.Settings settings = beta.addTo(Overrides.of(operation.defaults())).with("count", count)
                .with("unique", unique).with("knownColumn", knownColumn).with("selectDiverse", diverse != null)
                .with("diverseCount", diverse).with("minDistance", minDistance).with("seed", seed).settings();
        run.write(operation.sample(settings, trained, table, run.execution()), output);
        return ExitCode.OK;
    }
}
