package org.gflownet4j.operation;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import org.gflownet4j.env.Environment;
import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.policy.Savings;
import org.gflownet4j.replay.KnownObjects;
import org.gflownet4j.report.NumberText;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.table.Table;
import org.gflownet4j.train.TrainingDivergedException;
import org.gflownet4j.train.TrainingResult;

/**
 * One training of the Learner, from its inputs to its result, with checkpoints.
 *
 * @param settings what the user chose, checked
 * @param space what objects can be built
 * @param reward how good they are
 * @param device computes
 * @param execution progress, cancel, checkpoints
 */
record LearnerRun(LearnerOperation.Settings settings, Environment space, Reward reward, Device device,
        Execution execution) {

    /**
     * Trains.
     *
     * @param table of known objects
     * @return the model and the log
     * @throws OperationException if it can not be done, or training breaks down
     * @throws CancellationException if the user cancelled
     */
    LearnerOperation.Result train(final Optional<Table> table) {
        final Checkpoints checkpoints = execution.checkpoints();
        final long seed = checkpoints.resume().isEmpty() ? Seeds.of(settings.useStaticSeed(), settings.seed())
                : Resumption.requireSame(checkpoints.resume().get(), settings, space, reward, device,
                        execution.progress());
        execution.progress().note(Seeds.sentence(seed));
        final LogReward logReward = RewardOfObjects.on(reward, space, execution.progress());
        final KnownObjects known = table.map(objects -> KnownTable.of(objects, settings.knownColumn(), space,
                logReward, execution.progress())).orElse(KnownObjects.NONE);
        final Training training = Training.of(settings, Training.objective(settings), Training.hidden(settings), space,
                logReward, known,
                LearnerSettings.forTrainer(settings, seed, Runtime.getRuntime().availableProcessors()),
                device.backend(), Savings.ALL, LearnerSettings.conditional(settings),
                checkpoints.resume().map(Checkpoint::state));
        return train(training, seed);
    }

    private LearnerOperation.Result train(final Training training, final long seed) {
        final Checkpoints checkpoints = execution.checkpoints();
        final Consumer<TrainingResult> keep = state -> {
            if (checkpoints.areKept()) {
                checkpoints.keep()
                        .accept(new Checkpoint(LearnerOutcome.model(training, reward, settings, seed, device, state),
                                training.trainer().state()));
            }
        };
        final TrainingResult result;
        try {
            result = training.trainer().train(execution.progress(), keep, checkpoints.seconds());
        } catch (final TrainingDivergedException e) {
            throw diverged(e, training.trainer().result(), checkpoints.areKept(), keep);
        }
        keep.accept(result);
        if (result.end() == TrainingResult.End.CANCELLED) {
            throw new CancellationException("Training was cancelled after " + NumberText.of(result.updates()) + " of "
                    + NumberText.of(settings.updates()) + " steps.");
        }
        LearnerOutcome.ending(settings, result).ifPresent(execution.progress()::warn);
        return new LearnerOperation.Result(
                LearnerOutcome.model(training, reward, settings, seed, device, result),
                LearnerOutcome.log(result.log()), device.explanation());
    }

    /** Hands on what there was before training broke down, and says so. */
    private static OperationException diverged(final TrainingDivergedException cause, final TrainingResult before,
            final boolean isKept, final Consumer<TrainingResult> keep) {
        String problem = cause.problem();
        if (isKept && before.updates() > 0) {
            keep.accept(before);
            problem += " The model of step " + NumberText.of(before.keptUpdate()) + ", before that, was kept.";
        }
        return (OperationException) new OperationException(problem, cause.resolution()).initCause(cause);
    }
}
