package org.gflownet4j.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.gflownet4j.env.Environment;
import org.gflownet4j.nn.ReferenceMlp;
import org.gflownet4j.objective.SubTrajectoryBalance.Weighting;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.random.CounterRandom;

/**
 * A slow, obvious version of network, policies and losses in double precision, written from the equations: it walks the
 * same trajectories as the engine (same random numbers), then gives the loss as a function of the parameters.
 */
final class ReferenceLoss {

    private record Edge(int[] from, int action, int[] to, int backwardAction, boolean stop) {
    }

    private final Environment environment;
    private final Architecture architecture;
    private final double[][] conditions;
    private final boolean learnsBackward;
    /** Outputs of each network. */
    private final List<Integer> widths = new ArrayList<>();
    private ToDoubleFunction<int[]> logReward;
    private final Map<String, Double> paths = new HashMap<>();
    /** Outputs for the parameters at hand: a loss asks for the same ones again and again. */
    private final Map<String, double[]> outputs = new HashMap<>();
    private double[] outputsOf = new double[0];
    private final List<List<Edge>> trajectories = new ArrayList<>();
    private double[] walkedWith;
    /** What P_B is computed from if it is detached; empty if it is not. */
    private double[] detached = new double[0];

    ReferenceLoss(final Environment environment, final Architecture architecture, final double[][] conditions) {
        this.environment = environment;
        this.architecture = architecture;
        this.conditions = conditions;
        this.learnsBackward = architecture.backward() == BackwardPolicy.LEARNED && environment.backwardActions() > 1;
        final int backward = learnsBackward ? environment.backwardActions() : 0;
        final int heads = (architecture.stateFlow() ? 1 : 0) + (architecture.stateValue() ? 1 : 0);
        if (architecture.separateTrunks()) {
            for (final int width : new int[]{environment.forwardActions(), backward, heads}) {
                if (width > 0) {
                    widths.add(width);
                }
            }
        } else {
            widths.add(environment.forwardActions() + backward + heads);
        }
    }

    int[][] walk(final double[] parameters, final int count, final long seed, final long stream) {
        walkedWith = parameters;
        final int[][] objects = new int[count][];
        for (int b = 0; b < count; b++) {
            final List<Edge> edges = new ArrayList<>();
            int[] state = new int[environment.stateLength()];
            environment.writeInitial(state, 0);
            boolean stopped = false;
            for (int t = 0; !stopped && !environment.isComplete(state, 0); t++) {
                final double[] p = softMax(network(parameters, 0, state, b), 0, forwardMask(state));
                double left = CounterRandom.uniform(seed, stream + b, t);
                int action = -1;
                for (int a = 0; a < p.length && left >= 0; a++) {
                    if (p[a] > 0) {
                        action = a;
                        left -= p[a];
                    }
                }
                stopped = action == environment.stopAction();
                final int[] next = state.clone();
                final int backward = stopped ? -1 : environment.backwardActionOf(state, 0, action);
                if (!stopped) {
                    environment.step(next, 0, action);
                }
                edges.add(new Edge(state, action, next, backward, stopped));
                state = next;
            }
            trajectories.add(edges);
            objects[b] = state;
        }
        return objects;
    }

    int edges() {
        return trajectories.stream().mapToInt(List::size).sum();
    }

    int longest() {
        return trajectories.stream().mapToInt(List::size).max().orElse(0);
    }

    int shortest() {
        return trajectories.stream().mapToInt(List::size).min().orElse(0);
    }

    /** The loss of an objective, as its paper states it. */
    double loss(final Objective objective, final double[] parameters, final double[] target,
            final ToDoubleFunction<int[]> stateLogReward) {
        this.logReward = stateLogReward;
        if (objective instanceof DetachedBackward given) {
            detached = given.fromTarget() ? target : walkedWith;
            return loss(given.objective(), parameters, target, stateLogReward);
        }
        if (objective instanceof BackwardLikelihood) {
            return backwardLikelihood(parameters);
        }
        if (objective instanceof PathCount count) {
            return pathCount(parameters, target, count.regression());
        }
        if (objective instanceof TrajectoryBalance balance) {
            return trajectoryBalance(parameters, balance.regression());
        }
        if (objective instanceof AugmentedTrajectoryBalance balance) {
            return augmented(parameters, balance.regression());
        }
        if (objective instanceof LogPartitionVariance variance) {
            return logPartitionVariance(parameters, variance.regression());
        }
        if (objective instanceof DetailedBalance balance) {
            return subTrajectories(parameters, Weighting.DETAILED_BALANCE, 1, balance.regression(),
                    balance.forwardLooking());
        }
        if (objective instanceof SubTrajectoryBalance balance) {
            return subTrajectories(parameters, balance.weighting(), balance.lambda(), balance.regression(),
                    balance.forwardLooking());
        }
        if (objective instanceof ModifiedDetailedBalance balance) {
            return modified(parameters, balance.regression());
        }
        if (objective instanceof FlowMatching matching) {
            return flowMatching(parameters, matching.regression(), matching.leafCoefficient());
        }
        return softQ(parameters, target, (SoftQLearning) objective);
    }

