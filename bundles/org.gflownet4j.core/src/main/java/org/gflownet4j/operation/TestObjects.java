package org.gflownet4j.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.Metric;
import org.gflownet4j.metrics.Modes;
import org.gflownet4j.metrics.ScoredMetrics;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.report.NumberText;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Sampler;
import org.gflownet4j.table.Table;

/** Objects that the user gives to compare log-probability and log reward on. */
final class TestObjects {

    /** More modes are refused, if a distance to each has to be computed. */
    static final int MAX_MODES = 10_000;

    private final ObjectColumn objects;
    private final Environment space;
    private final int width;
    private final double[] logReward;

    private TestObjects(final ObjectColumn objects, final Environment space, final double[] logReward) {
        this.objects = objects;
        this.space = space;
        this.width = space.stateLength();
        this.logReward = logReward;
    }

    /**
     * Reads the table. Rows without an object of the model's design space are counted in one warning.
     *
     * @param table has the objects
     * @param column with the objects; empty for the first text column
     * @param model its space is meant
     * @param reward of its objects
     * @param progress cancel, warnings
     * @return the objects with their reward
     * @throws OperationException if the table has no such column
     */
    static TestObjects of(final Table table, final String column, final GFlowNetModel model, final LogReward reward,
            final Progress progress) {
        final ObjectColumn objects = ObjectColumn.of(table, column, model.environment(), progress);
        if (objects.count() < objects.rows()) {
            progress.warn(NumberText.of(objects.rows() - objects.count()) + " of " + NumberText.of(objects.rows())
                    + " rows of the test objects are not used, since they " + reason(objects));
        }
        final Environment space = model.environment();
        return new TestObjects(objects, space,
                RewardOfObjects.of(reward, objects.states(), objects.count(), space.stateLength(), progress));
    }

    private static String reason(final ObjectColumn objects) {
        if (objects.foreign() == 0) {
            return "have no object.";
        }
        return (objects.missing() == 0 ? "do" : "have no object or do")
                + " not belong to the design space; the first of these is " + objects.firstProblem();
    }

    /**
     * The objects as modes that samples should find.
     *
     * @param distance at which one is found; 0: by itself only
     * @throws OperationException if there are too many for a distance
     */
    Modes modes(final double distance) {
        if (distance > 0 && objects.count() > MAX_MODES) {
            throw new OperationException(NumberText.of(objects.count()) + " test objects are too many to look for "
                    + "samples within a distance of each of them; at most " + NumberText.of(MAX_MODES)
                    + " are possible.", "Give fewer test objects, or set the distance to 0.");
        }
        return new Modes(space, objects.states(), objects.count(), distance);
    }

    /** The figures, where the model's law is known exactly. */
    List<Metric> metrics(final StateSpace space, final double[] logProbability, final long seed) {
        final double[] ofTests = new double[objects.count()];
        for (int i = 0; i < ofTests.length; i++) {
            ofTests[i] = logProbability[Arrays.binarySearch(space.objects(), space.find(objects.states(), i * width))];
        }
        return metrics(ofTests, "exact", seed);
    }

    /** The figures, with log-probabilities from backward walks. */
    List<Metric> metrics(final Sampler sampler, final long seed, final Progress progress) {
        final Sampler.Estimates estimates = sampler.estimate(objects.states(), objects.count(), SamplerOperation.WALKS,
                seed, progress);
        final List<Metric> list = metrics(estimates.logProbability(), "computed along ways to build each object", seed);
        list.add(new Metric("test_log_probability_error",
                Arrays.stream(estimates.standardError()).average().orElse(Double.NaN), Double.NaN,
                "Standard error of a test object's log-probability, on average, in nats."));
        return list;
    }

    private List<Metric> metrics(final double[] logProbability, final String how, final long seed) {
        final List<Metric> list = new ArrayList<>();
        list.add(new Metric("test_objects", objects.count(), Double.NaN, "Number of test objects."));
        list.addAll(new ScoredMetrics(logProbability, logReward).agreement("test_", "", "the test objects; " + how,
                seed));
        list.add(new Metric("test_mean_log_probability", Arrays.stream(logProbability).average().orElse(Double.NaN),
                Double.NaN, "Mean log-probability of the test objects, in nats; higher means that the model draws them "
                        + "more often; " + how + "."));
        return list;
    }
}
