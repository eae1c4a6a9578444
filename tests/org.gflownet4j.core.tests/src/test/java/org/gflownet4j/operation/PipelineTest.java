package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private static final LearnerOperation LEARNER = new LearnerOperation();

    private static LearnerOperation.Settings learnerSettings(final Map<String, ?> values) {
        return SettingsMap.fromMap(LEARNER.defaults(), values);
    }

    private static GFlowNetModel gridModel(final int updates) {
        return LEARNER.learn(
                learnerSettings(Map.of("updates", updates, "hiddenUnits", 64, "backend", "JAVA", "learningRate", 3e-3)),
                new Hypergrid(2, 8), new HypergridReward(0.1, 0.5, 2), Execution.QUIET).model();
    }

    @Test
    void theStepsOfTheExampleFitTogether() {
        final Table data = ExampleDataOperation.read();
        final Reward reward = (Reward) new TableRewardOperation().run(new TableRewardOperation().defaults(),
                List.of(data, Optional.empty()), Execution.QUIET).get(0);
        final Environment space = (Environment) new SequenceSpaceOperation()
                .run(new SequenceSpaceOperation().defaults(), List.of(), Execution.QUIET).get(0);
        final List<Object> learned = LEARNER.run(learnerSettings(Map.of("updates", 100, "hiddenUnits", 64)),
                List.of(space, reward, Optional.empty()), Execution.QUIET);
        final GFlowNetModel model = (GFlowNetModel) learned.get(0);
        assertEquals(100, ((Table) learned.get(1)).rows());

        final Table samples = new SamplerOperation().sample(
                SettingsMap.fromMap(new SamplerOperation().defaults(),
                        Map.of("count", 2000, "seed", 1, "backend", "JAVA")),
                model, Execution.QUIET);
        double drawn = 0;
        for (int row = 0; row < samples.rows(); row++) {
            drawn += samples.number(row, 3);
            assertTrue(row == 0 || samples.number(row - 1, 1) >= samples.number(row, 1), "the best come first");
        }
        assertEquals(2000, drawn);

        final Table scored = new ScorerOperation().score(new ScorerOperation().defaults(), model, samples,
                Execution.QUIET);
        for (int row = 0; row < samples.rows(); row++) {
            assertEquals(samples.number(row, 1), scored.number(row, scored.indexOf("reward (2)")), 1e-12);
            assertEquals(samples.number(row, 2), scored.number(row, scored.indexOf("log-probability (2)")), 1e-5);
        }

        final EvaluatorOperation.Result evaluation = new EvaluatorOperation().evaluate(
                new EvaluatorOperation().defaults(), model, reward, Execution.QUIET);
        checkAgainstIndependentFigures(evaluation, new ScorerOperation().score(new ScorerOperation().defaults(), model,
                data, Execution.QUIET));
        assertEquals(9.159561987, evaluation.metrics().get("log_z_exact"), 1e-6);
        // in a tree the ELBO's gap is the divergence
        assertEquals(evaluation.metrics().get("kl"), evaluation.metrics().get("elbo_gap"), 1e-6);
        assertEquals(evaluation.metrics().get("kl_target_model"), evaluation.metrics().get("eubo_gap"), 1e-6);
        assertEquals(65_536, evaluation.metrics().get("objects"));
        double samplesInBins = 0;
        double targetInBins = 0;
        for (int row = 0; row < evaluation.distribution().rows(); row++) {
            samplesInBins += evaluation.distribution().number(row, 2);
            targetInBins += evaluation.distribution().number(row, 3);
        }
        assertEquals(1, samplesInBins, 1e-9);
        assertEquals(1, targetInBins, 1e-9);
    }

    /** All 65 536 objects were scored one by one: from these, the figures are computed once more, in another way. */
    private static void checkAgainstIndependentFigures(final EvaluatorOperation.Result evaluation, final Table scored) {
        final int rows = scored.rows();
        final int reward = scored.indexOf("reward");
        final int logP = scored.indexOf("log-probability");
        double z = 0;
        double meanReward = 0;
        double total = 0;
        for (int row = 0; row < rows; row++) {
            z += scored.number(row, reward);
            total += Math.exp(scored.number(row, logP));
            meanReward += Math.exp(scored.number(row, logP)) * scored.number(row, reward);
        }
        assertEquals(1, total, 1e-4);
        double tv = 0;
        double kl = 0;
        double squares = 0;
        double meanX = 0;
        double meanY = 0;
        double xy = 0;
        double xx = 0;
        for (int row = 0; row < rows; row++) {
            final double target = scored.number(row, reward) / z;
            final double x = scored.number(row, logP);
            final double y = Math.log(scored.number(row, reward));
            tv += Math.abs(Math.exp(x) - target) / 2;
            kl += Math.exp(x) * (x - Math.log(target));
            squares += Math.exp(x) * (y - x) * (y - x);
            meanX += target * x;
            meanY += target * y;
            xy += target * x * y;
            xx += target * x * x;
        }
        assertEquals(tv, evaluation.metrics().get("tv"), 1e-4);
        assertEquals(kl, evaluation.metrics().get("kl"), 1e-4);
        assertEquals((xy - meanX * meanY) / (xx - meanX * meanX), evaluation.metrics().get("slope"), 1e-3);
        // 10 000 samples: the standard error of the mean reward is about 0.003, that of the ELBO is given
        assertEquals(meanReward, evaluation.metrics().get("mean_reward"), 0.015);
        assertEquals(9.159561987 - kl, evaluation.metrics().get("elbo_samples"),
                5 * evaluation.metrics().get("elbo_samples_error"));
        final double variance = squares - (9.159561987 - kl) * (9.159561987 - kl);
        assertEquals(Math.sqrt(variance / 10_000), evaluation.metrics().get("elbo_samples_error"), 5e-4);
        final double spearman = evaluation.metrics().get("spearman");
        assertTrue(spearman > 0.3 && spearman < 0.9, "after 100 updates: " + spearman);
        assertEquals(0.726, evaluation.metrics().get("tv_noise_floor"), 0.001);
        assertTrue(evaluation.metrics().get("tv_samples") > evaluation.metrics().get("tv_noise_floor"));
        // uniform sampling has more low rewards than the target
        assertTrue(evaluation.distribution().number(0, 4) > 2 * evaluation.distribution().number(0, 3));
        for (int row = 0; row < 50; row++) {
            assertTrue(evaluation.points().number(row, 1) <= 0 && evaluation.points().number(row, 2) < -8);
        }
    }

    @Test
    void aTrainedGridModelIsFoundToBeGood() {
        final GFlowNetModel model = gridModel(2000);
        final Map<String, Double> metrics = new EvaluatorOperation()
                .evaluate(new EvaluatorOperation().defaults(), model,
                        model.reward(), Execution.QUIET)
                .metrics();
        assertTrue(metrics.get("tv") < 0.03, "tv " + metrics.get("tv"));
        assertEquals(1, metrics.get("slope"), 0.05);
        assertEquals(3.109061, metrics.get("log_z"), 0.05);
        assertEquals(3.109061, metrics.get("log_z_exact"), 1e-6);
        // 10 000 samples of this grid: a perfect sampler shows .026
        assertEquals(0.026, metrics.get("tv_noise_floor"), 0.001);
        assertTrue(metrics.get("tv_samples") < 2 * metrics.get("tv_noise_floor"));
        assertEquals(metrics.get("log_z_exact") - metrics.get("elbo_gap"), metrics.get("elbo_samples"),
                5 * metrics.get("elbo_samples_error"));
    }

    @Test
    void aSpaceTooLargeToListIsEvaluatedFromSamples() {
        final Environment space = new Sequence("DNA", "ACGT", 30, 30);
        final Reward reward = new TableRewardOperation().reward(new TableRewardOperation().defaults(),
                Table.builder(new Table.Column("s", Table.Type.TEXT), new Table.Column("y", Table.Type.NUMBER))
                        .row("A".repeat(30), 1).row("C".repeat(30), 2).build(),
                Progress.NONE);
        final GFlowNetModel model = LEARNER
                .learn(learnerSettings(Map.of("updates", 3, "hiddenUnits", 8)), space, reward,
                        Execution.QUIET)
                .model();
        final List<String> warnings = new ArrayList<>();
        final EvaluatorOperation.Result result = new EvaluatorOperation().evaluate(
                SettingsMap.fromMap(new EvaluatorOperation().defaults(), Map.of("samples", 500)), model, reward,
                new Execution(new Progress() {
                    @Override
                    public void warn(final String sentence) {
                        warnings.add(sentence);
                    }
                }, checkpoint -> {}));
        assertEquals(1, warnings.size());
        assertTrue(!result.metrics().containsKey("tv") && result.metrics().containsKey("elbo_samples"));
    }

    @Test
    void cancellingTheLearnerHandsOverACheckpoint() {
        final List<GFlowNetModel> checkpoints = new ArrayList<>();
        final Progress cancelAtOnce = new Progress() {
            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> LEARNER.learn(LEARNER.defaults(), new Hypergrid(2, 8),
                new HypergridReward(0.1, 0.5, 2),
                new Execution(cancelAtOnce, checkpoint -> checkpoints.add(checkpoint.model()))));
        assertEquals(1, checkpoints.size());
        assertEquals(0, checkpoints.get(0).provenance().get("updates"));
    }

    @Test
    void aRewardForOtherObjectsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> LEARNER.learn(LEARNER.defaults(),
                new Sequence("DNA", "ACGT", 8, 8), new HypergridReward(0.1, 0.5, 2), Execution.QUIET));
    }

    @Test
    void rowsThatCanNotBeScoredStayWithoutScoreAndAreCountedOnce() {
        final GFlowNetModel model = gridModel(1);
        final List<String> warnings = new ArrayList<>();
        final Table scored = new ScorerOperation().score(new ScorerOperation().defaults(), model,
                Table.builder(new Table.Column("cell", Table.Type.TEXT)).row("1 2").row("9 9").row(new Object[]{null})
                        .build(),
                new Execution(new Progress() {
                    @Override
                    public void warn(final String sentence) {
                        warnings.add(sentence);
                    }
                }, checkpoint -> {}));
        assertTrue(!scored.isMissing(0, 2) && scored.isMissing(1, 2) && scored.isMissing(2, 2));
        assertEquals(1, warnings.size());
        assertTrue(
                warnings.get(0).startsWith(
                        "2 of 3 rows could not be scored; the first that has an object is row 2: Coordinate 9"),
                warnings.get(0));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        final GFlowNetModel model = gridModel(1);
        assertThrows(OperationException.class, () -> new SamplerOperation()
                .sample(SettingsMap.fromMap(new SamplerOperation().defaults(), Map.of("count", 0)), model,
                        Execution.QUIET));
        assertThrows(OperationException.class, () -> new EvaluatorOperation().evaluate(
                SettingsMap.fromMap(new EvaluatorOperation().defaults(), Map.of("samples", 1)), model, model.reward(),
                Execution.QUIET));
        assertThrows(IllegalArgumentException.class, () -> gridModel(0));
        for (final Map<String, ?> wrong : List.of(Map.of("hiddenLayers", 0), Map.of("hiddenLayers", 1_000_000_000),
                Map.of("hiddenUnits", -1), Map.of("hiddenUnits", 1_000_000), Map.of("batchSize", 0))) {
            assertThrows(IllegalArgumentException.class,
                    () -> LEARNER.learn(learnerSettings(wrong), new Hypergrid(2, 8),
                            new HypergridReward(0.1, 0.5, 2), Execution.QUIET),
                    wrong.toString());
        }
    }
}
