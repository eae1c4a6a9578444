package org.gflownet4j.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;

/**
 * The law P_T that a policy samples from, exactly, by dynamic programming over all states, level by level:
 * {@code u(s₀) = 1, u(s′) = Σ_s u(s) P_F(s′|s)}; {@code P_T(x) = u(x)} for complete objects and
 * {@code u(x) P_F(stop|x)} for those left by a stop edge. In logarithms, so that the most unlikely objects count. Cost: one
 * network evaluation per state, shared over threads, and one log-sum per edge; eight bytes per state and edge, twice that
 * per edge if P_B is learned.
 */
public final class ExactDistribution {

    /** States per evaluation of the network: the same for any number of threads, and so is the result. */
    private static final int CHUNK = 2048;

    private final StateSpace space;
    private final Conditions conditions;
    /** log P_F of each edge. */
    private final double[] logForward;
    /** log P_B of each edge if it is learned; else of each state, the same for all edges into it. */
    private final double[] logBackward;
    private final boolean learned;
    /** log u of each state. */
    private final double[] logVisits;
    private final double[] logProbability;
    private final Progress progress;

    /**
     * Computes the law in the calling thread.
     *
     * @param space all states of the policy's environment
     * @param policy unconditional
     * @param parameters the policy's
     * @param backend multiplies
     * @param progress asked for cancellation several times a second
     */
    public ExactDistribution(final StateSpace space, final Policy policy, final float[] parameters,
            final ComputeBackend backend, final Progress progress) {
        this(space, policy, parameters, backend, new Workers(1), progress);
    }

    /**
     * Computes the law.
     *
     * @param space all states of the policy's environment
     * @param policy unconditional
     * @param parameters the policy's
     * @param backend multiplies
     * @param workers share the evaluations of the network; the result does not depend on their number
     * @param progress asked for cancellation several times a second
     */
    public ExactDistribution(final StateSpace space, final Policy policy, final float[] parameters,
            final ComputeBackend backend, final Workers workers, final Progress progress) {
        this(space, policy, parameters, OptionalDouble.empty(), backend, workers, progress);
    }

    /**
     * Computes the law at an inverse temperature.
     *
     * @param space all states of the policy's environment
     * @param policy temperature-conditional, if β is given
     * @param parameters the policy's
     * @param beta inverse temperature, above 0; empty for an unconditional policy
     * @param backend multiplies
     * @param workers share the evaluations of the network; the result does not depend on their number
     * @param progress asked for cancellation several times a second
     * @throws IllegalArgumentException in words for a user, if β is missing, unwanted, or no inverse temperature
     */
    public ExactDistribution(final StateSpace space, final Policy policy, final float[] parameters,
            final OptionalDouble beta, final ComputeBackend backend, final Workers workers, final Progress progress) {
        this.conditions = policy.conditions(1, beta);
        this.space = space;
        this.progress = progress;
        this.learned = policy.learnsBackward();
        final int edges = space.edgeStart(space.size());
        this.logForward = new double[edges];
        this.logBackward = new double[learned ? edges : space.size()];
        evaluate(policy, parameters, backend, workers);
        this.logVisits = visits();
        final int[] objects = space.objects();
        this.logProbability = new double[objects.length];
        for (int i = 0; i < objects.length; i++) {
            final int stop = space.stopEdge(objects[i]);
            logProbability[i] = logVisits[objects[i]] + (stop < 0 ? 0 : logForward[stop]);
        }
    }

    /** States are numbered by level, so whatever leads to a state is done before it. */
    private double[] visits() {
        final double[] visits = new double[space.size()];
        Arrays.fill(visits, Double.NEGATIVE_INFINITY);
        visits[0] = 0;
        for (int s = 0; s < space.size(); s++) {
            checkCancelled(s);
            for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
                final int target = space.edgeTarget(e);
                if (target != StateSpace.SINK) {
                    visits[target] = logSum(visits[target], visits[s] + logForward[e]);
                }
            }
        }
        return visits;
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

    private void evaluate(final Policy policy, final float[] parameters, final ComputeBackend backend,
            final Workers workers) {
        final EdgesInto into = learned ? new EdgesInto(space) : null;
        final Queue<EvaluatedStates> spare = new ConcurrentLinkedQueue<>();
        workers.run((space.size() + CHUNK - 1) / CHUNK, chunk -> {
            progress.checkCancelled();
            final EvaluatedStates kept = spare.poll();
            final EvaluatedStates states = kept == null ? policy.newEvaluatedStates() : kept;
            evaluate(policy, parameters, backend, states, chunk * CHUNK, into);
            spare.add(states);
        });
    }

    /** Writes what belongs to the states from {@code from} on alone: edges out of them, and learned P_B into them. */
    private void evaluate(final Policy policy, final float[] parameters, final ComputeBackend backend,
            final EvaluatedStates states, final int from, final EdgesInto into) {
        final Environment environment = space.environment();
        final int width = environment.stateLength();
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
            if (into == null) {
                logBackward[s] = -Math.log(Math.max(1, environment.parentCount(space.states(), s * width)));
            } else {
                for (int i = into.start[s]; i < into.start[s + 1]; i++) {
                    final int e = into.edges[i];
                    logBackward[e] = policy.logLearnedBackward(states, s - from, space.edgeBackwardAction(e));
                }
            }
        }
    }

    /** log P_B of an edge; a stop edge is undone with probability one. */
    private double logBackward(final int edge) {
        final int target = space.edgeTarget(edge);
        if (target == StateSpace.SINK) {
            return 0;
        }
        return logBackward[learned ? edge : target];
    }

    /** The edges that lead to each state. */
    private static final class EdgesInto {
        private final int[] start;
        private final int[] edges;

        EdgesInto(final StateSpace space) {
            start = new int[space.size() + 1];
            final int count = space.edgeStart(space.size());
            for (int e = 0; e < count; e++) {
                if (space.edgeTarget(e) != StateSpace.SINK) {
                    start[space.edgeTarget(e) + 1]++;
                }
            }
            for (int s = 0; s < space.size(); s++) {
                start[s + 1] += start[s];
            }
            edges = new int[start[space.size()]];
            final int[] next = start.clone();
            for (int e = 0; e < count; e++) {
                if (space.edgeTarget(e) != StateSpace.SINK) {
                    edges[next[space.edgeTarget(e)]++] = e;
                }
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
                sum += Math.exp(logVisits[s] + logForward[e]) * (logBackward(e) - logForward[e]);
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
                    final double visit = backwardVisits[space.edgeTarget(e)] * Math.exp(logBackward(e));
                    backwardVisits[s] += visit;
                    sum += visit * (logBackward(e) - logForward[e]);
                }
            }
        }
        return sum;
    }
}
