package org.gflownet4j.operation;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import org.gflownet4j.model.Checkpoint;

/**
 * What becomes of a training run that takes long.
 *
 * @param keep given a checkpoint now and then, and when training ends, is cancelled or breaks down
 * @param seconds between two checkpoints, above 0
 * @param resume a checkpoint to go on from, instead of from the start
 */
public record Checkpoints(Consumer<Checkpoint> keep, double seconds, Optional<Checkpoint> resume) {

    /** Seconds between two checkpoints where nobody chose. */
    public static final double SECONDS = 30;

    private static final Consumer<Checkpoint> NOBODY = checkpoint -> {};

    /** For those who keep nothing: no checkpoint is made. */
    public static final Checkpoints NONE = new Checkpoints(NOBODY, Double.POSITIVE_INFINITY, Optional.empty());

    /**
     * Checks the time.
     *
     * @throws IllegalArgumentException if it is not above 0
     */
    public Checkpoints {
        Objects.requireNonNull(keep, "keep");
        Objects.requireNonNull(resume, "resume");
        if (!(seconds > 0)) {
            throw new IllegalArgumentException(
                    "The time between two checkpoints must be above 0, not " + seconds + ".");
        }
    }

    /** Whether somebody keeps them. */
    boolean areKept() {
        return keep != NOBODY;
    }
}
