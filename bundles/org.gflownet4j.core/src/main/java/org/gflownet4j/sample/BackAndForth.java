package org.gflownet4j.sample;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.reward.LogReward;

/**
 * Carries out {@link LocalSearch}, for many objects (chains) at a time: every level of every walk is one evaluation of the
 * network for all of them.
 *
 * <p><b>One round.</b> Let T(x) be the number of edges of a trajectory to x; graphs are graded, so it depends on x alone. Of an
 * object x, a number of edges k is drawn from ρ(k | x) and taken back: a stop edge first, if x ends with one, then steps
 * of P_B. They are the path b, from a state s to x. From s, P_F is followed to the end: the path f, of ℓ edges, to an object
 * x′. So the move (b, f) is drawn with probability
 * <pre>  q(b, f | x) = ρ(k | x) P_B(b | x) P_F(f | s)</pre>
 * where P_B(b | x) is the product over the edges of b, a stop edge counting as 1, and P_F(f | s) that over the edges of f.
 *
 * <p><b>Acceptance.</b> The move from x′ that takes f back and then follows b leads to x; call it Φ(x, b, f) = (x′, f, b). Φ is its
 * own inverse. Metropolis–Hastings on the triples (x, b, f), whose law is R(x)^β q(b, f | x), with Φ as proposal accepts
 * with probability min(1, A),
 * <pre>  A = R(x′)^β ρ(ℓ | x′) P_B(f | x′) P_F(b | s) / ( R(x)^β ρ(k | x) P_B(b | x) P_F(f | s) )</pre>
 * and leaves that law as it is, so also its marginal R^β / Σ R^β, whatever the policy: each round draws b and f anew, and the
 * q of all moves from x sum to 1. No sum over paths is needed, as the pair of paths that was walked is part of the
 * state. For a policy in balance, R(x) P_B(τ | x) = Z P_F(τ), all but ρ and β cancels, and every move is accepted.
 *
 * <p><b>How far back.</b> ρ must give the way back a chance: ρ(ℓ | x′) &gt; 0. Without a stop action, rebuilding takes as many
 * steps as were taken back (unless it chooses another length from s₀ on), and k = min(K, T(x)), as published. With
 * one, f may stop anywhere, so a fixed k would only ever lead to objects of the same T. There k is uniform on 1 …
 * min(K, T(x)), and A has the factor min(K, T(x)) / min(K, T(x′)); what is rebuilt in more than K steps has no way back, and is
 * not accepted. With K = 1 such a chain would only take back stops and never move.
 *
 * <p>The chain need not reach every object: in a space that only appends, K letters at the end change. Its law stays all the
 * same.
 *
 * <p><b>In training</b> every candidate, accepted or not, becomes a trajectory of the batch: the walk back is gone on with
 * to s₀, its first T(x) − k edges are kept, and f follows. To expand x′ backward anew, as replay does, would be as valid
 * (objectives that may be used here hold for every trajectory), but would evaluate the network on other states than those that the
 * move took anyway, and would not train on what P_F did. The path by which x itself came about is of no use: P_B leaves it.
 */
final class BackAndForth {

    /** What random numbers are for; 1 to 3 are the sampler's. */
    private static final long CHOICE = 4;
    private static final long BACK = 5;
    private static final long FORTH = 6;

    private final Edges batch;
    private final ForwardWalk forward;
    private final BackwardWalk backward;
    private final Environment environment;
    private final Conditions conditions;
    /** Of each chain: where it is, {@code [chain][stateLength]}, log R there, and T. */
    private final int[] object;
    private final double[] logReward;
    private final int[] edges;
    /** Of each chain, in a round: k, T(s) as far as it is walked, log A. */
    private final int[] undone;
    private final int[] kept;
    private final double[] logRatio;
    /** {@code [candidate][stateLength]}: those that are objects, one behind the other, and their log R. */
    private final int[] candidate;
    private final double[] candidateLogReward;
    private final int[] scratch;
    private final boolean[] legal;
    private long accepted;

