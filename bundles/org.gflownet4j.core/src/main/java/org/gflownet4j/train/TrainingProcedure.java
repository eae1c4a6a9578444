package org.gflownet4j.train;

import java.util.List;
import java.util.Optional;

import org.gflownet4j.env.Environment;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.replay.Replay;
import org.gflownet4j.sample.Thompson;

/**
 * What one update consists of: phases, carried out in order. Plain trajectory balance is the procedure with one phase.
 *
 * <p>A run with replay has one buffer. Objects of all phases that draw fresh ones are offered to it when their phase is
 * done, and all phases that replay draw from it. The training log shows log Z and the mean reward of the last phase.
 *
 * @param phases at least one
 * @param replay which objects the run keeps to train on them again; empty unless a phase does so
 * @param novelty what is new is worth; read by objectives that know intrinsic rewards
 * @param thompson heads of P_F that explore together
 * @param temperatures which β a temperature-conditional policy is trained at; empty for others
 */
public record TrainingProcedure(List<Phase> phases, Optional<Replay> replay, Novelty novelty,
        Thompson thompson, Optional<Temperatures> temperatures) {

    /** The buffer itself, and copies of it for two checkpoints, of which one is being written. */
    private static final int COPIES = 3;

    /**
     * Checks that there is something to do, and that somebody reads the reward for novelty, if there is one.
     *
     * @throws IllegalArgumentException in words for a user, if there is no phase, or replay without a buffer, or a buffer that
     *             nothing draws from or that stays empty, or a reward for novelty that no objective reads
     */
    public TrainingProcedure {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("A training procedure needs at least one phase.");
        }
        if (phases.stream().anyMatch(phase -> phase.source().replays()) != replay.isPresent()) {
            throw new IllegalArgumentException(replay.isPresent()
                    ? "Objects would be kept for replay, but no phase of the training replays them."
                    : "A phase of the training replays objects, but none are kept for it.");
        }
        if (replay.isPresent() && replay.get().known().size() == 0
                && phases.stream().allMatch(phase -> phase.source() == BatchSource.REPLAY)) {
            throw new IllegalArgumentException(
                    "All phases of the training replay objects, but none draws new ones, and "
                            + "there are no known ones.");
        }
        if (novelty.weight() > 0 && phases.stream()
                .noneMatch(phase -> phase.objective().reads().contains(Quantity.INTRINSIC_REWARD))) {
            throw new IllegalArgumentException(
                    "A reward for novelty is of no use with " + phases.get(0).objective().title()
                            + ", which does not read it. Take augmented trajectory balance, or no reward for novelty.");
        }
        if (phases.stream().allMatch(phase -> phase.source().remembers() > 0)) {
            throw new IllegalArgumentException("A training procedure needs at least one phase that draws trajectories: "
                    + "the others only go over them again.");
        }
    }

    /**
     * Phases with one head of P_F.
     *
     * @param phases at least one
     * @param replay which objects the run keeps to train on them again; empty unless a phase does so
     * @param novelty what is new is worth; read by objectives that know intrinsic rewards
     */
    public TrainingProcedure(final List<Phase> phases, final Optional<Replay> replay, final Novelty novelty) {
        this(phases, replay, novelty, Thompson.NONE, Optional.empty());
    }

    /**
     * Phases without replay, and without a reward for novelty.
     *
     * @param phases at least one
     */
    public TrainingProcedure(final List<Phase> phases) {
        this(phases, Optional.empty(), Novelty.NONE);
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
        return new TrainingProcedure(List.of(new Phase(BatchSource.ON_POLICY, objective)), Optional.empty(), novelty);
    }

    /**
     * One objective, on objects drawn again and on as many fresh ones. The fresh ones come last, so that the training log
     * shows theirs.
     *
     * @param objective whose loss is minimised
     * @param replay which objects are kept
     * @return a procedure of two phases
     */
    public static TrainingProcedure withReplay(final Objective objective, final Replay replay) {
        return new TrainingProcedure(
                List.of(new Phase(BatchSource.REPLAY, objective), new Phase(BatchSource.ON_POLICY, objective)),
                Optional.of(replay), Novelty.NONE);
    }

    /**
     * The same with heads that explore together. The policy that is trained has one head all the same: the others are the
     * run's own.
     *
     * @param heads how many, and how far apart
     * @return a procedure of the same phases
     */
    public TrainingProcedure with(final Thompson heads) {
        return new TrainingProcedure(phases, replay, novelty, heads, temperatures);
    }

    /**
     * The same for a temperature-conditional policy.
     *
     * @param given which β it is trained at
     * @return a procedure of the same phases
     */
    public TrainingProcedure with(final Temperatures given) {
        return new TrainingProcedure(phases, replay, novelty, thompson, Optional.of(given));
    }

    /** Memory for replay. */
    long replayBytes(final Environment environment) {
        return replay.map(kept -> COPIES * kept.bytes(environment)).orElse(0L);
    }

    /** What is new is worth, if it is worth anything. */
    Optional<Novelty> bonus() {
        return Optional.of(novelty).filter(one -> one.weight() > 0);
    }

    /** Batches whose trajectories a run has to remember. */
    int remembered() {
        return phases.stream().mapToInt(phase -> phase.source().remembers()).max().orElse(0);
    }
}
