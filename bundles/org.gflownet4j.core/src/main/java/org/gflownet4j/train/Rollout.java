package org.gflownet4j.train;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Trajectories;

/** Fresh trajectories of the policy that is being trained. */
final class Rollout implements BatchSource {

    @Override
    public void fill(final Trajectories batch, final ComputeBackend backend, final float[] parameters, final int count,
            final Conditions conditions, final Exploration exploration, final long seed, final long stream) {
        batch.sampleForward(backend, parameters, count, conditions, exploration, seed, stream);
    }

    @Override
    public String title() {
        return "fresh objects";
    }

    @Override
    public boolean isOnPolicy() {
        return true;
    }
}
