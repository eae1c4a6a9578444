package org.gflownet4j.policy;

import java.util.List;

import org.gflownet4j.nn.Mlp;
import org.gflownet4j.random.CounterRandom;

/**
 * How many P_F a network has: heads beside each other on one trunk, each with the logits of all actions. The first is the policy's
 * P_F; the others are there in training only, to explore with.
 *
 * <p>Each head starts as a random linear function of the trunk's hidden values, its <em>prior</em> (Osband et al., NeurIPS
 * 2018). The published prior is a fixed term beside a trained one, {@code logits = (W + βV) h} with W = 0 at the start. Only the
 * sum is ever read, its derivative is that of W, and Adam's steps do not depend on where a parameter is; so the sum is what is
 * kept, and the prior is where it starts. (Weight decay, unlike the published term, lets the prior fade.)
 *
 * @param number of heads, at least 1
 * @param prior standard deviation β of the logits at the start, about, in nats; 0 for heads that start uniform
 */
record ForwardHeads(int number, double prior) {

    /** One that starts uniform. */
    static final ForwardHeads ONE = new ForwardHeads(1, 0);

    /** Random stream that no trajectory has. */
    private static final long PRIOR = Long.MIN_VALUE + 2;

    /**
     * Adds the priors to the last layer of P_F. Squares of hidden values are about 1 in the mean, so weights of variance β² per
     * input make for logits of variance β².
     */
    void addPriors(final Policy policy, final float[] vector, final long seed) {
        if (prior == 0) {
            return;
        }
        final Head forward = policy.heads().forward();
        final int inputs = lastHidden(policy);
        final int at = lastLayer(policy.networks().get(forward.network()), inputs) + forward.offset();
        final double bound = prior * Math.sqrt(3.0 / inputs);
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < forward.width(); j++) {
                vector[at + i * forward.stride() + j] += (float) (bound
                        * (2 * CounterRandom.uniform(seed, PRIOR, (long) i * forward.width() + j) - 1));
            }
        }
    }

    /** The parameters of the same policy with the first of these heads only. */
    static float[] ofFirst(final Policy policy, final Policy single, final float[] vector) {
        final float[] parameters = new float[single.parameterCount()];
        for (int n = 0; n < policy.networks().count(); n++) {
            copyFirst(policy, policy.networks().get(n), vector, single.networks().get(n), parameters);
        }
        // what is said of β alone, and log Z, stand behind the networks
        final int from = policy.networks().endOfStates();
        System.arraycopy(vector, from, parameters, single.networks().endOfStates(), vector.length - from);
        return parameters;
    }

    /** Of a network without more heads, this copies all. */
    private static void copyFirst(final Policy policy, final Mlp network, final float[] vector, final Mlp single,
            final float[] target) {
        final int inputs = lastHidden(policy);
        final int last = lastLayer(network, inputs);
        System.arraycopy(vector, network.parameterOffset(), target, single.parameterOffset(),
                last - network.parameterOffset());
        // behind P_F's logits, which come first, stand the outputs of other heads
        final int outputs = single.outputs();
        final int logits = Math.min(outputs, policy.environment().forwardActions());
        // weights of one input after the other, then the biases
        for (int i = 0; i <= inputs; i++) {
            final int from = last + i * network.outputs();
            final int to = lastLayer(single, inputs) + i * outputs;
            System.arraycopy(vector, from, target, to, logits);
            System.arraycopy(vector, from + network.outputs() - outputs + logits, target, to + logits,
                    outputs - logits);
        }
    }

    private static int lastHidden(final Policy policy) {
        final List<Integer> hidden = policy.architecture().hidden();
        return hidden.get(hidden.size() - 1);
    }

    /** Where the weights of the last layer begin; its biases are the network's last parameters. */
    private static int lastLayer(final Mlp network, final int inputs) {
        return network.parameterOffset() + network.parameterCount() - (inputs + 1) * network.outputs();
    }
}
