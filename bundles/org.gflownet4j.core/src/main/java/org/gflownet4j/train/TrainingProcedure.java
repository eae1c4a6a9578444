package org.gflownet4j.train;

import java.util.List;

import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;

/**
 * What one update consists of: phases, carried out in order. Plain trajectory balance is the procedure with one phase.
 *
 * @param phases at least one
 * @param novelty what is new is worth; read by objectives that know intrinsic rewards
 */
public record TrainingProcedure(List<Phase> phases, Novelty novelty) {

    /**
     * Checks that there is something to do, and that somebody reads the reward for novelty, if there is one.
     *
     * @throws IllegalArgumentException in words for a user otherwise
     */
    public TrainingProcedure {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("A training procedure needs at least one phase.");
        }
        if (novelty.weight() > 0 && phases.stream()
                .noneMatch(phase -> phase.objective().reads().contains(Quantity.INTRINSIC_REWARD))) {
            throw new IllegalArgumentException(
                    "A reward for novelty is of no use with " + phases.get(0).objective().title()
                            + ", which does not read it. Take augmented trajectory balance, or no reward for novelty.");
        }
    }

    /**
     * Without a reward for novelty.
     *
     * @param phases at least one
     */
    public TrainingProcedure(final List<Phase> phases) {
        this(phases, Novelty.NONE);
    }

    /**
     * One objective on fresh trajectories of the policy.
     *
     * @param objective whose loss is minimised
     * @return a procedure of one phase
     */
    public static TrainingProcedure onPolicy(final Objective objective) {
        return onPolicy(objective, Novelty.NONE);
    }

    /**
     * One objective on fresh trajectories of the policy, with a reward for what is new.
     *
     * @param objective whose loss is minimised
     * @param novelty what is new is worth
     * @return a procedure of one phase
     */
    public static TrainingProcedure onPolicy(final Objective objective, final Novelty novelty) {
        return new TrainingProcedure(List.of(new Phase(BatchSource.ON_POLICY, objective)), novelty);
    }
}
