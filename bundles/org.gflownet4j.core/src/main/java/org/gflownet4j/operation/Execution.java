package org.gflownet4j.operation;

import java.util.function.Consumer;

import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.progress.Progress;

/**
 * What surrounds a running operation.
 *
 * @param progress told how far it is, and asked whether to stop
 * @param checkpoint given a usable model now and then while one is being trained, and when training ends or is cancelled
 */
public record Execution(Progress progress, Consumer<GFlowNetModel> checkpoint) {

    /** For those who keep nothing: no model is made before training ends. */
    public static final Consumer<GFlowNetModel> NO_CHECKPOINT = model -> {};

    /** Nobody watches, nothing is kept on cancel. */
    public static final Execution QUIET = new Execution(Progress.NONE, NO_CHECKPOINT);
}
