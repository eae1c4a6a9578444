package org.gflownet4j.app.bench;

import java.util.BitSet;
import java.util.OptionalLong;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.PartialLogReward;
import org.gflownet4j.reward.RewardCost;

/** A log reward that notes which modes the objects it is asked about belong to, and when the last one was found. */
class WatchedReward implements LogReward {

    private final LogReward reward;
    private final Modes modes;
    private final int width;
    private final BitSet found = new BitSet();
    private long asked;
    private long askedWhenComplete = -1;

    private WatchedReward(final LogReward reward, final Modes modes, final int width) {
        this.reward = reward;
        this.modes = modes;
        this.width = width;
    }

    /** Says of unfinished objects what the reward says. */
    private static final class Partial extends WatchedReward implements PartialLogReward {
        private final PartialLogReward partial;

        Partial(final PartialLogReward reward, final Modes modes, final int width) {
            super(reward, modes, width);
            this.partial = reward;
        }

        @Override
        public void logPartialRewards(final int[] states, final int count, final Conditions conditions,
                final double[] result) {
            partial.logPartialRewards(states, count, conditions, result);
        }
    }

    /**
     * Watches a reward.
     *
     * @param reward answers
     * @param modes to be found
     * @param width ints per state
     * @return a reward of the same kind
     */
    static WatchedReward of(final LogReward reward, final Modes modes, final int width) {
        return reward instanceof PartialLogReward partial ? new Partial(partial, modes, width)
                : new WatchedReward(reward, modes, width);
    }

    @Override
    public void logRewards(final int[] states, final int count, final Conditions conditions, final double[] result) {
        reward.logRewards(states, count, conditions, result);
        if (modes.count() > 0) {
            note(states, count);
        }
    }

    @Override
    public RewardCost cost() {
        return reward.cost();
    }

    private synchronized void note(final int[] states, final int count) {
        asked += count;
        if (askedWhenComplete < 0) {
            modes.markAll(states, count, width, found);
            if (found.cardinality() == modes.count()) {
                askedWhenComplete = asked;
            }
        }
    }

    /** Modes found so far. */
    synchronized int found() {
        return found.cardinality();
    }

    /**
     * The update in which the last mode was found, if each asks about as many objects.
     *
     * @param batch objects that an update asks about
     * @return from 1; empty if a mode is missing
     */
    synchronized OptionalLong completedInUpdate(final int batch) {
        return askedWhenComplete < 0 ? OptionalLong.empty()
                : OptionalLong.of((askedWhenComplete + batch - 1) / batch);
    }
}
