package org.gflownet4j.operation;

import java.util.Optional;
import java.util.function.Consumer;

import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.progress.Progress;

/**
 * What surrounds a running operation.
 *
 * @param progress told how far it is, and asked whether to stop
 * @param checkpoints of a model that is being trained
 */
public record Execution(Progress progress, Checkpoints checkpoints) {

    /** For those who keep nothing: no model is made before training ends. */
    public static final Checkpoints NO_CHECKPOINT = Checkpoints.NONE;

    /** Nobody watches, nothing is kept on cancel. */
    public static final Execution QUIET = new Execution(Progress.NONE, NO_CHECKPOINT);

    /**
     * With checkpoints at the usual intervals.
     *
     * @param progress told how far it is, and asked whether to stop
     * @param keep given a checkpoint now and then, and when training ends, is cancelled or breaks down
     */
    public Execution(final Progress progress, final Consumer<Checkpoint> keep) {
        this(progress, new Checkpoints(keep, Checkpoints.SECONDS, Optional.empty()));
    }
}
