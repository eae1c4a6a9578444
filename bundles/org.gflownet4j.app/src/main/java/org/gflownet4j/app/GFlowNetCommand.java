package org.gflownet4j.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

import org.gflownet4j.progress.Progress;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code gflownet --help} describes it. It contains no algorithm; all work is done by operations. */
@Command(name = "gflownet", versionProvider = ProductVersion.class,
        description = "Designs objects with generative flow "
                + "networks: many different good ones, each drawn in proportion to its reward.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "\"gflownet COMMAND --help\" describes a command."}, exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all was done", "1:something went wrong; standard error says what",
                "2:the command line can not be understood", "130:cancelled with Ctrl-C (143 if a signal ended it)"},
        commandListHeading = "%nCommands:%n", optionListHeading = "%nOptions:%n")
public final class GFlowNetCommand implements Runnable {

    private static final int HELP_WIDTH = 100;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show versions, and what computes.")
    private boolean version;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "If something goes wrong, show where in the "
            + "program it happened.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    private GFlowNetCommand(final Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Runs a command line from plain Java, without OSGi, and ends the process.
     *
     * @param args as a user types them
     */
    public static void main(final String[] args) {
        System.exit(run(args));
    }

    /**
     * Runs a command line with the streams and the current folder of this process; Ctrl-C cancels it.
     *
     * @param args as a user types them
     * @return the exit code
     */
    static int run(final String[] args) {
        try (Cancellation cancellation = new Cancellation()) {
            return run(args, Terminal.ofProcess(cancellation));
        }
    }

    /**
     * Runs a command line.
     *
     * @param args as a user types them
     * @param out gets results only
     * @param err gets progress, warnings and errors
     * @param workingFolder what relative file names are meant from
     * @return the exit code: 0 if all was done, 1 if something went wrong, 2 if the command line can not be understood, 130
     *         if it was cancelled
     */
    public static int run(final String[] args, final PrintWriter out, final PrintWriter err, final Path workingFolder) {
        return run(args, new Terminal(out, err, workingFolder.toAbsolutePath(), 0,
                Progress.NONE::isCancelled));
    }

    static int run(final String[] args, final Terminal terminal) {
        final GFlowNetCommand command = new GFlowNetCommand(terminal);
        final CommandLine line = new CommandLine(command).addSubcommand(new RunCommand(terminal))
                .addSubcommand(new TrainCommand(terminal)).addSubcommand(new SampleCommand(terminal))
                .addSubcommand(new ScoreCommand(terminal)).addSubcommand(new EvaluateCommand(terminal))
                .addSubcommand(new NodesCommand(terminal)).addSubcommand(new BenchCommand(terminal));
        line.setOut(terminal.out()).setErr(terminal.err()).setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler((problem, arguments) -> command.misunderstood(problem))
                .setExecutionExceptionHandler((problem, subcommand, result) -> command.failed(problem));
        final int exitCode = command.execute(line, args);
        terminal.out().flush();
        terminal.err().flush();
        return exitCode;
    }

    private int execute(final CommandLine line, final String[] args) {
        try {
            return line.execute(args);
        } catch (final OutOfMemoryError | StackOverflowError e) {
            return failed(e);
        }
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }

    private int misunderstood(final ParameterException problem) {
        final String name = problem.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println(problem.getMessage());
        terminal.err().println("\"" + name + " --help\" shows how it is used.");
        return ExitCode.USAGE;
    }

    private int failed(final Throwable problem) {
        terminal.eraseLine();
        if (verbose) {
            problem.printStackTrace(terminal.err());
        }
        if (problem instanceof CancellationException) {
            terminal.err().println(problem.getMessage());
            return ExitCode.CANCELLED;
        }
        terminal.err().println("Error: " + ErrorMessage.of(problem));
        return terminal.cancelled().getAsBoolean() ? ExitCode.CANCELLED : ExitCode.FAILED;
    }
}