    private double logRewardOf(final int b) {
        final List<Edge> edges = trajectories.get(b);
        return logReward.applyAsDouble(edges.get(edges.size() - 1).to());
    }

    /** g(t) with t = backward − forward, from "Beyond Squared Error", table 1 (the square without its ½). */
    private static double g(final Regression regression, final double t) {
        return switch (regression) {
            case SQUARED -> t * t;
            case LINEX_1 -> Math.exp(t) - t - 1;
            case LINEX_HALF -> 4 * Math.exp(t / 2) - 2 * t - 4;
            case SHIFTED_COSH -> 2 * Math.cosh(t) - 2;
        };
    }

    /** log P_B(τ|x) + log R(x) − log P_F(τ). */
    private double backwardMinusForward(final double[] parameters, final int b) {
        double sum = logRewardOf(b);
        for (final Edge edge : trajectories.get(b)) {
            sum += logBackward(parameters, edge, b) - logForward(parameters, edge, b);
        }
        return sum;
    }

    private double backwardLikelihood(final double[] parameters) {
        double sum = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            for (final Edge edge : trajectories.get(b)) {
                sum -= logBackward(parameters, edge, b) / trajectories.size();
            }
        }
        return sum;
    }

    /** log n(parent) as the target has it, against the backward logit. */
    private double pathCount(final double[] parameters, final double[] target, final Regression regression) {
        double sum = 0;
        int edges = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            for (final Edge edge : trajectories.get(b)) {
                if (!edge.stop()) {
                    final boolean[] legal = backwardMask(edge.from());
                    final double[] logits = backwardLogits(target, edge.from(), b);
                    double paths = environment.parentCount(edge.from(), 0) == 0 ? 1 : 0;
                    for (int a = 0; a < legal.length; a++) {
                        paths += legal[a] ? Math.exp(logits[a]) : 0;
                    }
                    sum += g(regression, Math.log(paths)
                            - backwardLogits(parameters, edge.to(), b)[edge.backwardAction()]);
                    edges++;
                }
            }
        }
        return sum / edges;
    }

    private boolean[] backwardMask(final int[] state) {
        final boolean[] legal = new boolean[environment.backwardActions()];
        environment.backwardMask(state, 0, legal, 0);
        return legal;
    }

    private double[] backwardLogits(final double[] parameters, final int[] state, final int b) {
        final int n = architecture.separateTrunks() ? 1 : 0;
        final int from = architecture.separateTrunks() ? 0 : environment.forwardActions();
        return Arrays.copyOfRange(network(parameters, n, state, b), from, from + environment.backwardActions());
    }

    private double trajectoryBalance(final double[] parameters, final Regression regression) {
        double loss = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            loss += g(regression, backwardMinusForward(parameters, b) - parameters[parameters.length - 1])
                    / trajectories.size();
        }
        return loss;
    }

    /** Any function of the state that is positive: what novelty could be. */
    static double intrinsicReward(final int[] state) {
        return 0.01 + CounterRandom.uniform(8, 1, Arrays.hashCode(state));
    }

    /** Equation 4 of the paper, as a ratio of products. */
    private double augmented(final double[] parameters, final Regression regression) {
        double loss = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            final List<Edge> edges = trajectories.get(b);
            final int[] object = edges.get(edges.size() - 1).to();
            double forward = Math.exp(parameters[parameters.length - 1]);
            double backward = Math.exp(logRewardOf(b)) + intrinsicReward(object);
            for (int t = 0; t < edges.size(); t++) {
                final Edge edge = edges.get(t);
                forward *= Math.exp(logForward(parameters, edge, b));
                backward *= Math.exp(logBackward(parameters, edge, b)) + (t == edges.size() - 1 ? 0
                        : intrinsicReward(edge.to()) / Math.exp(logFlow(parameters, edge.to(), b)));
            }
            loss += g(regression, Math.log(backward / forward)) / trajectories.size();
        }
        return loss;
    }

    private double logPartitionVariance(final double[] parameters, final Regression regression) {
        double mean = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            mean += backwardMinusForward(parameters, b) / trajectories.size();
        }
        double loss = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            loss += g(regression, backwardMinusForward(parameters, b) - mean) / trajectories.size();
        }
        return loss;
    }

    /** Each part by itself, and each weight from its definition. */
    private double subTrajectories(final double[] parameters, final Weighting weighting, final double lambda,
            final Regression regression, final boolean forwardLooking) {
        final double[] lossOfLength = new double[longest() + 1];
        final double[] countOfLength = new double[longest() + 1];
        double within = 0;
        double whole = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            final List<Edge> edges = trajectories.get(b);
            double weighted = 0;
            double weights = 0;
            for (int i = 0; i < edges.size(); i++) {
                double t = -flow(parameters, edges.get(i).from(), b, forwardLooking);
                for (int j = i + 1; j <= edges.size(); j++) {
                    final Edge edge = edges.get(j - 1);
                    t += logBackward(parameters, edge, b) - logForward(parameters, edge, b);
                    final double end = j == edges.size() ? logRewardOf(b)
                            : flow(parameters, edge.to(), b, forwardLooking);
                    final double loss = g(regression, t + end);
                    lossOfLength[j - i] += loss;
                    countOfLength[j - i]++;
                    final double weight = weighting == Weighting.EQUAL_WITHIN ? 1 : Math.pow(lambda, j - i);
                    weighted += weight * loss;
                    weights += weight;
                    whole += j - i == edges.size() ? loss / trajectories.size() : 0;
                }
            }
            within += weighted / weights / trajectories.size();
        }
        double geometric = 0;
        double powers = 0;
        for (int n = 1; n < lossOfLength.length; n++) {
            geometric += Math.pow(lambda, n) * lossOfLength[n] / countOfLength[n];
            powers += Math.pow(lambda, n);
        }
        return switch (weighting) {
            case DETAILED_BALANCE -> lossOfLength[1] / countOfLength[1];
            case TRAJECTORY_BALANCE -> whole;
            case EQUAL -> Arrays.stream(lossOfLength).sum() / Arrays.stream(countOfLength).sum();
            case GEOMETRIC -> geometric / powers;
            default -> within;
        };
    }

    private double flow(final double[] parameters, final int[] state, final int b, final boolean forwardLooking) {
        return logFlow(parameters, state, b) + (forwardLooking ? logReward.applyAsDouble(state) : 0);
    }

    private double modified(final double[] parameters, final Regression regression) {
        double loss = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            for (final Edge edge : trajectories.get(b)) {
                if (!edge.stop()) {
                    final double t = logReward.applyAsDouble(edge.to()) + logBackward(parameters, edge, b)
                            + logStop(parameters, edge.from(), b) - logReward.applyAsDouble(edge.from())
                            - logForward(parameters, edge, b) - logStop(parameters, edge.to(), b);
                    loss += g(regression, t) / (edges() - trajectories.size());
                }
            }
        }
        return loss;
    }

    private double logStop(final double[] parameters, final int[] state, final int b) {
        return Math.log(softMax(network(parameters, 0, state, b), 0, forwardMask(state))[environment.stopAction()]);
    }

    private double flowMatching(final double[] parameters, final Regression regression, final double leaf) {
        double loss = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            for (final Edge edge : trajectories.get(b)) {
                final boolean last = edge.stop() || environment.isComplete(edge.to(), 0);
                final double t;
                if (edge.stop()) {
                    t = logRewardOf(b) - network(parameters, 0, edge.from(), b)[edge.action()];
                } else {
                    t = (last ? logRewardOf(b) : Math.log(outflow(parameters, edge.to(), b)))
                            - Math.log(inflow(parameters, edge.to(), b));
                }
                loss += (last ? leaf : 1) * g(regression, t) / edges();
            }
        }
        return loss;
    }

    private double outflow(final double[] parameters, final int[] state, final int b) {
        final double[] logits = network(parameters, 0, state, b);
        final boolean[] legal = forwardMask(state);
        double sum = 0;
        for (int a = 0; a < legal.length; a++) {
            sum += legal[a] ? Math.exp(logits[a]) : 0;
        }
        return sum;
    }

    private double inflow(final double[] parameters, final int[] state, final int b) {
        final boolean[] legal = new boolean[environment.backwardActions()];
        environment.backwardMask(state, 0, legal, 0);
        double sum = 0;
        for (int a = 0; a < legal.length; a++) {
            if (legal[a]) {
                final int[] parent = state.clone();
                final int forward = environment.forwardActionOf(parent, 0, a);
                environment.stepBack(parent, 0, a);
                sum += Math.exp(network(parameters, 0, parent, b)[forward]);
            }
        }
        return sum;
    }

    /** The target depends on the target's parameters alone: it has no derivative. */
    private double softQ(final double[] parameters, final double[] target, final SoftQLearning objective) {
        final double lambda = 1 / (1 - objective.alpha());
        double loss = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            for (final Edge edge : trajectories.get(b)) {
                final double q = lambda * network(parameters, 0, edge.from(), b)[edge.action()];
                double y = edge.stop() || environment.isComplete(edge.to(), 0) ? logRewardOf(b)
                        : lambda * Math.log(outflow(target, edge.to(), b));
                y += objective.alpha() * Math.max(lambda * logForward(target, edge, b), objective.clip());
                y += objective.backwardReward() ? logBackward(parameters, edge, b) : 0;
                loss += g(objective.regression(), y - q) / edges();
            }
        }
        return loss;
    }

    private double logForward(final double[] parameters, final Edge edge, final int b) {
        return Math.log(softMax(network(parameters, 0, edge.from(), b), 0, forwardMask(edge.from()))[edge.action()]);
    }

    private double logBackward(final double[] parameters, final Edge edge, final int b) {
        if (edge.stop()) {
            return 0;
        }
        final boolean[] legal = backwardMask(edge.to());
        if (architecture.backward() == BackwardPolicy.MAXIMUM_ENTROPY) {
            return Math.log(paths(edge.from()) / paths(edge.to()));
        }
        if (!learnsBackward) {
            int parents = 0;
            for (final boolean one : legal) {
                parents += one ? 1 : 0;
            }
            return -Math.log(parents);
        }
        return Math.log(softMax(backwardLogits(detached.length > 0 ? detached : parameters, edge.to(), b), 0,
                legal)[edge.backwardAction()]);
    }

    /** Number of paths from the source, one parent after the other. */
    private double paths(final int[] state) {
        final Double known = paths.get(Arrays.toString(state));
        if (known != null) {
            return known;
        }
        final boolean[] legal = new boolean[environment.backwardActions()];
        environment.backwardMask(state, 0, legal, 0);
        double sum = environment.parentCount(state, 0) == 0 ? 1 : 0;
        for (int a = 0; a < legal.length; a++) {
            if (legal[a]) {
                final int[] parent = state.clone();
                environment.stepBack(parent, 0, a);
                sum += paths(parent);
            }
        }
        paths.put(Arrays.toString(state), sum);
        return sum;
    }

    private double logFlow(final double[] parameters, final int[] state, final int b) {
        final double[] outputs = network(parameters, widths.size() - 1, state, b);
        return outputs[outputs.length - (architecture.stateValue() ? 2 : 1)];
    }

    private boolean[] forwardMask(final int[] state) {
        final boolean[] legal = new boolean[environment.forwardActions()];
        environment.forwardMask(state, 0, legal, 0);
        return legal;
    }

    private static double[] softMax(final double[] logits, final int from, final boolean[] legal) {
        final double[] p = new double[legal.length];
        double sum = 0;
        for (int a = 0; a < p.length; a++) {
            p[a] = legal[a] ? Math.exp(logits[from + a]) : 0;
            sum += p[a];
        }
        for (int a = 0; a < p.length; a++) {
            p[a] /= sum;
        }
        return p;
    }

    /** Plain dense networks on the expanded one-hot input and the condition, one behind the other. */
    private double[] network(final double[] parameters, final int number, final int[] state, final int b) {
        if (parameters != outputsOf) {
            outputs.clear();
            outputsOf = parameters;
        }
        return outputs.computeIfAbsent(number + Arrays.toString(state) + Arrays.toString(conditions[b]),
                key -> compute(parameters, number, state, b));
    }

    private double[] compute(final double[] parameters, final int number, final int[] state, final int b) {
        int at = 0;
        double[] result = null;
        for (int n = 0; n <= number; n++) {
            double[] layer = new double[environment.features() + conditions[b].length];
            final int[] active = new int[environment.maxActiveFeatures()];
            final int count = environment.encode(state, 0, active, 0);
            for (int i = 0; i < count; i++) {
                layer[active[i]] = 1;
            }
            System.arraycopy(conditions[b], 0, layer, environment.features(), conditions[b].length);
            for (int depth = 0; depth <= architecture.hidden().size(); depth++) {
                final boolean last = depth == architecture.hidden().size();
                final double[] next = new double[last ? widths.get(n) : architecture.hidden().get(depth)];
                for (int j = 0; j < next.length; j++) {
                    next[j] = parameters[at + layer.length * next.length + j];
                    for (int i = 0; i < layer.length; i++) {
                        next[j] += layer[i] * parameters[at + i * next.length + j];
                    }
                    next[j] = last ? next[j] : ReferenceMlp.value(architecture.activation(), next[j]);
                }
                at += (layer.length + 1) * next.length;
                layer = next;
            }
            result = layer;
        }
        return result;
    }
}
