package org.gflownet4j.train;

import java.util.Optional;

import org.gflownet4j.env.Environment;
import org.gflownet4j.replay.ReplayBuffer;
import org.gflownet4j.sample.Trajectories;
import org.gflownet4j.sample.TrajectoryMemory;

/** What a run keeps of earlier batches, as far as its procedure draws from them: objects for replay, the last trajectories. */
final class EarlierBatches {

    private final Optional<ReplayBuffer> objects;
    private final TrajectoryMemory trajectories;

    EarlierBatches(final TrainingProcedure procedure, final Environment environment, final int batchSize) {
        this.objects = procedure.replay().map(kept -> kept.newBuffer(environment));
        this.trajectories = new TrajectoryMemory(environment, Math.multiplyExact(procedure.remembered(), batchSize));
    }

    /** Where objects are kept for replay. */
    Optional<ReplayBuffer> objects() {
        return objects;
    }

    /** Where trajectories are kept. */
    TrajectoryMemory trajectories() {
        return trajectories;
    }

    /** Whether a source draws trajectories of its own, instead of walking earlier ones again. */
    boolean isDrawing(final BatchSource source) {
        return source.remembers() == 0 || trajectories.added() == 0;
    }

    /** Keeps the trajectories of a shard, if any are kept. */
    void add(final Trajectories shard) {
        if (trajectories.capacity() > 0) {
            trajectories.add(shard);
        }
    }

    /** Copies all of it. */
    void save(final TrainingState.Builder state) {
        objects.ifPresent(buffer -> state.replay(buffer.contents()));
        if (trajectories.capacity() > 0) {
            state.vector(TrainingState.MEMORY, trajectories.toNumbers());
        }
    }

    /**
     * Goes on from what was saved.
     *
     * @param drawn trajectories drawn so far
     * @throws IllegalArgumentException if it is impossible
     */
    void restore(final TrainingState state, final long drawn) {
        if (trajectories.capacity() > 0) {
            trajectories.restore(state.vector(TrainingState.MEMORY), drawn);
        }
        objects.ifPresent(buffer -> buffer.restore(state.replay()));
    }
}
