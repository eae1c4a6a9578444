package org.gflownet4j.policy;

import java.util.Arrays;

import org.gflownet4j.compute.ComputeBackend;

/**
 * Collects a loss's derivatives with respect to what a policy says of states, and turns them into the gradient of its
 * parameters. Holds nothing itself: the derivatives are kept with the states.
 */
public final class Derivatives {

    private final Policy policy;
    private final EvaluatedStates states;

    /**
     * Begins the gradient of a batch: all derivatives are 0.
     *
     * @param policy said it
     * @param states evaluated
     */
    public Derivatives(final Policy policy, final EvaluatedStates states) {
        this.policy = policy;
        this.states = states;
        for (int n = 0; n < states.outputGradient.length; n++) {
            final int needed = states.size() * policy.networks().get(n).outputs();
            if (states.outputGradient[n].length < needed) {
                states.outputGradient[n] = new float[Math.max(needed, states.activations[n].outputs().length)];
            }
            Arrays.fill(states.outputGradient[n], 0, needed, 0f);
        }
        states.forward.clearGradient(states.forwardRow(states.size(), 0));
        states.backward.clearGradient(states.size());
    }

    private void add(final Head head, final int row, final int output, final double derivative) {
        states.outputGradient[head.network()][head.at(row) + output] += (float) derivative;
    }

    /**
     * Adds a derivative with respect to log P_F(action | state).
     *
     * @param row the state
     * @param action legal there
     * @param derivative of the loss
     */
    public void addForward(final int row, final int action, final double derivative) {
        addForward(row, 0, action, derivative);
    }

    /**
     * Adds a derivative with respect to log P_F(action | state) of one of several heads.
     *
     * @param row the state
     * @param head whose P_F; 0 is the policy's
     * @param action legal there
     * @param derivative of the loss
     */
    public void addForward(final int row, final int head, final int action, final double derivative) {
        add(policy.heads().forward(), row, head * policy.environment().forwardActions() + action, derivative);
        states.forward.addNormaliserGradient(states.forwardRow(row, head), -derivative);
    }

    /**
     * Adds a derivative with respect to the log-outflow of a state: log Σ_a exp of its forward logits.
     *
     * @param row the state
     * @param derivative of the loss
     */
    public void addOutflow(final int row, final double derivative) {
        states.forward.addNormaliserGradient(states.forwardRow(row, 0), derivative);
    }

    /**
     * Adds a derivative with respect to the log-flow of an edge: the forward logit itself.
     *
     * @param row the state
     * @param action legal there
     * @param derivative of the loss
     */
    public void addEdgeFlow(final int row, final int action, final double derivative) {
        // logit = log P_F + log-outflow
        addForward(row, action, derivative);
        addOutflow(row, derivative);
    }

    /**
     * Adds a derivative with respect to log P_B(action | state) of a learned P_B.
     *
     * @param row the state
     * @param backwardAction legal there
     * @param derivative of the loss
     */
    public void addBackward(final int row, final int backwardAction, final double derivative) {
        add(policy.heads().backward(), row, backwardAction, derivative);
        states.backward.addNormaliserGradient(row, -derivative);
    }

    /**
     * Adds a derivative with respect to log Σ_a exp of a state's backward logits.
     *
     * @param row the state
     * @param derivative of the loss
     */
    public void addBackwardSum(final int row, final double derivative) {
        states.backward.addNormaliserGradient(row, derivative);
    }

    /**
     * Adds a derivative with respect to log F(state).
     *
     * @param row the state
     * @param derivative of the loss
     */
    public void addFlow(final int row, final double derivative) {
        add(policy.heads().flow(), row, 0, derivative);
    }

    /**
     * Adds a derivative with respect to the critic's value of a state.
     *
     * @param row the state
     * @param derivative of the loss
     */
    public void addValue(final int row, final double derivative) {
        add(policy.heads().value(), row, 0, derivative);
    }

    /**
     * Turns the derivatives added so far into the gradient of the networks' parameters.
     *
     * @param backend multiplies
     * @param parameters the parameter vector that the states were evaluated with
     * @param gradient overwritten but for log Z; as long as the parameter vector
     */
    public void toGradient(final ComputeBackend backend, final float[] parameters, final float[] gradient) {
        final Head forward = policy.heads().forward();
        final Head backward = policy.heads().backward();
        for (int row = 0; row < states.size(); row++) {
            for (int head = 0; head < policy.forwardHeads(); head++) {
                states.forward.backward(states.forwardRow(row, head), states.outputGradient[forward.network()],
                        forward.at(row) + head * policy.environment().forwardActions());
            }
            if (backward.exists()) {
                states.backward.backward(row, states.outputGradient[backward.network()], backward.at(row));
            }
        }
        for (int n = 0; n < states.activations.length; n++) {
            if (isDerivedFrom(n)) {
                policy.networks().get(n).backward(backend, parameters, states.activations[n], states.outputGradient[n],
                        gradient);
            } else {
                policy.networks().get(n).clear(gradient);
            }
        }
    }

    /** Whether the loss depends on a network at all: one that it does not depend on is not worth a pass. */
    private boolean isDerivedFrom(final int network) {
        final float[] derivatives = states.outputGradient[network];
        final int count = states.size() * policy.networks().get(network).outputs();
        for (int i = 0; i < count; i++) {
            if (derivatives[i] != 0) {
                return true;
            }
        }
        return false;
    }
}
