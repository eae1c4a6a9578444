package org.gflownet4j.objective;

import java.util.EnumSet;
import java.util.Set;

/**
 * An objective that takes a learned P_B as given: the same loss with P_B detached, so that its derivative with respect to
 * log P_B is dropped. For objectives of P_F beside a P_B that has a loss of its own.
 *
 * @param objective of P_F
 * @param fromTarget whether log P_B is the target network's, which follows P_B slowly and keeps P_F's goal steady; otherwise
 *            it is P_B as it is
 */
public record DetachedBackward(Objective objective, boolean fromTarget) implements Objective {

    @Override
    public Set<Quantity> reads() {
        final Set<Quantity> reads = EnumSet.copyOf(objective.reads());
        if (reads.remove(Quantity.LOG_BACKWARD) && fromTarget) {
            reads.add(Quantity.TARGET_LOG_BACKWARD);
        }
        return reads;
    }

    @Override
    public double loss(final TrajectoryTerms values, final TrajectoryTerms derivatives) {
        return objective.loss(values, derivatives);
    }

    @Override
    public double logPartition(final TrajectoryTerms values) {
        return objective.logPartition(values);
    }

    @Override
    public double firstLogPartition(final TrajectoryTerms values) {
        return objective.firstLogPartition(values);
    }

    @Override
    public boolean needsOnPolicy() {
        return objective.needsOnPolicy();
    }

    @Override
    public String logPartitionEstimator() {
        return objective.logPartitionEstimator();
    }

    @Override
    public String title() {
        return objective.title();
    }

    @Override
    public int minTrajectories() {
        return objective.minTrajectories();
    }

    @Override
    public int trajectoriesPerCondition() {
        return objective.trajectoriesPerCondition();
    }

    /** With P_B detached, a goal that has to stand still may read a learned one; what reads none has no use for it. */
    @Override
    public boolean needsFixedBackward() {
        return objective.needsFixedBackward() && !objective.reads().contains(Quantity.LOG_BACKWARD);
    }

    @Override
    public boolean readsLogReward() {
        return objective.readsLogReward();
    }
}
