package org.gflownet4j.policy;

import java.util.Arrays;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.nn.Mlp;

/**
 * P_F(s′|s), P_B(s|s′), log F(s) and log Z of a GFlowNet, on one network with a shared trunk. Immutable: the parameters
 * are a flat vector that callers hold, {@code [network | log Z]}.
 *
 * <p>P_F and P_B are masked soft-maxes over a state's legal actions. Derivatives of a loss with respect to
 * log-probabilities become logit gradients by {@code onehot − softmax}.
 */
public final class Policy {

    private final Environment environment;
    private final Architecture architecture;
    private final int conditionWidth;
    private final Mlp network;
    private final boolean learnedBackward;
    private final int backwardAt;
    private final int flowAt;

    /**
     * A policy.
     *
     * @param environment what it acts in
     * @param architecture of the network; in a tree P_B is 1, and there is no head for it
     * @param conditionWidth dense inputs that encode a trajectory's condition; 0 without
     */
    public Policy(final Environment environment, final Architecture architecture, final int conditionWidth) {
        this.environment = environment;
        this.architecture = architecture;
        this.conditionWidth = conditionWidth;
        this.learnedBackward = architecture.backward() == BackwardPolicy.LEARNED && !environment.isTree();
        this.backwardAt = environment.forwardActions();
        this.flowAt = backwardAt + (learnedBackward ? environment.backwardActions() : 0);
        final int outputs = flowAt + (architecture.stateFlow() ? 1 : 0);
        this.network = new Mlp(environment.features(), environment.maxActiveFeatures(), conditionWidth,
                architecture.hidden().stream().mapToInt(Integer::intValue).toArray(), outputs,
                architecture.activation(), 0);
    }

    /**
     * The environment.
     *
     * @return what this policy acts in
     */
    public Environment environment() {
        return environment;
    }

    /**
     * The shape of the network.
     *
     * @return as given
     */
    public Architecture architecture() {
        return architecture;
    }

    /**
     * Dense inputs that encode a condition.
     *
     * @return 0 for an unconditional policy
     */
    public int conditionWidth() {
        return conditionWidth;
    }

    /**
     * Length of the parameter vector, log Z included.
     *
     * @return at least 2
     */
    public int parameterCount() {
        return network.parameterCount() + 1;
    }

    /**
     * Outputs of the network per state.
     *
     * @return at least 1
     */
    public int outputs() {
        return network.outputs();
    }

    /**
     * Where log Z is in the parameter vector; all before it belongs to the network.
     *
     * @return the last index
     */
    public int logPartitionAt() {
        return network.parameterCount();
    }

    /**
     * Whether the network has a head for P_B.
     *
     * @return false for a uniform P_B and in trees
     */
    public boolean learnsBackward() {
        return learnedBackward;
    }

    /**
     * Fresh parameters: uniform policies, log F = 0, log Z = 0.
     *
     * @param seed of the run
     * @return the parameter vector
     */
    public float[] initialParameters(final long seed) {
        final float[] parameters = new float[parameterCount()];
        network.initialise(parameters, seed);
        return parameters;
    }

    /**
     * Room for the states of a batch.
     *
     * @return empty
     */
    public EvaluatedStates newEvaluatedStates() {
        return new EvaluatedStates(environment, conditionWidth, network.newActivations());
    }

    /**
     * Runs the network on the states added since the last call.
     *
     * @param backend multiplies
     * @param parameters the parameter vector
     * @param states gets the results
     */
    public void evaluate(final ComputeBackend backend, final float[] parameters, final EvaluatedStates states) {
        final int from = states.evaluated;
        final int to = states.size();
        network.forward(backend, parameters, states.activations, from, to);
        states.ensureCapacity();
        final int width = states.environment.stateLength() + conditionWidth;
        final int[] rows = states.index.rows();
        final float[] outputs = states.activations.outputs();
        for (int row = from; row < to; row++) {
            final int forwardFrom = row * environment.forwardActions();
            if (environment.isComplete(rows, row * width)) {
                Arrays.fill(states.forwardLegal, forwardFrom, forwardFrom + environment.forwardActions(), false);
            } else {
                environment.forwardMask(rows, row * width, states.forwardLegal, forwardFrom);
            }
            final int out = row * network.outputs();
            states.forwardNormaliser[row] = logSumExp(outputs, out, states.forwardLegal, forwardFrom,
                    environment.forwardActions());
            if (learnedBackward) {
                final int backwardFrom = row * environment.backwardActions();
                environment.backwardMask(rows, row * width, states.backwardLegal, backwardFrom);
                states.backwardNormaliser[row] = logSumExp(outputs, out + backwardAt, states.backwardLegal,
                        backwardFrom, environment.backwardActions());
            }
        }
        states.evaluated = to;
    }

