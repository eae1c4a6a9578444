package org.gflownet4j.policy;

import java.util.Arrays;

import org.gflownet4j.nn.PairScorer;
import org.gflownet4j.nn.Pairs;

/** A score for each legal action of the rows, from the state and the one that the action leads to. */
final class NextStates {

    final PairScorer scorer;
    final Pairs pairs;
    /** The encoder whose outputs are scored. */
    final int encoder;
    private final int actions;
    private final int vector;
    /** {@code [row][action]}. */
    private float[] scores = new float[0];
    private int scored;

    /**
     * Scores.
     *
     * @param encoder number of the network
     * @param actions per row
     * @param vector width of the vectors; an encoding is two of them
     */
    NextStates(final PairScorer scorer, final int encoder, final int actions, final int vector) {
        this.scorer = scorer;
        this.pairs = scorer.newPairs();
        this.encoder = encoder;
        this.actions = actions;
        this.vector = vector;
    }

    void clear() {
        pairs.clear();
        scored = 0;
    }

    void forgetValues() {
        scored = 0;
    }

    /**
     * Adds an action.
     *
     * @param state number of the state among those that are encoded
     * @param next number of the one that it leads to; −1 for none
     * @param vectorAt index of the vector that is added; −1 for none
     */
    void add(final int row, final int action, final int state, final int next, final int vectorAt) {
        pairs.add(2 * vector * state, next < 0 ? -1 : 2 * vector * next + vector, vectorAt, row * actions + action);
    }

    /** Scores the pairs added since the last time. */
    void score(final float[] parameters, final float[] encoded, final int rows) {
        if (scores.length < rows * actions) {
            scores = Arrays.copyOf(scores, 2 * rows * actions);
        }
        scorer.forward(parameters, encoded, pairs, scored, pairs.size(), scores);
        scored = pairs.size();
    }

    /** {@code [row][action]}; what belongs to no legal action means nothing. */
    float[] scores() {
        return scores;
    }
}
