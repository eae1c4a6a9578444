package org.gflownet4j.policy;

import java.util.List;

import org.gflownet4j.nn.Activation;

/**
 * The shape of a policy network: trunks with a head for each thing they predict.
 *
 * @param hidden widths of the hidden layers of each trunk, at least one, each 1 to {@value #MAX_WIDTH}
 * @param activation between the layers
 * @param layerNorm whether hidden layers are normalised before the activation
 * @param backward how P_B comes about
 * @param separateTrunks whether P_F, a learned P_B, and the state heads have a network each; otherwise they share one
 * @param stateFlow whether there is a head for log F(s), which balance objectives on states read
 * @param stateValue whether there is a head for a critic's value
 * @param scoring what logits are scores of; next states have a network each for P_F, a learned P_B and the state heads in any
 *            case, and the last hidden layer's width is that of the vectors which are scored
 */
public record Architecture(List<Integer> hidden, Activation activation, boolean layerNorm, BackwardPolicy backward,
        boolean separateTrunks, boolean stateFlow, boolean stateValue, Scoring scoring) {

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
        separateTrunks |= scoring == Scoring.NEXT_STATES;
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

    /**
     * Logits as scores of actions.
     *
     * @param hidden widths of the hidden layers of each trunk
     * @param activation between the layers
     * @param layerNorm whether hidden layers are normalised before the activation
     * @param backward how P_B comes about
     * @param separateTrunks whether P_F, a learned P_B, and the state heads have a network each
     * @param stateFlow whether there is a head for log F(s)
     * @param stateValue whether there is a head for a critic's value
     */
    public Architecture(final List<Integer> hidden, final Activation activation, final boolean layerNorm,
            final BackwardPolicy backward, final boolean separateTrunks, final boolean stateFlow,
            final boolean stateValue) {
        this(hidden, activation, layerNorm, backward, separateTrunks, stateFlow, stateValue, Scoring.ACTIONS);
    }

    /**
     * One trunk without layer norm, and no critic.
     *
     * @param hidden widths of the hidden layers
     * @param activation between the layers
     * @param backward how P_B comes about
     * @param stateFlow whether there is a head for log F(s)
     */
    public Architecture(final List<Integer> hidden, final Activation activation, final BackwardPolicy backward,
            final boolean stateFlow) {
        this(hidden, activation, false, backward, false, stateFlow, false);
    }

    /** Says nothing of what is usual, so that checkpoints of versions that knew nothing else can be resumed. */
    @Override
    public String toString() {
        return "Architecture[hidden=" + hidden + ", activation=" + activation + ", layerNorm=" + layerNorm
                + ", backward=" + backward + ", separateTrunks=" + separateTrunks + ", stateFlow=" + stateFlow
                + ", stateValue=" + stateValue + (scoring == Scoring.ACTIONS ? "" : ", scoring=" + scoring) + "]";
    }
}
