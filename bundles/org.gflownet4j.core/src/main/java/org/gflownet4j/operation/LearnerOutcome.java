package org.gflownet4j.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.report.NumberText;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.table.Table;
import org.gflownet4j.train.LogRow;
import org.gflownet4j.train.TrainingResult;

/** What the Learner makes of a training that has ended: model, log, and what a user should know. */
final class LearnerOutcome {

    private LearnerOutcome() {
    }

    /** What a user should know of how training ended, in a sentence. */
    static Optional<String> ending(final LearnerOperation.Settings settings, final TrainingResult result) {
        final String after = " after " + NumberText.of(result.updates()) + " of " + NumberText.of(settings.updates())
                + " steps";
        final String kept = result.updates() == 0 ? "; the model has learned nothing yet, so allow more time"
                : settings.keepBest() ? "; the model that was kept is from step "
                        + NumberText.of(result.keptUpdate()) + ", around which the mean loss was lowest" : "";
        return switch (result.end()) {
            case TIME_BUDGET -> Optional.of("The time limit ended training" + after + kept + ".");
            case PLATEAU -> Optional.of("Training ended" + after + ", since the mean loss had not fallen by 1 % for "
                    + NumberText.of(settings.plateauSteps()) + " steps" + kept + ".");
            // early losses can be low because the good objects have not been found yet
            default -> result.keptUpdate() < result.updates() / 2
                    ? Optional.of("Training took " + NumberText.of(result.updates()) + " steps" + kept
                            + "; if the model misses good objects, keep the last model instead.")
                    : Optional.empty();
        };
    }

    /** The model with how it came about. */
    static GFlowNetModel model(final Training training, final Reward reward, final LearnerOperation.Settings settings,
            final long seed, final Device device, final TrainingResult result) {
        final Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("settings", SettingsMap.toMap(settings));
        provenance.put("seed", seed);
        provenance.put("logPartitionEstimator", training.objective().logPartitionEstimator());
        provenance.put("backend", device.backend().name());
        provenance.put("updates", result.updates());
        provenance.put("keptUpdate", result.keptUpdate());
        provenance.put("trajectories", result.trajectories());
        provenance.put("distinctStateEvaluations", result.distinctStates());
        provenance.put("seconds", result.seconds());
        provenance.put("end", result.end().name());
        if (!result.log().isEmpty()) {
            final LogRow last = result.log().get(result.log().size() - 1);
            provenance.put("loss", last.loss());
            provenance.put("meanReward", last.meanReward());
        }
        return new GFlowNetModel(training.policy(), result.parameters(), reward, provenance);
    }

    /** The training log as a table. */
    static Table log(final List<LogRow> rows) {
        final Table.Builder table = Table.builder(LearnerOperation.LOG_COLUMNS);
        for (final LogRow row : rows) {
            table.row(row.update(), row.trajectories(), row.loss(), row.logPartition(), row.meanReward(),
                    row.seconds());
        }
        return table.build();
    }
}
