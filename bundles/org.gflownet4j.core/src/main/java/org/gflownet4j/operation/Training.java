package org.gflownet4j.operation;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.train.Trainer;
import org.gflownet4j.train.TrainerSettings;
import org.gflownet4j.train.TrainingProcedure;
import org.gflownet4j.train.TrainingState;

/**
 * What the Learner's settings stand for: a policy, an objective and a trainer.
 *
 * @param policy to be trained
 * @param objective whose loss is minimised
 * @param trainer of the policy
 */
public record Training(Policy policy, Objective objective, Trainer trainer) {

    /**
     * Hidden layers, all of one width.
     *
     * @param settings of the Learner
     * @return widths
     */
    public static List<Integer> hidden(final LearnerOperation.Settings settings) {
        return Collections.nCopies(settings.hiddenLayers(), settings.hiddenUnits());
    }

    /**
     * Puts together what the settings say.
     *
     * @param settings of the Learner; the number and width of layers is not read
     * @param hidden widths of the layers
     * @param space what objects can be built
     * @param reward of the objects
     * @param trainerSettings see {@link LearnerSettings#forTrainer}
     * @param backend multiplies
     * @return ready to train
     * @throws OperationException if the parts do not go together, or a number is out of range
     */
    public static Training of(final LearnerOperation.Settings settings, final List<Integer> hidden,
            final Environment space, final LogReward reward, final TrainerSettings trainerSettings,
            final ComputeBackend backend) {
        return of(settings, hidden, space, reward, trainerSettings, backend, Optional.empty());
    }

    /** The same, perhaps to go on where another training was. */
    static Training of(final LearnerOperation.Settings settings, final List<Integer> hidden, final Environment space,
            final LogReward reward, final TrainerSettings trainerSettings, final ComputeBackend backend,
            final Optional<TrainingState> resume) {
        try {
            final Objective objective = settings.objective().objective(settings.residuals(), settings.weighting(),
                    settings.lambda());
            final Policy policy = new Policy(space,
                    new Architecture(hidden, settings.activation(), settings.layerNorm(), settings.backwardPolicy(),
                            settings.separateTrunks(), objective.reads().contains(Quantity.LOG_FLOW), false),
                    0);
            final TrainingProcedure procedure = TrainingProcedure.onPolicy(objective);
            return new Training(policy, objective, resume.isEmpty()
                    ? new Trainer(policy, reward, procedure, trainerSettings, backend)
                    : Trainer.resumed(policy, reward, procedure, trainerSettings, backend, resume.get()));
        } catch (final IllegalArgumentException e) {
            throw new OperationException(e, "Change one of these, and try again.");
        }
    }
}
