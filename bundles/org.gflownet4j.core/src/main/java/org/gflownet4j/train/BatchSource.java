package org.gflownet4j.train;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Trajectories;

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
     * Whether the trajectories are all drawn from P_F as it is, but for exploration.
     *
     * @return true only if objectives that hold for no others may be used
     */
    default boolean isOnPolicy() {
        return this == ON_POLICY;
    }

    /**
     * Where the trajectories come from, for a user.
     *
     * @return for example {@code fresh objects}
     */
    default String title() {
        return isOnPolicy() ? "fresh objects" : "objects that were not all drawn by the model itself";
    }
}
