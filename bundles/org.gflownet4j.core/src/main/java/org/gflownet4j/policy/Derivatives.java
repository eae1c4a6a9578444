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
        for (int n = 0; n < states.activations.length; n++) {
            clear(n, states.evaluations() * policy.networks().get(n).outputs(),
                    states.activations[n].outputs().length);
        }
        for (int k = 0; k < states.nextStates.length; k++) {
            final int scores = states.nextStates[k].scores().length;
            clear(states.activations.length + k, scores, scores);
        }
        states.forward.clearGradient(states.forwardRow(states.size(), 0));
        states.backward.clearGradient(states.size());
        if (states.temperatures().isPresent()) {
            states.temperatures().get().clearGradient();
            states.temperatures().get().giveShifts(states.activations);
            states.temperatures().get().giveShifts(states.nextStates);
        }
    }

    /** Makes room, and sets what is needed to 0. */
    private void clear(final int number, final int needed, final int capacity) {
        if (states.outputGradient[number].length < needed) {
            states.outputGradient[number] = new float[Math.max(needed, capacity)];
        }
        Arrays.fill(states.outputGradient[number], 0, needed, 0f);
    }

    /** Adds a derivative with respect to {@code factor · output + term}, where a β gives factor and term. */
    private void add(final Head head, final int row, final int output, final double derivative, final int factor) {
        final int at = states.at(head, row) + output;
        states.outputGradient[head.network()][at] += (float) (derivative * states.scalar(row, factor));
        if (states.temperatures().isPresent()) {
            addScalar(row, factor, derivative * states.outputs(head)[at]);
        }
    }

    private void addScalar(final int row, final int number, final double derivative) {
        if (states.temperatures().isPresent()) {
            states.temperatures().get().addScalar(states.temperature(row), number, derivative);
        }
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
        add(policy.heads().forward(), row, head * policy.environment().forwardActions() + action, derivative,
                TemperatureNetwork.FORWARD_FACTOR);
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
        addScalar(row, TemperatureNetwork.OUTFLOW, derivative);
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
        add(policy.heads().backward(), row, backwardAction, derivative, TemperatureNetwork.BACKWARD_FACTOR);
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
        add(policy.heads().flow(), row, 0, derivative, TemperatureNetwork.FLOW_FACTOR);
        addScalar(row, TemperatureNetwork.FLOW, derivative);
    }

    /**
     * Adds a derivative with respect to the critic's value of a state.
     *
     * @param row the state
     * @param derivative of the loss
     */
    public void addValue(final int row, final double derivative) {
        add(policy.heads().value(), row, 0, derivative, TemperatureNetwork.VALUE_FACTOR);
        addScalar(row, TemperatureNetwork.VALUE, derivative);
    }

    /**
     * Adds a derivative with respect to log Z of a trajectory, as far as it depends on β; that with respect to the policy's
     * last parameter is the caller's.
     *
     * @param row a state of the trajectory
     * @param derivative of the loss
     */
    public void addLogPartition(final int row, final double derivative) {
        if (states.temperatures().isPresent()) {
            states.temperatures().get().addLogPartition(states.temperature(row), derivative);
        }
    }

    /**
     * Turns the derivatives added so far into the gradient of the networks' parameters.
     *
     * @param backend multiplies
     * @param parameters the parameter vector that the states were evaluated with
     * @param gradient overwritten but for log Z; as long as the parameter vector
     */
    public void toGradient(final ComputeBackend backend, final float[] parameters, final float[] gradient) {
        for (int row = 0; row < states.size(); row++) {
            for (int head = 0; head < policy.forwardHeads(); head++) {
                addNormaliser(states.forward, states.forwardRow(row, head), policy.heads().forward(), row,
                        head * policy.environment().forwardActions(), TemperatureNetwork.FORWARD_FACTOR);
            }
            if (policy.heads().backward().exists()) {
                addNormaliser(states.backward, row, policy.heads().backward(), row, 0,
                        TemperatureNetwork.BACKWARD_FACTOR);
            }
        }
        for (int k = 0; k < states.nextStates.length; k++) {
            final NextStates next = states.nextStates[k];
            next.scorer.backward(parameters, next.pairs, states.outputGradient[states.activations.length + k],
                    states.outputGradient[next.encoder], gradient);
        }
        for (int n = 0; n < states.activations.length; n++) {
            if (isDerivedFrom(n)) {
                policy.networks().get(n).backward(backend, parameters, states.activations[n], states.outputGradient[n],
                        gradient);
            } else {
                policy.networks().get(n).clear(gradient);
            }
        }
        if (states.temperatures().isPresent()) {
            policy.networks().temperature().orElseThrow().toGradient(backend, parameters, states.temperatures().get(),
                    gradient);
        }
    }

    /** Adds what the derivative of a normaliser means for the logits, from {@code offset} on, and for their factor. */
    private void addNormaliser(final SoftMax softMax, final int softMaxRow, final Head head, final int row,
            final int offset, final int factor) {
        final int at = states.at(head, row) + offset;
        softMax.backward(softMaxRow, states.outputGradient[head.network()], at, states.scalar(row, factor));
        if (states.temperatures().isPresent()) {
            addScalar(row, factor, softMax.ofFactor(softMaxRow, states.outputs(head), at));
        }
    }

    /** Whether the loss depends on a network at all: one that it does not depend on is not worth a pass. */
    private boolean isDerivedFrom(final int network) {
        final float[] derivatives = states.outputGradient[network];
        final int count = states.evaluations() * policy.networks().get(network).outputs();
        for (int i = 0; i < count; i++) {
            if (derivatives[i] != 0) {
                return true;
            }
        }
        return false;
    }
}
