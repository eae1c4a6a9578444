package org.gflownet4j.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.gflownet4j.app.results.ResultFiles;
import org.gflownet4j.app.results.RunFolder;
import org.gflownet4j.app.results.RunReport;
import org.gflownet4j.app.results.RunResults;
import org.gflownet4j.app.results.RunSummary;
import org.gflownet4j.app.workflow.Workflow;
import org.gflownet4j.app.workflow.WorkflowException;
import org.gflownet4j.app.workflow.WorkflowPlan;
import org.gflownet4j.app.workflow.WorkflowRunner;
import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.model.CheckpointFile;
import org.gflownet4j.table.Table;
import org.gflownet4j.train.TrainingResult;

/** Runs a workflow from the command line: checks it, runs it, writes its folder, says what came out. */
final class WorkflowRun {

    private static final char NARROW_SPACE = '\u202F';

    private final Terminal terminal;
    private final ConsoleProgress progress;
    private final long begin = System.nanoTime();

    WorkflowRun(final Terminal terminal) {
        this.terminal = terminal;
        this.progress = new ConsoleProgress(terminal);
    }

    /**
     * Runs a workflow.
     *
     * @param workflow what to run
     * @param tables node id → table in its place
     * @param output folder for the results; empty for a new one in {@code runs}
     * @param checkpoints how often they are written, and whether to go on from one
     * @throws IOException if the results can not be written; nothing is left then
     * @throws CancellationException if the user cancelled it; says where the checkpoint is
     * @throws WorkflowException if a node can not do its work; says where the checkpoint is, if there is one
     */
    void execute(final Workflow workflow, final Map<Integer, Table> tables, final Optional<Path> output,
            final CheckpointOptions.Choice checkpoints) throws IOException {
        final WorkflowPlan plan = WorkflowPlan.of(workflow, tables);
        checkpoints.requireOneLearner(plan);
        plan.warnings().forEach(progress::warn);
        try (RunFolder folder = output.isPresent() ? RunFolder.at(terminal.resolve(output.get()))
                : RunFolder.inRuns(terminal.folder(), LocalDateTime.now())) {
            try {
                execute(workflow.name(), plan, folder, checkpoints);
            } catch (final CancellationException e) {
                throw cancelled(e, folder);
            } catch (final WorkflowException e) {
                throw failed(e, folder);
            } finally {
                progress.clear();
            }
        }
    }

    private void execute(final String name, final WorkflowPlan plan, final RunFolder folder,
            final CheckpointOptions.Choice checkpoints) throws IOException {
        final RunResults results = new RunResults(WorkflowRunner.run(plan, (step, number, count) -> {
            progress.begin(number + "/" + count, step.node().label());
            return progress;
        }, checkpoints.to(checkpoint -> keep(checkpoint, folder))));
        progress.begin("", "Writing the results");
        final RunSummary summary;
        final Path place;
        try {
            final Map<String, Double> figures = results.figures((System.nanoTime() - begin) * 1e-9);
            summary = new RunSummary(results, figures);
            ResultFiles.write(results, figures, RunReport.html(name, results, figures, progress.warnings()),
                    folder.path());
            progress.checkCancelled();
            place = folder.keep();
        } catch (final IOException e) {
            throw folder.failed(e);
        }
        progress.clear();
        print(summary, place);
    }

    /** A checkpoint on the way is given up when the user cancels, since the last one follows then. */
    private void keep(final Checkpoint checkpoint, final RunFolder folder) {
        final boolean last = !TrainingResult.End.RUNNING.name().equals(checkpoint.model().provenance().get("end"));
        try {
            final Path file = folder.path().resolve(RunFolder.CHECKPOINT);
            if (last) {
                CheckpointFile.save(checkpoint, file);
            } else {
                CheckpointFile.save(checkpoint, file, progress);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(folder.failed(e));
        }
    }

    private static CancellationException cancelled(final CancellationException cause, final RunFolder folder)
            throws IOException {
        final Optional<Path> checkpoint = folder.keepCheckpoint(RunFolder.Ending.CANCELLED);
        return (CancellationException) new CancellationException(cause.getMessage() + checkpoint
                .map(file -> " The model as it was then is in " + file + "; draw from it with: ./gflownet sample \""
                        + file + "\"; or go on with the same command and --resume \"" + file + "\"")
                .orElse(" There was no model yet, so nothing was kept.")).initCause(cause);
    }

    private static WorkflowException failed(final WorkflowException cause, final RunFolder folder)
            throws IOException {
        final Optional<Path> checkpoint = folder.keepCheckpoint(RunFolder.Ending.FAILED);
        return checkpoint.isEmpty() ? cause : new WorkflowException(cause.reason(), cause.getMessage(),
                (cause.resolution() + " The model as it was before is in " + checkpoint.get()
                        + "; draw from it with: ./gflownet sample \"" + checkpoint.get() + "\"").strip(),
                cause);
    }

    private void print(final RunSummary summary, final Path place) {
        summary.sentences().forEach(sentence -> terminal.out().println(plain(sentence)));
        final List<String> best = summary.best();
        if (!best.isEmpty()) {
            terminal.out().println("The best of them:");
            best.forEach(line -> terminal.out().println("  " + plain(line)));
        }
        terminal.out().println("Report: " + place.resolve(ResultFiles.REPORT));
    }

    /** Terminals show narrow spaces badly. */
    private static String plain(final String text) {
        return text.replace(NARROW_SPACE, ' ');
    }
}
