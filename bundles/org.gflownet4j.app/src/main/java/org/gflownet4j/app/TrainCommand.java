package org.gflownet4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.gflownet4j.table.Table;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gflownet train}. */
@Command(name = "train", description = {"Trains, samples and evaluates as a settings file says.", "",
        "The file is a JSON object. All of its parts may be left out: \"table\" (a CSV file, relative to the settings file) or "
                + "\"exampleData\", \"sequenceSpace\", \"tableReward\", \"learner\", \"sampler\", \"evaluator\", each an object "
                + "of settings as \"gflownet nodes\" lists them; \"knownTable\" (objects that are not drawn again), "
                + "\"testTable\" (objects that the model is also measured on) and \"startTable\" (objects that training learns "
                + "from, beside those that it finds), CSV files as well. For example:",
        "",
        "  {\"table\": \"binding.csv\", \"tableReward\": {\"exponent\": 4}, \"learner\": {\"updates\": 2000}}", "",
        "Writes the same files as \"gflownet run\", and keeps a checkpoint in the same way."})
final class TrainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SETTINGS.json", description = "The settings file.")
    private Path settings;

    @Option(names = "--output", paramLabel = "FOLDER",
            description = "Write into this folder; it must not exist yet, or be "
                    + "empty. Otherwise into a new folder runs/<date-time> of the current folder.")
    private Path output;

    @Mixin
    private CheckpointOptions checkpoints;

    private final Terminal terminal;

    TrainCommand(final Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        final WorkflowRun run = new WorkflowRun(terminal);
        final Path file = terminal.resolve(settings);
        final TrainSettings train = TrainSettings.of(InputFile.json(file), file);
        final Map<Integer, Table> tables = new LinkedHashMap<>();
        for (final Map.Entry<Integer, Path> table : train.tables().entrySet()) {
            tables.put(table.getKey(), InputFile.table(table.getValue()));
        }
        run.execute(train.workflow(), tables, Optional.ofNullable(output), checkpoints.read(terminal));
        return ExitCode.OK;
    }
}