    /** log Σ exp over the legal entries; 0 if none is legal, which nobody reads. */
    private static double logSumExp(final float[] logits, final int at, final boolean[] legal, final int legalAt,
            final int count) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int a = 0; a < count; a++) {
            if (legal[legalAt + a]) {
                highest = Math.max(highest, logits[at + a]);
            }
        }
        if (highest == Float.NEGATIVE_INFINITY) {
            return 0;
        }
        double sum = 0;
        for (int a = 0; a < count; a++) {
            if (legal[legalAt + a]) {
                sum += Math.exp((double) logits[at + a] - highest);
            }
        }
        return highest + Math.log(sum);
    }

    /**
     * log P_F(action | state).
     *
     * @param states evaluated
     * @param row the state
     * @param action legal there
     * @return nats, at most 0
     */
    public double logForward(final EvaluatedStates states, final int row, final int action) {
        return states.activations.outputs()[row * network.outputs() + action] - states.forwardNormaliser[row];
    }

    /**
     * log P_B(action | state) of a learned P_B.
     *
     * @param states evaluated
     * @param row the state
     * @param backwardAction legal there
     * @return nats, at most 0
     */
    public double logLearnedBackward(final EvaluatedStates states, final int row, final int backwardAction) {
        return states.activations.outputs()[row * network.outputs() + backwardAt + backwardAction]
                - states.backwardNormaliser[row];
    }

    /**
     * log F(state).
     *
     * @param states evaluated
     * @param row the state
     * @return nats; 0 if the architecture has no flow head
     */
    public double logFlow(final EvaluatedStates states, final int row) {
        return architecture.stateFlow() ? states.activations.outputs()[row * network.outputs() + flowAt] : 0;
    }

    /**
     * Draws a forward action from P_F.
     *
     * @param states evaluated
     * @param row the state, not complete
     * @param uniform between 0 and 1
     * @return a legal action
     */
    public int sampleForward(final EvaluatedStates states, final int row, final double uniform) {
        return sample(states.activations.outputs(), row * network.outputs(), states.forwardLegal,
                row * environment.forwardActions(), environment.forwardActions(), states.forwardNormaliser[row],
                uniform);
    }

    /**
     * Draws a backward action from a learned P_B.
     *
     * @param states evaluated
     * @param row the state, not s₀
     * @param uniform between 0 and 1
     * @return a legal backward action
     */
    public int sampleLearnedBackward(final EvaluatedStates states, final int row, final double uniform) {
        return sample(states.activations.outputs(), row * network.outputs() + backwardAt, states.backwardLegal,
                row * environment.backwardActions(), environment.backwardActions(), states.backwardNormaliser[row],
                uniform);
    }

    private static int sample(final float[] logits, final int at, final boolean[] legal, final int legalAt,
            final int count, final double normaliser, final double uniform) {
        double left = uniform;
        int chosen = -1;
        for (int a = 0; a < count && left >= 0; a++) {
            if (legal[legalAt + a]) {
                chosen = a;
                left -= Math.exp(logits[at + a] - normaliser);
            }
        }
        return chosen;
    }

    /**
     * Begins the gradient of a batch: all derivatives are 0.
     *
     * @param states evaluated
     */
    public void clearDerivatives(final EvaluatedStates states) {
        final int needed = states.size() * network.outputs();
        if (states.outputGradient.length < needed) {
            states.outputGradient = new float[Math.max(needed, states.activations.outputs().length)];
        }
        Arrays.fill(states.outputGradient, 0, needed, 0f);
    }

    /**
     * Adds a derivative with respect to log P_F(action | state).
     *
     * @param states evaluated
     * @param row the state
     * @param action legal there
     * @param derivative of the loss
     */
    public void addForwardDerivative(final EvaluatedStates states, final int row, final int action,
            final double derivative) {
        states.outputGradient[row * network.outputs() + action] += (float) derivative;
    }

    /**
     * Adds a derivative with respect to log P_B(action | state) of a learned P_B.
     *
     * @param states evaluated
     * @param row the state
     * @param backwardAction legal there
     * @param derivative of the loss
     */
    public void addBackwardDerivative(final EvaluatedStates states, final int row, final int backwardAction,
            final double derivative) {
        states.outputGradient[row * network.outputs() + backwardAt + backwardAction] += (float) derivative;
    }

    /**
     * Adds a derivative with respect to log F(state).
     *
     * @param states evaluated
     * @param row the state
     * @param derivative of the loss
     */
    public void addFlowDerivative(final EvaluatedStates states, final int row, final double derivative) {
        states.outputGradient[row * network.outputs() + flowAt] += (float) derivative;
    }

    /**
     * Turns the derivatives added so far into the gradient of the network's parameters.
     *
     * @param backend multiplies
     * @param parameters the parameter vector that the states were evaluated with
     * @param states evaluated, with derivatives
     * @param gradient added to; as long as the parameter vector
     */
    public void backward(final ComputeBackend backend, final float[] parameters, final EvaluatedStates states,
            final float[] gradient) {
        final float[] outputs = states.activations.outputs();
        for (int row = 0; row < states.size(); row++) {
            final int out = row * network.outputs();
            throughSoftMax(outputs, out, states.forwardLegal, row * environment.forwardActions(),
                    environment.forwardActions(), states.forwardNormaliser[row], states.outputGradient);
            if (learnedBackward) {
                throughSoftMax(outputs, out + backwardAt, states.backwardLegal, row * environment.backwardActions(),
                        environment.backwardActions(), states.backwardNormaliser[row], states.outputGradient);
            }
        }
        network.backward(backend, parameters, states.activations, states.outputGradient, gradient);
    }

    /** Σ_a d_a (onehot_a − softmax): the derivatives d_a stand in the gradient; the total times softmax is taken off. */
    private static void throughSoftMax(final float[] logits, final int at, final boolean[] legal, final int legalAt,
            final int count, final double normaliser, final float[] gradient) {
        double total = 0;
        for (int a = 0; a < count; a++) {
            total += gradient[at + a];
        }
        if (total != 0) {
            for (int a = 0; a < count; a++) {
                if (legal[legalAt + a]) {
                    gradient[at + a] -= (float) (total * Math.exp(logits[at + a] - normaliser));
                }
            }
        }
    }
}
