package org.gflownet4j.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import org.gflownet4j.app.workflow.WorkflowPlan;
import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.operation.Checkpoints;
import org.gflownet4j.operation.LearnerOperation;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the commands that train: how often a checkpoint is written, and going on from one. */
final class CheckpointOptions {

    private static final double SECONDS_PER_MINUTE = 60;
    /** More often, writing would take a noticeable part of the time with a large network. */
    private static final double LEAST_MINUTES = 0.5;
    /** A week. */
    private static final double MOST_MINUTES = 7 * 24 * 60;

    @Option(names = "--resume", paramLabel = "CHECKPOINT",
            description = "Go on with training from this checkpoint, which an interrupted run has left behind. Settings and "
                    + "data must be the same; then the result is the same as if it had never been interrupted.")
    private Path resume;

    @Option(names = "--checkpoint-minutes", paramLabel = "M",
            description = "Minutes of training between two checkpoints, at least 0.5 (default: 0.5).")
    private Double minutes;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** What the user chose, with the checkpoint read. */
    record Choice(double seconds, Optional<Checkpoint> resume) {

        /**
         * Refuses a checkpoint that nothing can go on from.
         *
         * @throws InputException if the workflow trains no model, or several
         */
        void requireOneLearner(final WorkflowPlan plan) throws InputException {
            final long learners = plan.steps().stream()
                    .filter(step -> step.task().operation() instanceof LearnerOperation).count();
            if (resume.isPresent() && learners != 1) {
                throw new InputException("--resume goes on with the training of one model, but this workflow trains "
                        + learners + ".");
            }
        }

        Checkpoints to(final Consumer<Checkpoint> keep) {
            return new Checkpoints(keep, seconds, resume);
        }
    }

    /**
     * Checks the options, and reads the checkpoint.
     *
     * @param terminal whose current folder file names are meant from
     * @return what the user chose
     * @throws InputException if the checkpoint can not be read
     */
    Choice read(final Terminal terminal) throws InputException {
        // written so that NaN is refused, too
        if (minutes != null && !(minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES)) {
            throw new ParameterException(spec.commandLine(), "--checkpoint-minutes takes " + LEAST_MINUTES + " to "
                    + (int) MOST_MINUTES + ", not " + minutes + ".");
        }
        return new Choice(minutes == null ? Checkpoints.SECONDS : SECONDS_PER_MINUTE * minutes, resume == null
                ? Optional.empty() : Optional.of(InputFile.checkpoint(terminal.resolve(resume))));
    }
}
