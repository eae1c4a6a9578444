package org.gflownet4j.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import org.gflownet4j.env.Environment;
import org.gflownet4j.nn.ReferenceMlp;
import org.gflownet4j.objective.SubTrajectoryBalance.Weighting;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Scoring;
import org.gflownet4j.policy.TemperatureInput;
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
    /** How β is seen, which is then the only condition. */
    private final Optional<TemperatureInput> temperature;
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
        this(environment, architecture, conditions, Optional.empty());
    }

    ReferenceLoss(final Environment environment, final Architecture architecture, final double[][] conditions,
            final Optional<TemperatureInput> temperature) {
        this.temperature = temperature;
        this.environment = environment;
        this.architecture = architecture;
        this.conditions = conditions;
        this.learnsBackward = architecture.backward() == BackwardPolicy.LEARNED && environment.backwardActions() > 1;
        final int backward = learnsBackward ? environment.backwardActions() : 0;
        final int heads = (architecture.stateFlow() ? 1 : 0) + (architecture.stateValue() ? 1 : 0);
        if (scoresNextStates()) {
            final int encoding = 2 * vector();
            for (final int width : new int[]{encoding, learnsBackward ? encoding : 0, heads}) {
                if (width > 0) {
                    widths.add(width);
                }
            }
        } else if (architecture.separateTrunks()) {
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
        return logReward(edges.get(edges.size() - 1).to(), b);
    }

    /** β log R. */
    private double logReward(final int[] state, final int b) {
        return (temperature.isPresent() ? conditions[b][0] : 1) * logReward.applyAsDouble(state);
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
            loss += g(regression, backwardMinusForward(parameters, b) - logPartition(parameters, b))
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
            double forward = Math.exp(logPartition(parameters, b));
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

    /** Trajectories of one β are compared with each other. */
    private double logPartitionVariance(final double[] parameters, final Regression regression) {
        double loss = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            double mean = 0;
            int alike = 0;
            for (int other = b; other >= 0 && isComparable(other, b); other--) {
                mean += backwardMinusForward(parameters, other);
                alike++;
            }
            for (int other = b + 1; other < trajectories.size() && isComparable(other, b); other++) {
                mean += backwardMinusForward(parameters, other);
                alike++;
            }
            loss += g(regression, backwardMinusForward(parameters, b) - mean / alike) / trajectories.size();
        }
        return loss;
    }

    /** Whether neighbours have the same log Z. */
    private boolean isComparable(final int other, final int b) {
        return temperature.isEmpty() || conditions[other][0] == conditions[b][0];
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
        return logFlow(parameters, state, b) + (forwardLooking ? logReward(state, b) : 0);
    }

    private double modified(final double[] parameters, final Regression regression) {
        double loss = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            for (final Edge edge : trajectories.get(b)) {
                if (!edge.stop()) {
                    final double t = logReward(edge.to(), b) + logBackward(parameters, edge, b)
                            + logStop(parameters, edge.from(), b) - logReward(edge.from(), b)
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
        if (scoresNextStates() && number < encoders()) {
            return scaled(parameters, number, b, scores(parameters, number, state, b));
        }
        return scaled(parameters, number, b,
                trunk(parameters, number, state, b, scoresNextStates() ? new double[0] : shift(parameters, number, b)));
    }

    private double[] trunk(final double[] parameters, final int number, final int[] state, final int b,
            final double[] shift) {
        final int dense = temperature.isPresent() ? 0 : conditions[b].length;
        final double[] input = new double[environment.features() + dense];
        final int[] active = new int[environment.maxActiveFeatures()];
        final int count = environment.encode(state, 0, active, 0);
        for (int i = 0; i < count; i++) {
            input[active[i]] = 1;
        }
        System.arraycopy(conditions[b], 0, input, environment.features(), dense);
        return dense(parameters, offset(number, input.length), input, architecture.hidden(), widths.get(number), shift);
    }

    /** Where a network's parameters begin; a scorer follows its encoder. */
    private int offset(final int number, final int inputs) {
        int at = 0;
        for (int n = 0; n < number; n++) {
            at += size(inputs, architecture.hidden(), widths.get(n)) + (n < encoders() ? 3 * vector() + 1 : 0);
        }
        return at;
    }

    private boolean scoresNextStates() {
        return architecture.scoring() == Scoring.NEXT_STATES;
    }

    private int encoders() {
        return scoresNextStates() ? learnsBackward ? 2 : 1 : 0;
    }

    private int vector() {
        return architecture.hidden().get(architecture.hidden().size() - 1);
    }

    /** w · f(first half of the state's encoding + second half of the next one's + b + vector of β) + c. */
    private double[] scores(final double[] parameters, final int number, final int[] state, final int b) {
        final int actions = number == 0 ? environment.forwardActions() : environment.backwardActions();
        final boolean[] legal = new boolean[actions];
        if (number == 1) {
            environment.backwardMask(state, 0, legal, 0);
        } else if (!environment.isComplete(state, 0)) {
            environment.forwardMask(state, 0, legal, 0);
        }
        final int width = vector();
        final int at = offset(number, environment.features()) + size(environment.features(), architecture.hidden(),
                widths.get(number));
        final double[] ofState = trunk(parameters, number, state, b, new double[0]);
        final double[] shift = shift(parameters, number, b);
        final double[] scores = new double[actions];
        for (int action = 0; action < actions; action++) {
            if (!legal[action]) {
                continue;
            }
            final boolean stops = number == 0 && action == environment.stopAction();
            final int[] next = state.clone();
            if (number == 1) {
                environment.stepBack(next, 0, action);
            } else if (!stops) {
                environment.step(next, 0, action);
            }
            final double[] ofNext = stops ? new double[0] : trunk(parameters, number, next, b, new double[0]);
            scores[action] = parameters[at + 3 * width];
            for (int i = 0; i < width; i++) {
                final double sum = ofState[i] + (stops ? parameters[at + 2 * width + i] : ofNext[width + i])
                        + parameters[at + i] + (shift.length > 0 ? shift[i] : 0);
                scores[action] += parameters[at + width + i]
                        * ReferenceMlp.value(architecture.activation(), sum);
            }
        }
        return scores;
    }

    private static int size(final int inputs, final List<Integer> hidden, final int outputs) {
        int size = 0;
        int width = inputs;
        for (int depth = 0; depth <= hidden.size(); depth++) {
            final int next = depth == hidden.size() ? outputs : hidden.get(depth);
            size += (width + 1) * next;
            width = next;
        }
        return size;
    }

    /** A plain dense network, to whose first layer's linear output something may be added. */
    private double[] dense(final double[] parameters, final int from, final double[] input, final List<Integer> hidden,
            final int outputs, final double[] shift) {
        int at = from;
        double[] layer = input;
        for (int depth = 0; depth <= hidden.size(); depth++) {
            final boolean last = depth == hidden.size();
            final double[] next = new double[last ? outputs : hidden.get(depth)];
            for (int j = 0; j < next.length; j++) {
                next[j] = parameters[at + layer.length * next.length + j]
                        + (depth == 0 && shift.length > 0 ? shift[j] : 0);
                for (int i = 0; i < layer.length; i++) {
                    next[j] += layer[i] * parameters[at + i * next.length + j];
                }
                next[j] = last ? next[j] : ReferenceMlp.value(architecture.activation(), next[j]);
            }
            at += (layer.length + 1) * next.length;
            layer = next;
        }
        return layer;
    }

    /** Parameters of the networks of states. */
    private int trunks() {
        return offset(widths.size(), environment.features());
    }

    private double[] encodedBeta(final int b) {
        final TemperatureInput input = temperature.orElseThrow();
        final double beta = conditions[b][0];
        if (input.encoding() == TemperatureInput.Encoding.LOGARITHM) {
            final double middle = Math.sqrt(input.lowest() * input.highest());
            return new double[]{Math.log(beta / middle) / Math.log(input.highest() / middle)};
        }
        final double[] lamps = new double[32];
        for (int i = 0; i < 32; i++) {
            final double from = input.lowest() + (input.highest() - input.lowest()) * i / 32;
            lamps[i] = Math.max(0, Math.min(1, (beta - from) / ((input.highest() - input.lowest()) / 32)));
        }
        return lamps;
    }

    /** Factors and terms; with scores of next states there are some in any case. */
    private int scalars() {
        return temperature.orElseThrow().entry() == TemperatureInput.Entry.LAYER && !scoresNextStates() ? 0 : 7;
    }

    private int outputsOfBeta() {
        final int vectors = scoresNextStates() ? encoders() * vector() : widths.size() * architecture.hidden().get(0);
        return scalars() + (temperature.orElseThrow().entry() == TemperatureInput.Entry.LOGIT ? 0 : vectors);
    }

    private double[] ofBeta(final double[] parameters, final int b) {
        return dense(parameters, trunks(), encodedBeta(b), List.of(32, 32), outputsOfBeta(), new double[0]);
    }

    private double[] shift(final double[] parameters, final int network, final int b) {
        if (temperature.isEmpty() || temperature.get().entry() == TemperatureInput.Entry.LOGIT) {
            return new double[0];
        }
        final int width = scoresNextStates() ? vector() : architecture.hidden().get(0);
        final int from = scalars() + network * width;
        return Arrays.copyOfRange(ofBeta(parameters, b), from, from + width);
    }

    /** f(β)·logit, f = ELU + 1; the forward logits with a term that P_F does not see; a(β) φ(s) + b(β). */
    private double[] scaled(final double[] parameters, final int network, final int b, final double[] outputs) {
        if (temperature.isEmpty() || scalars() == 0) {
            return outputs;
        }
        final double[] beta = ofBeta(parameters, b);
        if (temperature.get().entry() == TemperatureInput.Entry.LAYER) {
            // positive(0) is 1
            beta[0] = 0;
            beta[1] = 0;
        }
        final boolean apart = architecture.separateTrunks();
        final int forward = environment.forwardActions();
        final int backward = learnsBackward ? environment.backwardActions() : 0;
        final int backwardNetwork = apart ? 1 : 0;
        for (int i = 0; i < outputs.length; i++) {
            if (network == 0 && i < forward) {
                outputs[i] = positive(beta[0]) * outputs[i] + beta[2];
            } else if (backward > 0 && network == backwardNetwork && i < (apart ? backward : forward + backward)) {
                outputs[i] = positive(beta[1]) * outputs[i];
            } else if (architecture.stateFlow() && i == outputs.length - (architecture.stateValue() ? 2 : 1)) {
                outputs[i] = positive(beta[3]) * outputs[i] + beta[4];
            } else {
                outputs[i] = positive(beta[5]) * outputs[i] + beta[6];
            }
        }
        return outputs;
    }

    private static double positive(final double x) {
        return 1 + (x > 0 ? x : Math.expm1(x));
    }

    /** z + slope·β/highest + network. */
    private double logPartition(final double[] parameters, final int b) {
        final double z = parameters[parameters.length - 1];
        if (temperature.isEmpty()) {
            return z;
        }
        final int at = trunks() + size(encodedBeta(b).length, List.of(32, 32), outputsOfBeta());
        return z + parameters[parameters.length - 2] * conditions[b][0] / temperature.get().highest()
                + dense(parameters, at, encodedBeta(b), List.of(32), 1, new double[0])[0];
    }
}
