package org.gflownet4j.policy;

import java.util.ArrayList;
import java.util.List;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.nn.Activations;
import org.gflownet4j.nn.Mlp;
import org.gflownet4j.nn.WeightNoise;
import org.gflownet4j.random.CounterRandom;

/** The networks of a policy, their parameters one behind the other from index 0 on, and which of their outputs say what. */
final class Networks {

    /** Random stream that no trajectory has: seeds of noise. */
    private static final long NOISE = Long.MIN_VALUE + 1;

    private final Environment environment;
    private final int conditionWidth;
    private final Heads heads;
    private final List<Mlp> networks = new ArrayList<>();

    Networks(final Environment environment, final Architecture architecture, final int conditionWidth,
            final Savings savings, final int forwardHeads) {
        this.environment = environment;
        this.conditionWidth = conditionWidth;
        this.heads = Heads.of(environment, architecture, forwardHeads);
        final int[] hidden = architecture.hidden().stream().mapToInt(Integer::intValue).toArray();
        for (final int outputs : heads.outputs()) {
            networks.add(new Mlp(environment.features(), environment.maxActiveFeatures(), conditionWidth, hidden,
                    outputs, architecture.activation(), architecture.layerNorm(), savings.sparseLayer(),
                    parameterCount()));
        }
    }

    int count() {
        return networks.size();
    }

    Mlp get(final int number) {
        return networks.get(number);
    }

    Heads heads() {
        return heads;
    }

    /** Parameters of all networks so far. */
    int parameterCount() {
        final int count = networks.size();
        return count == 0 ? 0
                : networks.get(count - 1).parameterOffset() + networks.get(count - 1).parameterCount();
    }

    /** Outputs and hidden values per state, and probabilities of the actions. */
    long valuesPerState(final Architecture architecture) {
        final long hidden = architecture.hidden().stream().mapToLong(Integer::longValue).sum();
        return networks.stream().mapToLong(network -> hidden + network.outputs()).sum() + heads.forward().width()
                + heads.backward().width();
    }

    Activations[] newActivations() {
        return networks.stream().map(Mlp::newActivations).toArray(Activations[]::new);
    }

    void initialise(final float[] vector, final long seed) {
        for (final Mlp network : networks) {
            network.initialise(vector, seed + network.parameterOffset());
        }
    }

    /** Adds noise to the last layer of P_F. */
    void addNoise(final float[] vector, final double noise, final long seed, final long stream) {
        final Head forward = heads.forward();
        WeightNoise.add(networks.get(forward.network()), vector, forward.offset(), forward.width(), noise,
                CounterRandom.bits(seed, NOISE, stream));
    }

    /**
     * Computes the outputs of the states added since the last time, and P_F and a learned P_B there.
     *
     * @throws DeadEndException if a state is not complete and has no legal action
     */
    void evaluate(final ComputeBackend backend, final float[] vector, final EvaluatedStates states) {
        final int from = states.evaluated;
        final int to = states.size();
        for (int n = 0; n < states.activations.length; n++) {
            networks.get(n).forward(backend, vector, states.activations[n], from, to);
        }
        states.ensureCapacity();
        final int width = environment.stateLength() + conditionWidth;
        final int[] rows = states.index.rows();
        for (int row = from; row < to; row++) {
            if (!states.evaluateForward(row, states.outputs(heads.forward()), heads.forward().at(row))) {
                throw new DeadEndException(environment, rows, row * width);
            }
            if (heads.backward().exists()) {
                environment.backwardMask(rows, row * width, states.backward.mask(), 0);
                states.backward.evaluate(row, states.outputs(heads.backward()), heads.backward().at(row));
            }
        }
        states.evaluated = to;
    }
}
