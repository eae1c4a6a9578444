package org.gflownet4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.SamplerOperation;
import org.gflownet4j.operation.ScorerOperation;
import org.gflownet4j.operation.SettingsMap;
import org.gflownet4j.table.Csv;
import org.gflownet4j.table.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Model files written when an issue was finished, with the log-probabilities and the draws that they gave then: they open,
 * and give the same numbers, for ever. {@code issue-4}: detailed balance on sequences built by appending;
 * {@code issue-5}: sub-trajectory balance with Linex residuals on sequences built at both ends, P_B learned by a network of
 * its own, layer norm; {@code issue-6}: trajectory balance on the same, P_B with a loss of its own, explored, and replayed
 * from known objects on.
 */
class KeptModelsTest {

    private static final double ROUNDING = 1e-5;

    private static InputStream resource(final String name) {
        return KeptModelsTest.class.getResourceAsStream(name);
    }

    private static Table table(final String name) throws IOException {
        try (InputStreamReader reader = new InputStreamReader(resource(name), StandardCharsets.UTF_8)) {
            return Csv.read(reader, name);
        }
    }

    private static int column(final Table table, final String name) {
        return table.columns().stream().map(Table.Column::name).toList().indexOf(name);
    }

    private static GFlowNetModel model(final String issue) throws IOException {
        try (InputStream in = resource(issue + ".gflownet")) {
            return ModelFile.read(in);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"issue-4", "issue-5", "issue-6"})
    void aKeptModelScoresAsItDid(final String issue) throws IOException {
        final Table then = table(issue + "-scores.csv");
        final ScorerOperation scorer = new ScorerOperation();
        final Table now = scorer.score(SettingsMap.fromMap(scorer.defaults(), Map.of("backend", "JAVA")),
                model(issue), table("measured.csv"), Execution.QUIET);
        assertEquals(36, now.rows());
        for (int row = 0; row < now.rows(); row++) {
            assertEquals(then.text(row, 0), now.text(row, 0));
            for (final String figure : List.of("reward", "log-probability")) {
                assertEquals(then.number(row, column(then, figure)), now.number(row, column(now, figure)), ROUNDING,
                        figure + " of " + now.text(row, 0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"issue-4", "issue-5", "issue-6"})
    void aKeptModelDrawsAsItDid(final String issue) throws IOException {
        final Table then = table(issue + "-samples.csv");
        final SamplerOperation sampler = new SamplerOperation();
        final Table now = (Table) sampler.run(
                SettingsMap.fromMap(sampler.defaults(), Map.of("count", 200, "seed", 7, "backend", "JAVA")),
                List.of(model(issue), Optional.empty()), Execution.QUIET).get(0);
        assertEquals(then.rows(), now.rows());
        for (int row = 0; row < now.rows(); row++) {
            assertEquals(then.text(row, 0), now.text(row, 0));
            assertEquals(then.number(row, column(then, "times drawn")), now.number(row, column(now, "times drawn")));
        }
    }
}
