package org.gflownet4j.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.gflownet4j.objective.AugmentedTrajectoryBalance;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.replay.KnownObjects;
import org.gflownet4j.replay.Replay;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.LocalSearch;
import org.gflownet4j.sample.Thompson;
import org.gflownet4j.train.BackwardLearning;
import org.gflownet4j.train.BatchSource;
import org.gflownet4j.train.LocalSearchSource;
import org.gflownet4j.train.NoisyRollout;
import org.gflownet4j.train.Novelty;
import org.gflownet4j.train.Phase;
import org.gflownet4j.train.TrainingProcedure;

/** What one training step consists of, as the Learner's settings say. */
final class LearnerProcedure {

    private LearnerProcedure() {
    }

    /** The objective itself, or, with a reward for new objects, the one that counts it. */
    static Objective objective(final LearnerOperation.Settings settings, final Objective chosen) {
        return settings.rewardNovelty() && chosen instanceof TrajectoryBalance balance
                ? new AugmentedTrajectoryBalance(balance.regression()) : chosen;
    }

    /** How P_B learns, if it has a loss of its own. */
    static Optional<BackwardLearning> backward(final LearnerOperation.Settings settings) {
        return settings.backwardPolicy() == BackwardPolicy.LEARNED ? settings.backwardLoss().learning()
                : Optional.empty();
    }

    /**
     * Puts the phases together. Kept objects come first, so that the training log shows log Z and mean reward of the fresh
     * ones.
     *
     * @param settings what the user chose
     * @param objective that trains P_F
     * @param reward of the objects
     * @param known objects to begin with
     * @return what an update consists of
     * @throws IllegalArgumentException in words for a user, if something does not go together
     */
    static TrainingProcedure of(final LearnerOperation.Settings settings, final Objective objective,
            final LogReward reward, final KnownObjects known) {
        final List<Phase> phases = new ArrayList<>(phases(settings, objective, source(settings, reward)));
        final Optional<Replay> replay = settings.replay().replay(settings.replayCapacity(), settings.replayDistance(),
                known);
        if (replay.isPresent()) {
            final Phase forward = phases.get(phases.size() - 1);
            phases.add(0, new Phase(BatchSource.REPLAY, forward.objective(), forward.targetRate(), forward.trained()));
        }
        return new TrainingProcedure(phases, replay,
                settings.rewardNovelty() ? new Novelty(settings.noveltyReward(), settings.noveltyFadesAt())
                        : Novelty.NONE)
                .with(Thompson.of(settings.exploringPolicies()));
    }

    /** What an update consists of beside replay. */
    static List<Phase> phases(final LearnerOperation.Settings settings, final Objective objective,
            final BatchSource fresh) {
        return backward(settings).map(own -> own.phases(objective, fresh))
                .orElseGet(() -> List.of(new Phase(fresh, objective)));
    }

    private static BatchSource source(final LearnerOperation.Settings settings, final LogReward reward) {
        if (settings.localSearch()) {
            return new LocalSearchSource(new LocalSearch(settings.localSearchRounds(), settings.localSearchSteps(),
                    settings.localSearchAcceptance()), reward, settings.localSearchFades());
        }
        return rollout(settings);
    }

    /** Where objects come from that are not rebuilt from others. */
    static BatchSource rollout(final LearnerOperation.Settings settings) {
        return settings.networkNoise() > 0 ? new NoisyRollout(settings.networkNoise()) : BatchSource.ON_POLICY;
    }
}
