package org.gflownet4j.app;

import static org.gflownet4j.app.BenchLine.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {

    @TempDir
    private Path folder;

    private CommandLineRun bench(final String... args) {
        return BenchLine.run(folder, args);
    }

    private Map<String, Object> figures(final String task, final String... args) throws IOException {
        return BenchLine.figures(folder, task, args);
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
        assertTrue(
                figures.keySet().containsAll(List.of("reward", "backend", "device", "network", "parameters", "threads",
                        "lr", "state_evaluations", "peak_anonymous_mib")),
                figures.toString());
        assertEquals(200 * 64, number(figures, "trajectories"));
        // 20 updates are not timed
        assertEquals(180 * 64, number(figures, "trajectories_per_second") * number(figures, "seconds"), 1e-3);
    }

    @ParameterizedTest
    @CsvSource({"100, 90", "9, 9", "600, 550"})
    void theFirstTenthOfTheUpdatesButAtMostFiftyIsNotTimed(final int updates, final int timed) throws IOException {
        final Map<String, Object> figures = figures("hypergrid-2-8", "--steps", Integer.toString(updates), "--batch",
                "8", "--samples", "100");
        assertEquals(timed * 8, number(figures, "trajectories_per_second") * number(figures, "seconds"), 1e-3);
    }

    @Test
    void figuresFromSamplesStandBesideThoseOfAPerfectSampler() throws IOException {
        final Map<String, Object> figures = figures("hypergrid-2-8", "--steps", "2", "--batch", "4", "--samples",
                "100");
        // rewards 2.6, 0.6 and 0.1 of 4, 12 and 48 cells: sum of squares by sum
        assertEquals(31.84 / 22.4, number(figures, "mean_reward_perfect"), 1e-9);
        assertTrue(figures.keySet().containsAll(List.of("diversity_perfect", "distinct_samples_perfect",
                "l1_sum_samples_perfect")), figures.toString());
        // these have a noise floor
        assertFalse(figures.containsKey("tv_samples_perfect"), figures.toString());
    }

    @Test
    void modifiedDetailedBalanceTellsNoStepSinceItAsksAboutEveryStateItPasses() throws IOException {
        for (final String objective : List.of("tb", "mdb")) {
            final Map<String, Object> figures = figures("hypergrid-2-8", "--objective", objective, "--steps", "100",
                    "--batch", "32", "--samples", "100");
            assertEquals(4, number(figures, "modes_visited"), figures.toString());
            assertEquals(objective.equals("tb"), figures.containsKey("steps_to_all_modes"), figures.toString());
        }
    }

    @Test
    void theListNamesEveryTaskWithItsDefinition() {
        final String list = bench("--list").out();
        for (final String task : List.of("hypergrid-D-H", "hypergrid-4-20", "bitseq-N-K", "tfbind8", "qm9str", "sehstr",
                "sets-small", "sets-medium", "sets-large", "bitseq-120-8", "1.0E-5, 0.1, 2.0", "1.0E-12, 1.0",
                "ising-N", "0.001", "60 modes")) {
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
        // the greatest of 30 normal deviations is 2.323 standard deviations away, on average
        assertEquals(2.323 * Math.sqrt(2 / 9.0 / 500), number(figures, "marginal_error_noise"), 0.001);
        assertEquals(number(figures, "log_z_exact") - number(figures, "elbo_samples"), number(figures, "elbo_gap"),
                1e-9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"hypergrid-9|There is no task", "qm9str|--data", "tfbind8 --r0 1|--r0",
            "ising-3 --construction append|--construction", "hypergrid-2-8 --reward nice|standard",
            "hypergrid-2-8 --objective magic|tb, db", "hypergrid-2-8 --loss huber|linex1",
            "hypergrid-2-8 --hidden a,b|256,256", "hypergrid-2-8 --objective fl-db|unfinished",
            "tfbind8 --objective mdb|detailed balance", "hypergrid-2-8 --objective soft-q --backward learned|uniform",
            "hypergrid-2-8 --objective vargrad --batch 1|at least 2", "ising-3 --objective cross-entropy|appending",
            "tfbind8 --objective cross-entropy --clip 1|--clip",
            "tfbind8 --objective cross-entropy --epsilon 0.1|--epsilon",
            "tfbind8 --objective cross-entropy --replay best|--replay",
            "hypergrid-2-8 --replay worst|best, different", "hypergrid-2-8 --acceptance never|better, mh",
            "hypergrid-2-8 --backward learned --backward-loss own|pessimistic",
            "hypergrid-2-8 --backward-loss tlm|add --backward learned",
            "hypergrid-2-8 --objective db --novelty 1|only trajectory balance",
            "hypergrid-2-8 --objective soft-rl --novelty 1|does not read it",
            "hypergrid-2-8 --local-search 3 --noise 1|can not be used together",
            "tfbind8 --stop-bias 1|can stop at several sizes", "hypergrid-2-8 --fade 2|at most 1",
            "hypergrid-0-8|dimension", "bitseq-121-8|8"})
    void whatCanNotBeIsSaidInASentence(final String line, final String expected) {
        final CommandLineRun run = bench((line + " --steps 2").split(" "));
        assertTrue(run.exitCode() == 1 || run.exitCode() == 2, line);
        assertTrue(run.err().contains(expected), run.err());
        assertFalse(run.err().contains("should not have happened"), run.err());
    }
}
