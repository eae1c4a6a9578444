package org.gflownet4j.train;

import java.util.Optional;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.replay.ReplayBuffer;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Trajectories;
import org.gflownet4j.sample.TrajectoryMemory;

/** Where a training phase takes its trajectories from. Several threads may fill batches at a time. */
@FunctionalInterface
public interface BatchSource {

    /** Fresh trajectories of the policy that is being trained, as far as exploration leaves it. */
    BatchSource ON_POLICY = new Rollout();

    /**
     * Trajectories to objects of the run's replay buffer, drawn backward with the P_B of that moment. As long as the buffer
     * is empty, they are fresh ones of the policy; since it is drawn from with replacement, one object is enough to
     * begin with.
     */
    BatchSource REPLAY = new ReplayedObjects(Optional.empty());

    /**
     * Fills a batch.
     *
     * @param batch filled
     * @param backend multiplies
     * @param parameters of the policy, before the update
     * @param count trajectories
     * @param conditions of each of them
     * @param exploration how far it leaves the policy's ways
     * @param seed of the run
     * @param stream random stream of the first trajectory; the others follow
     */
    void fill(Trajectories batch, ComputeBackend backend, float[] parameters, int count, Conditions conditions,
            Exploration exploration, long seed, long stream);

    /**
     * What the trajectories are, for a user.
     *
     * @return for example {@code objects drawn again}
     */
    default String title() {
        return "trajectories of another source";
    }

    /**
     * Whether trajectories come from the policy itself where exploration is none.
     *
     * @return false if objectives that need this can not be used
     */
    default boolean isOnPolicy() {
        return false;
    }

    /**
     * Whether the next batch has objects that a replay buffer should be offered; asked again after each batch, when it has
     * not been offered any yet.
     *
     * @return false if they come from the buffer
     */
    default boolean isFresh() {
        return true;
    }

    /**
     * Whether a replay buffer is of use to this source.
     *
     * @return true if it draws from one
     */
    default boolean replays() {
        return false;
    }

    /**
     * The source as a run uses it, whose objects are in a buffer.
     *
     * @param buffer of the run; it changes between batches only
     * @return a source that draws from it; this one if it draws from none
     */
    default BatchSource from(final ReplayBuffer buffer) {
        return this;
    }

    /**
     * How many of the last batches a run has to remember for this source.
     *
     * @return 0 for a source that draws trajectories, which are then remembered for the others
     */
    default int remembers() {
        return 0;
    }

    /**
     * The same source for one run.
     *
     * @param memory of the run
     * @param batchSize trajectories per batch
     * @return what fills its batches
     */
    default BatchSource of(final TrajectoryMemory memory, final int batchSize) {
        return this;
    }
}
