package org.gflownet4j.train;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Trajectories;
import org.gflownet4j.sample.TrajectoryMemory;

/** Where a training phase takes its trajectories from. */
@FunctionalInterface
public interface BatchSource {

    /** Fresh trajectories of the policy that is being trained, as far as exploration leaves it. */
    BatchSource ON_POLICY = (batch, backend, parameters, count, conditions, exploration, seed, stream) -> batch
            .sampleForward(backend, parameters, count, conditions, exploration, seed, stream);

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
