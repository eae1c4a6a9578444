package org.gflownet4j.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.compute.Workers;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.Distances;
import org.gflownet4j.metrics.ExactDistribution;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.train.TrainingResult;

/**
 * Total variation over the course of a training. The model is kept as it is at some times, and measured when training is
 * over, so that measuring takes no time from it.
 */
final class Curve {

    private final StateSpace space;
    private final TargetDistribution target;
    private final List<Point> points = new ArrayList<>();

    private record Point(double seconds, int updates, float[] parameters) {
    }

    /**
     * A curve without points.
     *
     * @param task trained on
     * @param progress asked for cancellation
     * @throws IllegalArgumentException if the task has more states than can be listed
     */
    Curve(final BenchTask task, final Progress progress) {
        this.space = StateSpace.of(task.environment(), StateSpace.DEFAULT_LIMIT, progress)
                .orElseThrow(() -> new IllegalArgumentException("A curve of total variation needs a space that can be "
                        + "listed, and that of " + task.name() + " is too large. Leave --curve out."));
        this.target = TargetDistribution.of(space, task.reward().on(task.environment(), progress), progress);
    }

    /** Keeps the model as it is. */
    void keep(final TrainingResult state) {
        points.add(new Point(state.seconds(), state.updates(), state.parameters()));
    }

    /**
     * Measures what was kept, exactly.
     *
     * @param policy that was trained
     * @param backend multiplies
     * @param threads that compute
     * @param progress asked for cancellation
     * @return for each time: seconds of training, updates, total variation
     */
    List<Map<String, Object>> measured(final Policy policy, final ComputeBackend backend, final int threads,
            final Progress progress) {
        final List<Map<String, Object>> measured = new ArrayList<>();
        try (Workers workers = new Workers(threads)) {
            for (final Point point : points) {
                final double[] law = new ExactDistribution(space, policy, point.parameters(), backend, workers,
                        progress)
                        .probability();
                measured.add(Map.of("seconds", point.seconds(), "updates", point.updates(), "tv",
                        Distances.totalVariation(law, target.probability())));
            }
        }
        return measured;
    }
}
