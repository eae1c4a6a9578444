package org.gflownet4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.operation.ScorerOperation;
import org.gflownet4j.table.Table;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gflownet score}. */
@Command(name = "score",
        description = "Says for each object of a table how likely a trained model is to draw it, and its "
                + "reward: the table with four more columns.")
final class ScoreCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
    private Path model;

    @Parameters(index = "1", paramLabel = "TABLE.csv", description = "Comma-separated text with a header line.")
    private Path table;

    @Option(names = "--column", paramLabel = "NAME",
            description = "The column with the objects (default: the first text "
                    + "column).")
    private String column;

    @Mixin
    private BetaOption beta;

    @Option(names = "--output", paramLabel = "FILE.csv", description = "Write to this file instead of standard output.")
    private Path output;

    private final Terminal terminal;

    ScoreCommand(final Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        final ScorerOperation operation = new ScorerOperation();
        final OperationRun run = new OperationRun(terminal, operation.name());
        final GFlowNetModel trained = InputFile.model(terminal.resolve(model));
        final Table objects = InputFile.table(terminal.resolve(table));
        run.write(operation.score(beta.addTo(Overrides.of(operation.defaults()))
                .with("objectColumn", column).settings(), trained,
                objects, run.execution()), output);
        return ExitCode.OK;
    }
}
