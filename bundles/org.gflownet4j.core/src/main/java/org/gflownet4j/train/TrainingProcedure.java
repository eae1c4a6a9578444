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
        if (phases.stream().allMatch(phase -> phase.source().remembers() > 0)) {
            throw new IllegalArgumentException("A training procedure needs at least one phase that draws trajectories: "
                    + "the others only go over them again.");
        }
    }

    /**
     * Whether a phase's loss is part of the loss that training is judged by: one of P_B alone says nothing of how well
     * objects are drawn, and counts only where there is nothing else.
     */
    boolean reports(final Phase phase) {
        return !(phase.trained() instanceof Trained.Backward)
                || phases.stream().allMatch(one -> one.trained() instanceof Trained.Backward);
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
