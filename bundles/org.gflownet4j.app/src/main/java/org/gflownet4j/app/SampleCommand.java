package org.gflownet4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.operation.SamplerOperation;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gflownet sample}. */
@Command(name = "sample",
        description = "Draws objects from a trained model: a table with one row per distinct object, the "
                + "best first, with reward, log-probability and how often it was drawn.")
final class SampleCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MODEL", description = "A model file.")
    private Path model;

    @Option(names = "--count", paramLabel = "N", description = "How many objects to draw (default: 1000).")
    private Integer count;

    @Option(names = "--seed", paramLabel = "S", description = "Random seed, any whole number (default: 42).")
    private Long seed;

    @Option(names = "--output", paramLabel = "FILE.csv", description = "Write to this file instead of standard output.")
    private Path output;

    private final Terminal terminal;

    SampleCommand(final Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        final SamplerOperation operation = new SamplerOperation();
        final OperationRun run = new OperationRun(terminal, operation.name());
        final GFlowNetModel trained = InputFile.model(terminal.resolve(model));
        run.write(
                operation.sample(Overrides.of(operation.defaults()).with("count", count).with("seed", seed).settings(),
                        trained, run.execution()),
                output);
        return ExitCode.OK;
    }
}
