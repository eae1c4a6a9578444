package org.gflownet4j.app.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.gflownet4j.compute.Backends;
import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.operation.BackwardLoss;
import org.gflownet4j.operation.LearnerOperation;
import org.gflownet4j.operation.ReplayChoice;
import org.gflownet4j.operation.Training;
import org.gflownet4j.operation.TrainingObjective;
import org.gflownet4j.policy.Savings;
import org.gflownet4j.policy.Scoring;
import org.gflownet4j.train.TrainingResult;

/**
 * The first figures of every benchmark: what was trained, how, with what, and how fast.
 *
 * @param task trained on
 * @param settings of the Learner
 * @param hidden widths of the layers
 * @param objective what the command line calls the objective
 */
record BenchHeader(BenchTask task, LearnerOperation.Settings settings, List<Integer> hidden, String objective) {

    /**
     * Puts them together.
     *
     * @param training its policy is read
     * @param backend that computed
     * @param threads that computed
     * @param result of training
     * @param memory watched until now
     * @return key → value
     */
    Map<String, Object> figures(final Training training, final ComputeBackend backend, final int threads,
            final TrainingResult result, final PeakMemory memory) {
        final Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("task", task.name());
        figures.put("construction", task.construction().key());
        figures.put("reward", task.reward().title());
        figures.put("objective", objective);
        figures.put("backend", backend.name());
        figures.put("device", Backends.explanation(settings.backend(), backend));
        figures.put("network", hidden.stream().map(String::valueOf).collect(Collectors.joining("x")) + " "
                + settings.activation().name());
        figures.put("layer_norm", settings.layerNorm());
        figures.put("separate", training.policy().architecture().separateTrunks());
        if (settings.scoring() != Scoring.ACTIONS) {
            figures.put("scores", settings.scoring().name());
        }
        training.policy().temperature().ifPresent(input -> {
            figures.put("condition", "temperature");
            figures.put("architecture", input.entry().name());
            figures.put("encoding", input.encoding().name());
            figures.put("lowest_beta", input.lowest());
            figures.put("highest_beta", input.highest());
        });
        figures.put("parameters", training.policy().parameterCount());
        final Savings savings = training.policy().savings();
        if (!savings.equals(Savings.ALL)) {
            figures.put("savings", savings.toString());
        }
        figures.put("threads", threads);
        figures.put("seed", settings.seed());
        figures.put("batch", settings.batchSize());
        figures.put("lr", settings.learningRate());
        figures.put("schedule", settings.schedule().name());
        figures.put("weight_decay", settings.weightDecay());
        if (!objective.equals(BenchRun.CROSS_ENTROPY)) {
            addBalance(figures);
        }
        figures.put("steps", result.updates());
        figures.put("trajectories", result.trajectories());
        if (result.steps() > 0) {
            figures.put("mean_length", (double) result.steps() / result.trajectories());
        }
        figures.put("state_evaluations", result.distinctStates());
        figures.put("seconds", result.steadySeconds());
        figures.put("trajectories_per_second", result.steadyTrajectories() / result.steadySeconds());
        figures.put("peak_anonymous_mib", memory.anonymousMib());
        figures.put("peak_mapped_mib", memory.mappedMib());
        return figures;
    }

    /** Settings that mean nothing to cross-entropy. */
    private void addBalance(final Map<String, Object> figures) {
        figures.put("loss", settings.residuals().name());
        if (settings.objective() == TrainingObjective.SUB_TRAJECTORY_BALANCE
                || settings.objective() == TrainingObjective.FORWARD_LOOKING_SUB_TRAJECTORY_BALANCE) {
            figures.put("weighting", settings.weighting().name());
            figures.put("lambda", settings.lambda());
        }
        figures.put("backward", settings.backwardPolicy().name());
        if (settings.backwardLoss() != BackwardLoss.SAME_LOSS) {
            figures.put("backward_loss", settings.backwardLoss().name());
        }
        figures.put("lr_z", settings.logPartitionLearningRate());
        if (settings.limitGradient()) {
            figures.put("clip", settings.maxGradientNorm());
        }
        figures.put("epsilon", settings.randomSteps());
        figures.put("tempered", settings.temperedShare());
        figures.put("temperature", settings.temperedTemperature());
        addExploration(figures);
    }

    /** Only what is switched on. */
    private void addExploration(final Map<String, Object> figures) {
        if (settings.stopBias() > 0) {
            figures.put("stop_bias", settings.stopBias());
        }
        if (settings.networkNoise() > 0) {
            figures.put("noise", settings.networkNoise());
        }
        if (settings.exploringPolicies() > 1) {
            figures.put("policies", settings.exploringPolicies());
        }
        figures.put("fade", settings.explorationFadesAt());
        if (settings.rewardNovelty()) {
            figures.put("novelty", settings.noveltyReward());
            figures.put("novelty_fade", settings.noveltyFadesAt());
        }
        if (settings.localSearch()) {
            figures.put("local_search", settings.localSearchRounds());
            figures.put("steps_back", settings.localSearchSteps());
            figures.put("acceptance", settings.localSearchAcceptance().name());
            figures.put("search_to_end", !settings.localSearchFades());
        }
        if (settings.replay() != ReplayChoice.AUTOMATIC && settings.replay() != ReplayChoice.NONE) {
            figures.put("replay", settings.replay().name());
            figures.put("kept", settings.replayCapacity());
        }
        if (settings.replay() == ReplayChoice.BEST_AND_DIFFERENT) {
            figures.put("kept_distance", settings.replayDistance());
        }
    }
}