    BackAndForth(final Edges batch, final ForwardWalk forward, final BackwardWalk backward) {
        this.batch = batch;
        this.forward = forward;
        this.backward = backward;
        this.environment = batch.policy().environment();
        final int chains = batch.capacity();
        final int width = environment.stateLength();
        this.conditions = Conditions.none(chains);
        this.object = new int[chains * width];
        this.logReward = new double[chains];
        this.edges = new int[chains];
        this.undone = new int[chains];
        this.kept = new int[chains];
        this.logRatio = new double[chains];
        this.candidate = new int[chains * width];
        this.candidateLogReward = new double[chains];
        this.scratch = new int[width];
        this.legal = new boolean[environment.backwardActions()];
    }

    /** How many candidates were accepted so far. */
    long accepted() {
        return accepted;
    }

    /** Where a chain is. */
    void copyObject(final int chain, final int[] target, final int at) {
        System.arraycopy(object, chain * scratch.length, target, at, scratch.length);
    }

    /** log R of where a chain is. */
    double logReward(final int chain) {
        return logReward[chain];
    }

    /**
     * Fills a batch that is begun: fresh trajectories, and as many rounds from the first of them as there is room for.
     *
     * @param exploration of the fresh ones; candidates are rebuilt by P_F itself, or A would not be right
     * @param logRewards gets log R of the objects that the trajectories end in
     */
    void fill(final ComputeBackend backend, final float[] parameters, final Exploration exploration,
            final LocalSearch search, final LogReward reward, final double[] logRewards, final long seed,
            final long stream) {
        final int count = batch.count();
        final int chains = Math.max(1, count / (search.rounds() + 1));
        final int rounds = Math.min(search.rounds(), count / chains - 1);
        final int fresh = count - rounds * chains;
        batch.start(0, fresh);
        // numbered without gaps, so that tempered ones are spread evenly over the fresh ones
        forward.draw(backend, parameters, 0, fresh, Integer.MAX_VALUE, exploration, stream * fresh / count, seed,
                stream);
        reward.logRewards(batch.current(), fresh, conditions, logReward);
        for (int b = 0; b < fresh; b++) {
            logRewards[b] = logReward[b];
            edges[b] = batch.length(b);
        }
        System.arraycopy(batch.current(), 0, object, 0, chains * scratch.length);
        for (int first = fresh; first < count; first += chains) {
            round(backend, parameters, first, chains, true, search, reward, seed, stream + first);
            for (int c = 0; c < chains; c++) {
                logRewards[first + c] = candidateLogReward[c];
            }
        }
    }

    /** Puts the chains into given objects. */
    void startAt(final int[] objects, final int at, final int chains, final LogReward reward) {
        System.arraycopy(objects, at, object, 0, chains * scratch.length);
        reward.logRewards(object, chains, conditions, logReward);
        for (int c = 0; c < chains; c++) {
            edges[c] = edgesTo(c);
        }
    }

    /** T(x), by any way back. */
    private int edgesTo(final int chain) {
        copyObject(chain, scratch, 0);
        int count = environment.isComplete(scratch, 0) ? 0 : 1;
        while (environment.parentCount(scratch, 0) > 0) {
            environment.backwardMask(scratch, 0, legal, 0);
            int action = 0;
            while (!legal[action]) {
                action++;
            }
            environment.stepBack(scratch, 0, action);
            count++;
        }
        return count;
    }

    /** One round of all chains in a batch that has nothing else in it. */
    void round(final ComputeBackend backend, final float[] parameters, final int chains, final LocalSearch search,
            final LogReward reward, final long seed, final long stream) {
        batch.begin(chains, conditions);
        round(backend, parameters, 0, chains, false, search, reward, seed, stream);
    }

