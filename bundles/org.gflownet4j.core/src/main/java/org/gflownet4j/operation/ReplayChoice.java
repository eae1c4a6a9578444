package org.gflownet4j.operation;

import java.util.Optional;

import org.gflownet4j.replay.KnownObjects;
import org.gflownet4j.replay.Replay;

/** Which objects training keeps to learn from them again, as a user chooses. */
public enum ReplayChoice {

    /** {@link #BEST} if there are known objects, none otherwise. */
    AUTOMATIC,
    /** None. */
    NONE,
    /** {@link Replay.Kind#FIRST_IN_FIRST_OUT}. */
    NEWEST,
    /** {@link Replay.Kind#PRIORITISED}. */
    BEST,
    /** {@link Replay.Kind#DIVERSE}. */
    BEST_AND_DIFFERENT;

    /**
     * What a run keeps.
     *
     * @param capacity most objects
     * @param leastDistance between objects of about the same reward; only the last choice reads it
     * @param known what there is at the start
     * @return empty if nothing is kept
     * @throws IllegalArgumentException in words for a user, if a number is out of range
     */
    Optional<Replay> replay(final int capacity, final double leastDistance, final KnownObjects known) {
        final Optional<Replay> replay = switch (this) {
            case AUTOMATIC -> known.size() > 0 ? Optional.of(Replay.prioritised(capacity)) : Optional.empty();
            case NONE -> Optional.empty();
            case NEWEST -> Optional.of(Replay.firstInFirstOut(capacity));
            case BEST -> Optional.of(Replay.prioritised(capacity));
            case BEST_AND_DIFFERENT -> Optional.of(Replay.diverse(capacity, leastDistance));
        };
        return replay.map(kept -> kept.with(known));
    }
}
