package org.gflownet4j.train;

import java.util.Arrays;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;

/** P_F and a learned P_B on every edge of a small environment, and what dynamic programming makes of them. */
final class EdgeLaws {

    private final StateSpace space;
    private final double[] forward;
    private final double[] backward;
    /** Probability that a trajectory of P_F passes a state. */
    private final double[] visits;

    EdgeLaws(final StateSpace space, final Policy policy, final float[] parameters) {
        this.space = space;
        final int width = space.environment().stateLength();
        final EvaluatedStates states = policy.newEvaluatedStates();
        for (int s = 0; s < space.size(); s++) {
            states.add(space.states(), s * width, Conditions.none(1), 0);
        }
        policy.evaluate(new JavaBackend(), parameters, states);
        final int edges = space.edgeStart(space.size());
        this.forward = new double[edges];
        this.backward = new double[edges];
        this.visits = new double[space.size()];
        visits[0] = 1;
        for (int s = 0; s < space.size(); s++) {
            for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
                forward[e] = Math.exp(policy.logForward(states, s, space.edgeAction(e)));
                final int target = space.edgeTarget(e);
                if (target != StateSpace.SINK) {
                    backward[e] = Math.exp(policy.logLearnedBackward(states, target, space.edgeBackwardAction(e)));
                    visits[target] += visits[s] * forward[e];
                }
            }
        }
    }

    /** Says something of an edge that is no stop. */
    private interface OfEdge {
        double of(int from, int edge, int to);
    }

    /** Mean, over states s′ weighed by how often P_F passes them, of the distance between P_B(·|s′) and another law. */
    private double distance(final OfEdge law) {
        double sum = 0;
        double passed = 0;
        for (int s = 0; s < space.size(); s++) {
            passed += s == 0 ? 0 : visits[s];
            for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
                final int to = space.edgeTarget(e);
                if (to != StateSpace.SINK) {
                    sum += visits[to] * Math.abs(backward[e] - law.of(s, e, to)) / 2;
                }
            }
        }
        return sum / passed;
    }

    /**
     * From P_B to the law of P_F's trajectories given their object, {@code u(s) P_F(s′|s) / u(s′)} with u the visits: stop edges
     * are the same for all trajectories to one object.
     */
    double distanceToConditionalForward() {
        return distance((from, edge, to) -> visits[from] * forward[edge] / visits[to]);
    }

    /** From P_B to {@code n(s)/n(s′)} with n counted by the environment. */
    double distanceToMaximumEntropy() {
        return distance((from, edge, to) -> Math.exp(logPaths(from) - logPaths(to)));
    }

    double distanceToUniform() {
        final Environment environment = space.environment();
        return distance((from, edge, to) -> 1.0
                / environment.parentCount(space.states(), to * environment.stateLength()));
    }

    private double logPaths(final int state) {
        return space.environment().logPathCount(space.states(), state * space.environment().stateLength());
    }

    /** Largest difference, in nats, between the likeliest and the unlikeliest trajectory to any object, given the object. */
    double unevenness() {
        final double[] least = new double[space.size()];
        final double[] most = new double[space.size()];
        Arrays.fill(least, 1, least.length, Double.POSITIVE_INFINITY);
        Arrays.fill(most, 1, most.length, Double.NEGATIVE_INFINITY);
        double largest = 0;
        for (int s = 0; s < space.size(); s++) {
            largest = Math.max(largest, most[s] - least[s]);
            for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
                final int to = space.edgeTarget(e);
                if (to != StateSpace.SINK) {
                    least[to] = Math.min(least[to], least[s] + Math.log(backward[e]));
                    most[to] = Math.max(most[to], most[s] + Math.log(backward[e]));
                }
            }
        }
        return largest;
    }
}
