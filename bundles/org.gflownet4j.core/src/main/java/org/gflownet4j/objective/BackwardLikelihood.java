package org.gflownet4j.objective;

import java.util.EnumSet;
import java.util.Set;

/**
 * Maximum likelihood of the backward policy on given trajectories:
 *
 * <pre>
 * loss = −mean over τ of Σ_t log P_B(s_t|s_{t+1}).
 * </pre>
 *
 * <p>On fresh trajectories of P_F this is <em>trajectory likelihood maximisation</em> (Gritsaev et al., ICLR 2025): its minimum
 * is the law of P_F's own trajectories given their object. On trajectories that were observed not long ago it is the
 * <em>pessimistic</em> backward policy (Jang et al., NeurIPS 2024): flow to an object that was seen runs through what was
 * seen. Says nothing of P_F, which another objective trains.
 */
public record BackwardLikelihood() implements BackwardObjective {

    @Override
    public Set<Quantity> reads() {
        return EnumSet.of(Quantity.LOG_BACKWARD);
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        final double share = 1.0 / values.trajectories();
        double loss = 0;
        for (int e = 0; e < values.edges(); e++) {
            loss -= share * values.logBackward[e];
            derivatives.logBackward[e] = -share;
        }
        return loss;
    }

    @Override
    public String title() {
        return "likelihood of the backward policy";
    }
}
