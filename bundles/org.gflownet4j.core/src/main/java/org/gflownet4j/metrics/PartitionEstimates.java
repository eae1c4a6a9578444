package org.gflownet4j.metrics;

import org.gflownet4j.progress.Progress;
import org.gflownet4j.sample.Sampler;

/**
 * What trajectories say of log Z, by their log-ratios {@code ℓ(τ) = log R(x) + Σ log P_B − Σ log P_F}. Once a model is
 * perfect, all ℓ are log Z. These look at a finished model; none of them is the log Z that training estimates.
 */
public final class PartitionEstimates {

    private PartitionEstimates() {
    }

    private static double[] logRatios(final double[] logReward, final double[] logWeight) {
        final double[] ratios = new double[logReward.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = logReward[i] - logWeight[i];
        }
        return ratios;
    }

    /**
     * ELBO {@code E_{τ∼P_F}[ℓ(τ)] ≤ log Z}, from fresh draws of the model without exploration.
     *
     * @param logReward of the object of each draw
     * @param logWeight log P_F(τ) − log P_B(τ|x) of each draw
     * @return nats
     */
    public static Estimate elbo(final double[] logReward, final double[] logWeight) {
        return Estimate.ofMean(logRatios(logReward, logWeight));
    }

    /**
     * log Z by importance sampling, {@code log mean exp ℓ(τ)} over the model's draws: unbiased before the logarithm, and far
     * too low for a model that leaves out a part of the target, whatever its standard error says.
     *
     * @param logReward of the object of each draw
     * @param logWeight log P_F(τ) − log P_B(τ|x) of each draw
     * @return nats
     */
    public static Estimate importanceLogPartition(final double[] logReward, final double[] logWeight) {
        return Estimate.ofLogMean(logRatios(logReward, logWeight));
    }

    /**
     * EUBO {@code E_{x∼p*, τ∼P_B(·|x)}[ℓ(τ)] ≥ log Z}, from draws of the target, with one backward walk from each.
     *
     * @param sampler walks back
     * @param objects drawn from the target, {@code [object][stateLength]}
     * @param logReward of these objects
     * @param seed of the walks
     * @param progress asked for cancellation at each step of the walks
     * @return nats
     */
    public static Estimate eubo(final Sampler sampler, final int[] objects, final double[] logReward,
            final long seed, final Progress progress) {
        // with a single walk, the estimate of log P_T(x) is the walk's log P_F(τ) − log P_B(τ|x)
        return Estimate.ofMean(logRatios(logReward,
                sampler.logProbability(objects, logReward.length, 1, seed, progress)));
    }
}
