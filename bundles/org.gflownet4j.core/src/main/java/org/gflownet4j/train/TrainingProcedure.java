package org.gflownet4j.train;

import java.util.List;

import org.gflownet4j.objective.Objective;

/**
 * What one update consists of: phases, carried out in order. Plain trajectory balance is the procedure with one phase.
 *
 * @param phases at least one
 */
public record TrainingProcedure(List<Phase> phases) {

    /**
     * Checks that there is something to do.
     *
     * @throws IllegalArgumentException if there is no phase
     */
    public TrainingProcedure {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("A training procedure needs at least one phase.");
        }
    }

    /**
     * One objective on fresh trajectories of the policy.
     *
     * @param objective whose loss is minimised
     * @return a procedure of one phase
     */
    public static TrainingProcedure onPolicy(final Objective objective) {
        return new TrainingProcedure(List.of(new Phase(BatchSource.ON_POLICY, objective)));
    }
}
