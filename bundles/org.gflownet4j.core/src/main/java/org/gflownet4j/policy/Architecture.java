package org.gflownet4j.policy;

import java.util.List;

import org.gflownet4j.nn.Activation;

/**
 * The shape of a policy network: one trunk with a head for each thing it predicts.
 *
 * @param hidden widths of the hidden layers, at least one, each 1 to {@value #MAX_WIDTH}
 * @param activation between the layers
 * @param backward uniform or learned P_B
 * @param stateFlow whether there is a head for log F(s), which detailed balance reads
 */
public record Architecture(List<Integer> hidden, Activation activation, BackwardPolicy backward, boolean stateFlow) {

    /** Wider layers do not train in any reasonable time here. */
    public static final int MAX_WIDTH = 16_384;

    /** Most hidden layers. */
    public static final int MAX_LAYERS = 16;

    /**
     * Checks the widths.
     *
     * @throws IllegalArgumentException in words for a user, if they are out of range
     */
    public Architecture {
        hidden = List.copyOf(hidden);
        if (hidden.isEmpty() || hidden.size() > MAX_LAYERS) {
            throw new IllegalArgumentException("A network needs 1 to " + MAX_LAYERS + " hidden layers, not "
                    + hidden.size() + ".");
        }
        for (final int width : hidden) {
            if (width < 1 || width > MAX_WIDTH) {
                throw new IllegalArgumentException("A hidden layer has 1 to " + MAX_WIDTH + " units, not " + width
                        + ".");
            }
        }
    }
}