    /**
     * One round of all chains.
     *
     * @param first trajectory of the batch that becomes the first chain's candidate; the others follow
     * @param whole whether candidates become trajectories from s₀ on, each to its end
     * @param stream random stream of the first chain; the others follow
     */
    private void round(final ComputeBackend backend, final float[] parameters, final int first, final int chains,
            final boolean whole, final LocalSearch search, final LogReward reward, final long seed,
            final long stream) {
        final long choice = CounterRandom.bits(seed, Long.MIN_VALUE, CHOICE);
        for (int c = 0; c < chains; c++) {
            final int most = Math.min(search.steps(), edges[c]);
            undone[c] = stops() ? 1 + (int) (CounterRandom.uniform(choice, stream + c, 0) * most) : most;
            kept[c] = whole ? Integer.MAX_VALUE : undone[c];
            batch.place(first + c, object, c * scratch.length);
        }
        backward.draw(backend, parameters, first, first + chains, kept,
                CounterRandom.bits(seed, Long.MIN_VALUE, BACK), stream);
        for (int c = 0; c < chains; c++) {
            kept[c] = batch.length(first + c) - undone[c];
            logRatio[c] = logWeight(first + c, kept[c]) - logChance(undone[c], edges[c], search.steps());
            batch.cut(first + c, kept[c]);
        }
        final boolean needsWayBack = search.acceptance() == LocalSearch.Acceptance.METROPOLIS_HASTINGS;
        forward.draw(backend, parameters, first, first + chains,
                !whole && needsWayBack ? search.steps() : Integer.MAX_VALUE, Exploration.NONE, 0,
                CounterRandom.bits(seed, Long.MIN_VALUE, FORTH), stream);
        computeRewards(first, chains, reward);
        for (int c = 0; c < chains; c++) {
            final int rebuilt = batch.length(first + c) - kept[c];
            final int candidateEdges = edges[c] - undone[c] + rebuilt;
            logRatio[c] += search.inverseTemperature() * (candidateLogReward[c] - logReward[c])
                    + logChance(rebuilt, candidateEdges, search.steps()) - logWeight(first + c, kept[c]);
            // rewards that are no numbers are accepted by neither
            final boolean accepts = needsWayBack
                    ? Math.log(CounterRandom.uniform(choice, stream + c, 1)) < logRatio[c]
                    : candidateLogReward[c] > logReward[c];
            if (accepts) {
                System.arraycopy(batch.current(), (first + c) * scratch.length, object, c * scratch.length,
                        scratch.length);
                logReward[c] = candidateLogReward[c];
                edges[c] = candidateEdges;
                accepted++;
            }
        }
    }

    private boolean stops() {
        return environment.stopAction() != Environment.NO_STOP;
    }

    /** log ρ(k | x), where T(x) is given; −∞ if so many edges are never taken back. */
    private double logChance(final int back, final int ofEdges, final int steps) {
        final int most = Math.min(steps, ofEdges);
        if (stops()) {
            return back <= most ? -Math.log(most) : Double.NEGATIVE_INFINITY;
        }
        return back == most ? 0 : Double.NEGATIVE_INFINITY;
    }

    /** log P_F − log P_B of the edges of a trajectory from one on. */
    private double logWeight(final int b, final int from) {
        double sum = 0;
        for (int t = from; t < batch.length(b); t++) {
            sum += batch.logForward(b, t) - batch.logBackward(b, t);
        }
        return sum;
    }

    /** log R of the candidates that are objects; −∞ for the others, whose walk was given up. */
    private void computeRewards(final int first, final int chains, final LogReward reward) {
        final int width = scratch.length;
        int count = 0;
        for (int c = 0; c < chains; c++) {
            if (isObject(first + c)) {
                System.arraycopy(batch.current(), (first + c) * width, candidate, count * width, width);
                count++;
            }
        }
        if (count > 0) {
            reward.logRewards(candidate, count, conditions, candidateLogReward);
        }
        // from the last on, so that nothing is overwritten that is still needed
        for (int c = chains - 1; c >= 0; c--) {
            candidateLogReward[c] = isObject(first + c) ? candidateLogReward[--count] : Double.NEGATIVE_INFINITY;
        }
    }

    private boolean isObject(final int b) {
        return batch.stops(b) || environment.isComplete(batch.current(), b * scratch.length);
    }
}
