package org.gflownet4j.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.gflownet4j.app.workflow.Workflow;
import org.gflownet4j.app.workflow.WorkflowReader;
import org.gflownet4j.table.Table;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gflownet run}. */
@Command(name = "run", description = {"Runs a KNIME workflow directory without KNIME.", "",
        "Writes into a new folder runs/<date-time> of the current folder: samples.csv, training-log.csv, metrics.json, "
                + "model.gflownet and report.html. If it is cancelled with Ctrl-C, it keeps a checkpoint: the model as it is then, and "
                + "all that --resume needs to go on."})
final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "Folder of a KNIME workflow; it holds the file workflow.knime.")
    private Path workflow;

    @Option(names = "--table", paramLabel = "ID=FILE.csv",
            description = "A table that takes the place of what node #ID "
                    + "would give, for a node that can not be run without KNIME or to use other data.")
    private Map<Integer, Path> tables = new LinkedHashMap<>();

    @Option(names = "--output", paramLabel = "FOLDER",
            description = "Write into this folder instead; it must not exist "
                    + "yet, or be empty.")
    private Path output;

    @Option(names = "--set", paramLabel = "ID.KEY=VALUE", description = "Change a setting of node #ID, for example "
            + "4.updates=500. \"gflownet nodes\" lists the keys.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private CheckpointOptions checkpoints;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    RunCommand(final Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        final WorkflowRun run = new WorkflowRun(terminal);
        Workflow changed = WorkflowReader.read(terminal.resolve(workflow));
        for (final Map.Entry<String, String> setting : settings.entrySet()) {
            changed = with(changed, setting.getKey(), setting.getValue());
        }
        final Map<Integer, Table> supplied = new LinkedHashMap<>();
        for (final Map.Entry<Integer, Path> table : tables.entrySet()) {
            supplied.put(table.getKey(), InputFile.table(terminal.resolve(table.getValue())));
        }
        run.execute(changed, supplied, Optional.ofNullable(output), checkpoints.read(terminal));
        return ExitCode.OK;
    }

    private Workflow with(final Workflow base, final String setting, final String value) {
        final int dot = setting.indexOf('.');
        try {
            return base.with(Integer.parseInt(setting.substring(0, Math.max(0, dot))), setting.substring(dot + 1),
                    value);
        } catch (final NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), "--set " + setting + "=" + value
                    + ": expected ID.KEY=VALUE, for example 4.updates=500.", e);
        }
    }
}
