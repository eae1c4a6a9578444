package org.gflownet4j.train;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Trajectories;

/**
 * Trajectories of a policy whose last layer has noise in its weights (Fortunato et al., ICLR 2018), drawn anew for every
 * a shard's trajectories: all of them lean the same way in states that the network finds alike, which single
 * random steps never do. They are scored with the policy as it is, so objectives that hold for every trajectory keep their
 * minimum; for that, all states are evaluated a second time, in one go.
 *
 * <p>The noise falls as the run's {@link Exploration} does.
 *
 * @param noise σ at the start, at least 0; 1 moves logits by about as much as the root mean square of the hidden values
 */
public record NoisyRollout(double noise) implements BatchSource {

    /** More noise is as good as random steps. */
    public static final double MAX_NOISE = 100;

    /**
     * Checks the noise.
     *
     * @throws IllegalArgumentException in words for a user, if it is out of range
     */
    public NoisyRollout {
        if (!(noise >= 0 && noise <= MAX_NOISE)) {
            throw new IllegalArgumentException("The noise in the network's weights must be 0 to " + (int) MAX_NOISE
                    + ", not " + noise + ".");
        }
    }

    @Override
    public void fill(final Trajectories batch, final ComputeBackend backend, final float[] parameters, final int count,
            final Conditions conditions, final Exploration exploration, final long seed, final long stream) {
        batch.sampleNoisy(backend, parameters, count, conditions, exploration, noise * exploration.strength(), seed,
                stream);
    }

    @Override
    public String title() {
        return "objects drawn with noise " + noise + " in the network's weights";
    }

    @Override
    public boolean isOnPolicy() {
        return noise == 0;
    }
}
