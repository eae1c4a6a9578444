package org.gflownet4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.gflownet4j.app.results.ResultFile;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.operation.EvaluatorOperation;
import org.gflownet4j.table.Table;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gflownet evaluate}. */
@Command(name = "evaluate",
        description = "Measures how closely a trained model draws objects in proportion to the reward "
                + "that it was trained for; exactly, where all objects can be listed.")
final class EvaluateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MODEL", description = "A model file.")
    private Path model;

    @Option(names = "--samples", paramLabel = "N",
            description = "How many objects to draw for the figures that come from "
                    + "samples (default: 10000).")
    private Integer samples;

    @Option(names = "--test", paramLabel = "FILE.csv",
            description = "A table of objects to compare log-probability and log reward on.")
    private Path test;

    @Option(names = "--test-column", paramLabel = "NAME",
            description = "Its column with the objects (default: the first text column).")
    private String testColumn;

    @Option(names = "--seed", paramLabel = "S", description = "Random seed, any whole number (default: 42).")
    private Long seed;

    @Mixin
    private BetaOption beta;

    @Option(names = "--output", paramLabel = "FILE.json",
            description = "Write the figures to this file instead of standard "
                    + "output.")
    private Path output;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    EvaluateCommand(final Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (test == null && testColumn != null) {
            throw new ParameterException(spec.commandLine(), "--test-column needs --test.");
        }
        final EvaluatorOperation operation = new EvaluatorOperation();
        final OperationRun run = new OperationRun(terminal, operation.name());
        final GFlowNetModel trained = InputFile.model(terminal.resolve(model));
        final Optional<Table> table = test == null ? Optional.empty()
                : Optional.of(InputFile.table(terminal.resolve(test)));
        final EvaluatorOperation.Settings settings = beta.addTo(Overrides.of(operation.defaults()))
                .with("samples", samples)
                .with("testColumn", testColumn).with("seed", seed).settings();
        final EvaluatorOperation.Result result = operation.evaluate(settings, trained, trained.reward(), table,
                run.execution());
        run.finish();
        if (output == null) {
            print(result.explained());
        } else {
            ResultFile.replace(terminal.resolve(output), ResultFile.json(result.metrics()));
        }
        return ExitCode.OK;
    }

    private void print(final Table explained) {
        for (int row = 0; row < explained.rows(); row++) {
            terminal.out().println(String.format(Locale.ROOT, "%-35s %12.6g  %s", explained.text(row, 0),
                    explained.number(row, 1), explained.text(row, 3)));
        }
    }
}
