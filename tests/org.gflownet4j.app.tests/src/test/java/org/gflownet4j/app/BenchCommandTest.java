package org.gflownet4j.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.jr.ob.JSON;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {

    @TempDir
    private Path folder;

    private CommandLineRun bench(final String... args) {
        final List<String> line = new ArrayList<>(List.of("bench"));
        line.addAll(Arrays.asList(args));
        return CommandLineRun.of(folder, line.toArray(new String[0]));
    }

    private Map<String, Object> figures(final String task, final String... args) throws IOException {
        final List<String> line = new ArrayList<>(List.of(task, "--json", "--backend", "java"));
        if (!List.of(args).contains("--hidden")) {
            line.addAll(List.of("--hidden", "16,12"));
        }
        line.addAll(Arrays.asList(args));
        final CommandLineRun run = bench(line.toArray(new String[0]));
        assertEquals(0, run.exitCode(), run.err());
        final List<String> lines = run.out().lines().toList();
        return JSON.std.mapFrom(lines.get(lines.size() - 1));
    }

    private static double number(final Map<String, Object> figures, final String key) {
        return ((Number) figures.get(key)).doubleValue();
    }

    @Test
    void theLastLineIsOneObjectWithEveryFigure() throws IOException {
        final Map<String, Object> figures = figures("hypergrid-2-8", "--steps", "200", "--batch", "32", "--seed", "3");
        assertTrue(figures.keySet().containsAll(List.of("task", "construction", "objective", "backend", "device",
                "network", "steps", "trajectories", "state_evaluations", "seconds", "trajectories_per_second",
                "peak_anonymous_mib", "peak_mapped_mib", "tv", "jsd", "l1_sum", "elbo_gap", "log_z", "log_z_exact",
                "spearman", "slope", "modes", "tv_noise_floor", "log_z_estimator")), figures.toString());
        assertEquals(6400, number(figures, "trajectories"));
        assertEquals("the parameter log Z", figures.get("log_z_estimator"));
        assertTrue(figures.get("network").toString().startsWith("16x12"), figures.toString());
        // 64 cells, from the closed form
        assertEquals(3.109061, number(figures, "log_z_exact"), 1e-6);
        assertTrue(number(figures, "tv") < 0.5, figures.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tb", "db", "mdb", "fm", "subtb", "vargrad", "soft-q", "munchausen"})
    void everyObjectiveLearnsTheGrid(final String objective) throws IOException {
        final Map<String, Object> figures = figures("hypergrid-2-8", "--objective", objective, "--steps", "900",
                "--batch", "32", "--hidden", "32,32");
        assertEquals(objective, figures.get("objective"));
        assertTrue(number(figures, "tv") < 0.1, objective + " " + figures.get("tv"));
    }

    @ParameterizedTest
    @CsvSource({"ising-3, 9.010261", "ising-4, 15.504727", "hypergrid-4-8, 6.344934", "tfbind8, 11.462147"})
    void exactPartitionsAreThoseOfTheLiterature(final String task, final double logPartition) throws IOException {
        assertEquals(logPartition, number(figures(task, "--steps", "2", "--batch", "4", "--samples", "100"),
                "log_z_exact"), 1e-5);
    }

    @Test
    void withoutPathsInTheRewardObjectsAreDrawnByTheirNumber() throws IOException {
        final Map<String, Object> figures = figures("hypergrid-2-8", "--objective", "soft-rl", "--steps", "600",
                "--batch", "32", "--hidden", "32,32");
        assertEquals(0.742, number(figures, "tv"), 0.03);
        assertTrue(number(figures, "tv_path_counts") < 0.05, figures.toString());
    }

    @Test
    void crossEntropyGetsNearTheTargetWithoutAReward() throws IOException {
        final Map<String, Object> figures = figures("tfbind8", "--objective", "cross-entropy", "--steps", "200",
                "--batch", "64", "--hidden", "32,32");
        assertTrue(number(figures, "tv") < 0.35, figures.toString());
        assertFalse(figures.containsKey("log_z"));
    }

    @Test
    void theListNamesEveryTaskWithItsDefinition() {
        final String list = bench("--list").out();
        for (final String task : List.of("hypergrid-D-H", "hypergrid-4-20", "bitseq-N-K", "tfbind8", "qm9str", "sehstr",
                "sets-small|medium|large", "ising-N", "0.001", "60 modes")) {
            assertTrue(list.contains(task), task);
        }
    }

    @Test
    void setsComeFromTheFolderOfData() throws IOException {
        final StringBuilder energies = new StringBuilder("element,energy\n");
        for (int element = 0; element < 30; element++) {
            // all alike: log Z is the logarithm of the number of sets, C(30, 20) = 30 045 015
            energies.append(element).append(",0.0\n");
        }
        Files.createDirectory(folder.resolve("sets"));
        Files.writeString(folder.resolve("sets/set_small_energies.csv"), energies);
        final Map<String, Object> figures = figures("sets-small", "--data", ".", "--steps", "2", "--batch", "4",
                "--samples", "500", "--objective", "fl-db");
        assertEquals(Math.log(30_045_015), number(figures, "log_z_exact"), 1e-9);
        // every element is in two sets of three
        assertTrue(number(figures, "marginal_error") < 0.1, figures.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"hypergrid-9|There is no task", "qm9str|--data", "tfbind8 --r0 1|--r0",
            "ising-3 --construction append|--construction", "hypergrid-2-8 --reward nice|standard",
            "hypergrid-2-8 --objective magic|tb, db", "hypergrid-2-8 --loss huber|linex1",
            "hypergrid-2-8 --hidden a,b|256,256", "hypergrid-2-8 --objective fl-db|unfinished",
            "tfbind8 --objective mdb|detailed balance", "hypergrid-2-8 --objective soft-q --backward learned|uniform",
            "hypergrid-2-8 --objective vargrad --batch 1|at least 2", "ising-3 --objective cross-entropy|appending",
            "hypergrid-0-8|dimension", "bitseq-121-8|8"})
    void whatCanNotBeIsSaidInASentence(final String line, final String expected) {
        final CommandLineRun run = bench((line + " --steps 2").split(" "));
        assertTrue(run.exitCode() == 1 || run.exitCode() == 2, line);
        assertTrue(run.err().contains(expected), run.err());
        assertFalse(run.err().contains("should not have happened"), run.err());
    }
}
