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
import org.gflownet4j.policy.Savings;
import org.gflownet4j.replay.KnownObjects;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.OracleReward;
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

    private static final String RESOLUTION = "Change one of these, and try again.";

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
     * The objective that the settings name.
     *
     * @param settings of the Learner
     * @return with its constants
     * @throws OperationException if one is out of range
     */
    public static Objective objective(final LearnerOperation.Settings settings) {
        try {
            return settings.objective().objective(settings.residuals(), settings.weighting(), settings.lambda());
        } catch (final IllegalArgumentException e) {
            throw new OperationException(e, RESOLUTION);
        }
    }

    /**
     * Puts together what the settings say, without known objects.
     *
     * @param settings of the Learner; the objective, and the number and width of layers, are not read
     * @param objective see {@link #objective}
     * @param hidden widths of the layers
     * @param space what objects can be built
     * @param reward of the objects
     * @param trainerSettings see {@link LearnerSettings#forTrainer}
     * @param backend multiplies
     * @param savings what is saved in training
     * @param conditional which inverse temperatures are trained at; empty for an unconditional model
     * @return ready to train
     * @throws OperationException if the parts do not go together, or a number is out of range
     */
    public static Training of(final LearnerOperation.Settings settings, final Objective objective,
            final List<Integer> hidden, final Environment space, final LogReward reward,
            final TrainerSettings trainerSettings, final ComputeBackend backend, final Savings savings,
            final Optional<TemperatureConditional> conditional) {
        return of(settings, objective, hidden, space, reward, KnownObjects.NONE, trainerSettings, backend, savings,
                conditional, Optional.empty());
    }

    /** The same with known objects, perhaps to go on where another training was. */
    static Training of(final LearnerOperation.Settings settings, final Objective chosen, final List<Integer> hidden,
            final Environment space, final LogReward reward, final KnownObjects known,
            final TrainerSettings trainerSettings, final ComputeBackend backend, final Savings savings,
            final Optional<TemperatureConditional> conditional, final Optional<TrainingState> resume) {
        try {
            final Objective objective = LearnerProcedure.objective(settings, chosen);
            // a backward policy with a loss of its own can not share its network
            final boolean separate = settings.separateTrunks() || LearnerProcedure.backward(settings).isPresent();
            final Policy policy = new Policy(space,
                    new Architecture(hidden, settings.activation(), settings.layerNorm(), settings.backwardPolicy(),
                            separate, objective.reads().contains(Quantity.LOG_FLOW), false, settings.scoring()),
                    conditional.map(TemperatureConditional::input), savings);
            final LogReward asked = OracleReward.of(reward, space);
            final TrainingProcedure unconditional = LearnerProcedure.of(settings, objective, asked, known);
            final TrainingProcedure procedure = conditional.map(one -> unconditional.with(one.temperatures()))
                    .orElse(unconditional);
            return new Training(policy, objective, resume.isEmpty()
                    ? new Trainer(policy, asked, procedure, trainerSettings, backend)
                    : Trainer.resumed(policy, asked, procedure, trainerSettings, backend, resume.get()));
        } catch (final IllegalArgumentException e) {
            throw new OperationException(e, RESOLUTION);
        }
    }
}
