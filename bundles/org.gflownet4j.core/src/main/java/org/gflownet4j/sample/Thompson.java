package org.gflownet4j.sample;

import org.gflownet4j.policy.Policy;
import org.gflownet4j.random.CounterRandom;

/**
 * Thompson sampling (Rector-Brooks et al., "Thompson sampling for improved exploration in GFlowNets", 2023): several heads for
 * P_F on one trunk disagree where little was seen yet, and each trajectory follows one of them from its start to its end. So
 * trajectories go far in directions that single random steps never keep to.
 *
 * <p>Heads start apart, each with a random prior, and stay apart, since each learns from a random part of the
 * trajectories: head h from trajectory τ with a chance of its own, whichever head drew it. Log-probabilities are always those
 * of the head that learns. P_B, log F and log Z are shared; as P_B and R allow one P_F only, all heads have the same goal. The
 * loss is the objective's on all pairs (τ, h) that were chosen, as if each were a trajectory. A trajectory that no head
 * would learn from is learned by the head that would draw it.
 *
 * <p>The first head is the policy that training is for. As {@link Exploration#strength()} s falls from 1 to 0, more and more
 * trajectories are the first head's, and it learns from more of them, until nothing is left but to train it alone:
 *
 * <pre>
 * chance to draw:   (1 − s) [h = first] + s / heads
 * chance to learn:  (1 − s) [h = first] + s · share
 * </pre>
 *
 * @param heads 1 to {@value #MAX_HEADS}; 1 for none of this
 * @param prior standard deviation of the logits that heads start with, about, in nats, 0 to {@value #MAX_PRIOR}
 * @param share of the trajectories that a head learns from, above 0 to 1
 */
public record Thompson(int heads, double prior, double share) {

    /** More heads would cost more than the trunk. */
    public static final int MAX_HEADS = 100;

    /** A larger prior takes long to unlearn. */
    public static final double MAX_PRIOR = 10;

    /** Measured on grids with rare good objects: heads of 1 nat apart find little more than one head, those of 10 learn badly. */
    public static final double PRIOR = 3;

    /** One head, which starts uniform. */
    public static final Thompson NONE = new Thompson(1, 0, 1);

    /** What random numbers are for; 1 to 6 are those of sampling and of local search. */
    private static final long DRAW = 7;
    private static final long LEARN = 8;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException in words for a user, if a number is out of range
     */
    public Thompson {
        if (heads < 1 || heads > MAX_HEADS) {
            throw new IllegalArgumentException("The number of policies that explore must be 1 to " + MAX_HEADS
                    + ", not " + heads + ".");
        }
        if (!(prior >= 0 && prior <= MAX_PRIOR)) {
            throw new IllegalArgumentException("The spread of the policies that explore must be 0 to "
                    + (int) MAX_PRIOR + ", not " + prior + ".");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("The share of objects that each policy learns from must be above 0 and "
                    + "at most 1, not " + share + ".");
        }
    }

    /**
     * With a prior of {@value #PRIOR} nats, and half of the trajectories for each head.
     *
     * @param heads 1 to {@value #MAX_HEADS}
     * @return none of it with one head
     */
    public static Thompson of(final int heads) {
        return heads == 1 ? NONE : new Thompson(heads, PRIOR, 0.5);
    }

    /**
     * Whether there is but one head.
     *
     * @return true if this changes nothing
     */
    public boolean isNone() {
        return heads == 1;
    }

    /**
     * A policy with these heads, as training needs it.
     *
     * @param policy with one
     * @return the same without more heads
     */
    public Policy headsOf(final Policy policy) {
        return isNone() ? policy : policy.withHeads(heads, prior);
    }

    /**
     * The head that a trajectory is drawn with.
     *
     * @param heads number of them
     * @param exploration of the trajectory
     * @param seed of the run
     * @param stream random stream of the trajectory
     */
    static int drawingHead(final int heads, final Exploration exploration, final long seed, final long stream) {
        if (heads == 1) {
            return 0;
        }
        final double uniform = CounterRandom.uniform(CounterRandom.bits(seed, Long.MIN_VALUE, DRAW), stream, 0);
        final double strength = exploration.strength();
        return uniform < strength ? Math.min(heads - 1, (int) (uniform / strength * heads)) : 0;
    }

    /** Whether a head learns from a trajectory; arguments as above. */
    boolean learns(final int head, final Exploration exploration, final long seed, final long stream) {
        final double strength = exploration.strength();
        final double chance = strength * share + (head == 0 ? 1 - strength : 0);
        return CounterRandom.uniform(CounterRandom.bits(seed, Long.MIN_VALUE, LEARN), stream, head) < chance;
    }
}
