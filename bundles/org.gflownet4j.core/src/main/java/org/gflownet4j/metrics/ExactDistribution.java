package org.gflownet4j.metrics;

import java.util.Arrays;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;

/**
 * The law P_T that a policy samples from, exactly, by dynamic programming over all states:
 * {@code u(s₀) = 1, u(s′) = Σ_s u(s) P_F(s′|s)}; {@code P_T(x) = u(x)} for complete objects and
 * {@code u(x) P_F(stop|x)} for those left by a stop edge. In logarithms, so that the most unlikely objects count. Cost: one
 * network evaluation per state, one log-sum per edge.
 */
public final class ExactDistribution {

    private static final int CHUNK = 2048;

    private final StateSpace space;
    /** log P_F and log P_B of each edge. */
    private final double[] logForward;
    private final double[] logBackward;
    /** log u of each state. */
    private final double[] logVisits;
    private final double[] logProbability;
    private final Progress progress;

    /**
     * Computes the law.
     *
     * @param space all states of the policy's environment
     * @param policy unconditional
     * @param parameters the policy's
     * @param backend multiplies
     * @param progress asked for cancellation several times a second
     */
    public ExactDistribution(final StateSpace space, final Policy policy, final float[] parameters,
            final ComputeBackend backend, final Progress progress) {
        this.space = space;
        this.progress = progress;
        final int edges = space.edgeStart(space.size());
        this.logForward = new double[edges];
        this.logBackward = new double[edges];
        evaluate(policy, parameters, backend);
        this.logVisits = new double[space.size()];
        Arrays.fill(logVisits, Double.NEGATIVE_INFINITY);
        logVisits[0] = 0;
        for (int s = 0; s < space.size(); s++) {
            checkCancelled(s);
            for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
                final int target = space.edgeTarget(e);
                if (target != StateSpace.SINK) {
                    logVisits[target] = logSum(logVisits[target], logVisits[s] + logForward[e]);
                }
            }
        }
        final int[] objects = space.objects();
        this.logProbability = new double[objects.length];
        for (int i = 0; i < objects.length; i++) {
            final int stop = space.stopEdge(objects[i]);
            logProbability[i] = logVisits[objects[i]] + (stop < 0 ? 0 : logForward[stop]);
        }
    }

    private void checkCancelled(final int state) {
        if (state % CHUNK == 0) {
            progress.checkCancelled();
        }
    }

    /** log(exp a + exp b). */
    private static double logSum(final double a, final double b) {
        final double highest = Math.max(a, b);
        return highest == Double.NEGATIVE_INFINITY ? highest : highest + Math.log1p(Math.exp(Math.min(a, b) - highest));
    }

    private void evaluate(final Policy policy, final float[] parameters, final ComputeBackend backend) {
        final Environment environment = space.environment();
        final int width = environment.stateLength();
        final int backwardActions = environment.backwardActions();
        final double[] learned = policy.learnsBackward() ? new double[space.size() * backwardActions] : new double[0];
        final EvaluatedStates states = policy.newEvaluatedStates();
        final Conditions conditions = Conditions.none(1);
        for (int from = 0; from < space.size(); from += CHUNK) {
            progress.checkCancelled();
            final int to = Math.min(space.size(), from + CHUNK);
            states.clear();
            for (int s = from; s < to; s++) {
                states.add(space.states(), s * width, conditions, 0);
            }
            policy.evaluate(backend, parameters, states);
            for (int s = from; s < to; s++) {
                for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
                    logForward[e] = policy.logForward(states, s - from, space.edgeAction(e));
                }
                for (int a = 0; a < backwardActions && learned.length > 0; a++) {
                    learned[s * backwardActions + a] = policy.logLearnedBackward(states, s - from, a);
                }
            }
        }
        for (int e = 0; e < logBackward.length; e++) {
            final int target = space.edgeTarget(e);
            if (target != StateSpace.SINK) {
                logBackward[e] = learned.length > 0 ? learned[target * backwardActions + space.edgeBackwardAction(e)]
                        : -Math.log(environment.parentCount(space.states(), target * width));
            }
        }
    }

    /**
     * P_T of each object.
     *
     * @return in the order of {@link StateSpace#objects()}; sums to 1
     */
    public double[] probability() {
        return Arrays.stream(logProbability).map(Math::exp).toArray();
    }

    /**
     * log P_T of each object.
     *
     * @return in the order of {@link StateSpace#objects()}; nats, finite
     */
    public double[] logProbability() {
        return logProbability;
    }

    /**
     * ELBO: {@code E_{τ∼P_F}[log R(x) + Σ log P_B − Σ log P_F] ≤ log Z}, exactly.
     *
     * @param logReward of each object
     * @return nats
     */
    public double elbo(final double[] logReward) {
        double sum = 0;
        for (int i = 0; i < logProbability.length; i++) {
            sum += Math.exp(logProbability[i]) * logReward[i];
        }
        for (int s = 0; s < space.size(); s++) {
            checkCancelled(s);
            for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
                sum += Math.exp(logVisits[s] + logForward[e]) * (logBackward[e] - logForward[e]);
            }
        }
        return sum;
    }

    /**
     * EUBO: {@code E_{x∼p*, τ∼P_B(·|x)}[log R(x) + Σ log P_B − Σ log P_F] ≥ log Z}, exactly.
     *
     * @param target what should be sampled from
     * @return nats
     */
    public double eubo(final TargetDistribution target) {
        final double[] backwardVisits = new double[space.size()];
        final int[] objects = space.objects();
        double sum = 0;
        for (int i = 0; i < objects.length; i++) {
            final double p = target.probability()[i];
            backwardVisits[objects[i]] = p;
            sum += p * target.logReward()[i];
            final int stop = space.stopEdge(objects[i]);
            if (stop >= 0) {
                sum -= p * logForward[stop];
            }
        }
        for (int s = space.size() - 1; s >= 0; s--) {
            checkCancelled(s);
            for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
                if (space.edgeTarget(e) != StateSpace.SINK) {
                    final double visit = backwardVisits[space.edgeTarget(e)] * Math.exp(logBackward[e]);
                    backwardVisits[s] += visit;
                    sum += visit * (logBackward[e] - logForward[e]);
                }
            }
        }
        return sum;
    }
}
