package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;

/** Which figures the Evaluator shows, and how they belong together. */
class EvaluatorMetricsTest {

    private static final List<String> OF_DRAWS = List.of("elbo_samples", "elbo_samples_error", "log_z_importance",
            "log_z_importance_standard_error", "mean_reward", "mean_reward_standard_error", "top_k_reward",
            "top_k_diversity", "diversity", "samples", "distinct_samples");

    private static EvaluatorOperation.Result evaluate(final Environment space, final Reward reward,
            final Optional<Table> test) {
        final GFlowNetModel model = new LearnerOperation().learn(SettingsMap.fromMap(new LearnerOperation().defaults(),
                Map.of("updates", 100, "hiddenUnits", 16, "backend", "JAVA")), space, reward, Execution.QUIET).model();
        final EvaluatorOperation evaluator = new EvaluatorOperation();
        return evaluator.evaluate(SettingsMap.fromMap(evaluator.defaults(),
                Map.of("samples", 4000, "backend", "JAVA")), model, reward, test, Execution.QUIET);
    }

    private static Map<String, Double> perfect(final EvaluatorOperation.Result result) {
        final Map<String, Double> perfect = new HashMap<>();
        for (int row = 0; row < result.explained().rows(); row++) {
            perfect.put(result.explained().text(row, 0), result.explained().number(row, 2));
            assertTrue(result.explained().text(row, 3).endsWith("."), result.explained().text(row, 0));
        }
        assertEquals(result.metrics().size(), perfect.size(), "no name twice");
        return perfect;
    }

    @Test
    void everyFigureOfASpaceThatCanBeListedStandsBesideThePerfectOne() {
        final EvaluatorOperation.Result result = evaluate(new Hypergrid(2, 8), new HypergridReward(0.1, 0.5, 2),
                Optional.empty());
        final Map<String, Double> values = result.metrics();
        final Map<String, Double> perfect = perfect(result);
        for (final String name : List.of("tv", "l1_sum", "l1_mean", "jsd", "kl", "kl_target_model", "elbo_gap",
                "eubo_gap", "log_z_error", "fcs", "relative_mean_reward_error")) {
            assertEquals(0, perfect.get(name), name);
            assertTrue(values.get(name) > 0, name);
        }
        for (final String name : List.of("slope", "spearman", "pearson")) {
            assertEquals(1, perfect.get(name), name);
        }
        for (final String name : List.of("elbo", "eubo", "log_z", "elbo_samples", "log_z_importance")) {
            assertEquals(3.109061, perfect.get(name), 1e-6, name);
        }
        for (final String name : List.of("tv_samples", "l1_sum_samples", "l1_mean_samples", "jsd_samples",
                "kl_samples", "mean_reward", "mean_reward_standard_error", "relative_mean_reward_error_samples",
                "top_k_reward", "top_k_diversity", "diversity", "distinct_samples")) {
            assertTrue(perfect.get(name) > 0, name);
        }
        assertTrue(values.keySet().containsAll(OF_DRAWS));
        assertEquals(perfect.get("jsd_samples"), values.get("jsd_noise_floor"));
        assertEquals(perfect.get("kl_samples"), values.get("kl_noise_floor"));
        assertEquals(2 * values.get("tv"), values.get("l1_sum"), 1e-12);
        assertEquals(values.get("l1_sum") / 64, values.get("l1_mean"), 1e-12);
        assertEquals(values.get("log_z_exact"), values.get("elbo") + values.get("elbo_gap"), 1e-9);
        assertEquals(values.get("log_z_exact"), values.get("eubo") - values.get("eubo_gap"), 1e-9);
        assertEquals(Math.abs(values.get("log_z") - values.get("log_z_exact")), values.get("log_z_error"), 1e-12);
        assertEquals(values.get("log_z_exact"), values.get("log_z_importance"),
                5 * values.get("log_z_importance_standard_error"));
        // 4 000 draws show all 64 cells, to a perfect sampler too
        assertEquals(64, perfect.get("distinct_samples"), 0.1);
    }

    @Test
    void inALargeSpaceTheFiguresOfTheDrawsRemain() {
        final String[] objects = {"ACGT".repeat(5), "CCGT".repeat(5), "ACGA".repeat(5)};
        final Table test = Table.builder(new Table.Column("object", Table.Type.TEXT)).row(objects[0]).row(objects[1])
                .row(objects[2]).build();
        final EvaluatorOperation.Result result = evaluate(new Sequence("DNA", "ACGT", 20, 20),
                new TableReward(objects, new double[]{1, 2, 3}, new long[3], 0, 3, 1, 0.01), Optional.of(test));
        final Map<String, Double> values = result.metrics();
        assertTrue(values.keySet().containsAll(OF_DRAWS));
        assertTrue(values.keySet().containsAll(List.of("log_z", "spearman_samples", "pearson_samples",
                "slope_samples", "fcs_samples", "test_spearman", "test_pearson", "test_slope", "test_fcs",
                "test_mean_log_probability", "test_log_probability_error")));
        assertTrue(values.keySet().stream().noneMatch(name -> name.contains("floor") || name.contains("exact")));
        // sequences are a tree, so the test objects' log-probabilities are exact
        assertEquals(0, values.get("test_log_probability_error"));
        final Map<String, Double> perfect = perfect(result);
        assertTrue(perfect.get("mean_reward").isNaN() && perfect.get("top_k_reward").isNaN());
        // random sequences of length 20 over four letters are some 11 edits apart
        assertEquals(11, values.get("diversity"), 1.5);
    }
}
