package org.gflownet4j.sample;

import java.util.Arrays;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.policy.Derivatives;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;

/**
 * What flows into states: {@code log Σ_parents exp(logit of the edge)}. Parents that no trajectory passes are states like
 * any other, and evaluated once.
 */
final class Inflow {

    private final Policy policy;
    private final Environment environment;
    private final EvaluatedStates states;
    private final boolean[] legal;
    private final int[] state;
    /** Parents of each visited row: {@code start[row] … start[row+1] − 1}. */
    private int[] start = new int[1];
    private int[] parent = new int[0];
    private int[] action = new int[0];
    private double[] logInflow = new double[0];
    private double[] derivative = new double[0];
    private int visited;

    Inflow(final Policy policy, final EvaluatedStates states) {
        this.policy = policy;
        this.environment = policy.environment();
        this.states = states;
        this.legal = new boolean[environment.backwardActions()];
        this.state = new int[environment.stateLength()];
    }

    /** Finds and evaluates the parents of all rows there are, then sums up what flows in. */
    void evaluate(final ComputeBackend backend, final float[] parameters) {
        visited = states.size();
        if (logInflow.length < visited) {
            start = new int[2 * visited + 1];
            logInflow = new double[2 * visited];
            derivative = new double[2 * visited];
        }
        int edges = 0;
        for (int row = 0; row < visited; row++) {
            start[row] = edges;
            states.copyState(row, state, 0);
            edges = addParents(row, edges);
        }
        start[visited] = edges;
        policy.evaluate(backend, parameters, states);
        for (int row = 0; row < visited; row++) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = start[row]; i < start[row + 1]; i++) {
                highest = Math.max(highest, edgeFlow(i));
            }
            double sum = 0;
            for (int i = start[row]; i < start[row + 1]; i++) {
                sum += Math.exp(edgeFlow(i) - highest);
            }
            logInflow[row] = highest + Math.log(sum);
        }
    }

    private int addParents(final int row, final int from) {
        int edges = from;
        if (environment.parentCount(state, 0) == 0) {
            return edges;
        }
        environment.backwardMask(state, 0, legal, 0);
        if (parent.length < edges + legal.length) {
            parent = Arrays.copyOf(parent, 2 * (edges + legal.length));
            action = Arrays.copyOf(action, parent.length);
        }
        for (int a = 0; a < legal.length; a++) {
            if (legal[a]) {
                action[edges] = environment.forwardActionOf(state, 0, a);
                environment.stepBack(state, 0, a);
                parent[edges] = states.addLike(state, 0, row);
                edges++;
                states.copyState(row, state, 0);
            }
        }
        return edges;
    }

    private double edgeFlow(final int edge) {
        return policy.logForward(states, parent[edge], action[edge]) + states.logOutflow(parent[edge]);
    }

    /** log of what flows into a visited row other than s₀. */
    double log(final int row) {
        return logInflow[row];
    }

    void clearDerivatives() {
        Arrays.fill(derivative, 0, visited, 0);
    }

    /** Adds a derivative with respect to {@link #log(int)}. */
    void addDerivative(final int row, final double value) {
        derivative[row] += value;
    }

    /** Spreads the derivatives over the edges: each has the share of the flow that runs through it. */
    void addTo(final Derivatives derivatives) {
        for (int row = 0; row < visited; row++) {
            if (derivative[row] != 0) {
                for (int i = start[row]; i < start[row + 1]; i++) {
                    derivatives.addEdgeFlow(parent[i], action[i],
                            derivative[row] * Math.exp(edgeFlow(i) - logInflow[row]));
                }
            }
        }
    }
}
