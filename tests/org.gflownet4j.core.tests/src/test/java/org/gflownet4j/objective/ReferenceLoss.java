package org.gflownet4j.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.gflownet4j.env.Environment;
import org.gflownet4j.nn.ReferenceMlp;
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
    private final int outputs;
    private final List<List<Edge>> trajectories = new ArrayList<>();

    ReferenceLoss(final Environment environment, final Architecture architecture, final double[][] conditions) {
        this.environment = environment;
        this.architecture = architecture;
        this.conditions = conditions;
        this.learnsBackward = architecture.backward() == BackwardPolicy.LEARNED && environment.backwardActions() > 1;
        this.outputs = environment.forwardActions() + (learnsBackward ? environment.backwardActions() : 0)
                + (architecture.stateFlow() ? 1 : 0);
    }

    int[][] walk(final double[] parameters, final int count, final long seed, final long stream) {
        final int[][] objects = new int[count][];
        for (int b = 0; b < count; b++) {
            final List<Edge> edges = new ArrayList<>();
            int[] state = new int[environment.stateLength()];
            environment.writeInitial(state, 0);
            boolean stopped = false;
            for (int t = 0; !stopped && !environment.isComplete(state, 0); t++) {
                final double[] p = softMax(network(parameters, state, b), 0, forwardMask(state));
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

    double trajectoryBalance(final double[] parameters, final double[] logReward) {
        double loss = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            double delta = parameters[parameters.length - 1] - logReward[b];
            for (final Edge edge : trajectories.get(b)) {
                delta += logForward(parameters, edge, b) - logBackward(parameters, edge, b);
            }
            loss += delta * delta / trajectories.size();
        }
        return loss;
    }

    double detailedBalance(final double[] parameters, final double[] logReward) {
        double loss = 0;
        for (int b = 0; b < trajectories.size(); b++) {
            final List<Edge> edges = trajectories.get(b);
            for (int t = 0; t < edges.size(); t++) {
                final Edge edge = edges.get(t);
                final double target = t == edges.size() - 1 ? logReward[b] : logFlow(parameters, edge.to(), b);
                final double delta = logFlow(parameters, edge.from(), b) + logForward(parameters, edge, b) - target
                        - logBackward(parameters, edge, b);
                loss += delta * delta / edges();
            }
        }
        return loss;
    }

    private double logForward(final double[] parameters, final Edge edge, final int b) {
        return Math.log(softMax(network(parameters, edge.from(), b), 0, forwardMask(edge.from()))[edge.action()]);
    }

    private double logBackward(final double[] parameters, final Edge edge, final int b) {
        if (edge.stop()) {
            return 0;
        }
        final boolean[] legal = new boolean[environment.backwardActions()];
        environment.backwardMask(edge.to(), 0, legal, 0);
        if (!learnsBackward) {
            int parents = 0;
            for (final boolean one : legal) {
                parents += one ? 1 : 0;
            }
            return -Math.log(parents);
        }
        return Math.log(softMax(network(parameters, edge.to(), b), environment.forwardActions(),
                legal)[edge.backwardAction()]);
    }

    private double logFlow(final double[] parameters, final int[] state, final int b) {
        return network(parameters, state, b)[outputs - 1];
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

    /** A plain dense network on the expanded one-hot input and the condition. */
    private double[] network(final double[] parameters, final int[] state, final int b) {
        double[] layer = Arrays.copyOf(new double[0], environment.features() + conditions[b].length);
        final int[] active = new int[environment.maxActiveFeatures()];
        final int count = environment.encode(state, 0, active, 0);
        for (int i = 0; i < count; i++) {
            layer[active[i]] = 1;
        }
        System.arraycopy(conditions[b], 0, layer, environment.features(), conditions[b].length);
        int at = 0;
        for (int depth = 0; depth <= architecture.hidden().size(); depth++) {
            final boolean last = depth == architecture.hidden().size();
            final double[] next = new double[last ? outputs : architecture.hidden().get(depth)];
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
        return layer;
    }
}
