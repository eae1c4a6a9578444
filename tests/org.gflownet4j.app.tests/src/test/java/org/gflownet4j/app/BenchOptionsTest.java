package org.gflownet4j.app;

import static org.gflownet4j.app.BenchLine.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiny runs: every task and every option does what it says. */
class BenchOptionsTest {

    @TempDir
    private Path folder;

    private Map<String, Object> tiny(final String line) throws IOException {
        final List<String> args = new ArrayList<>(Arrays.asList(line.strip().split(" +")));
        args.addAll(List.of("--batch", "4", "--hidden", "8", "--samples", "100"));
        if (!args.contains("--steps")) {
            args.addAll(List.of("--steps", "2"));
        }
        return BenchLine.figures(folder, args.remove(0), args.toArray(new String[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tb", "db", "fm", "subtb", "vargrad", "fl-db", "fl-subtb", "soft-q", "munchausen"})
    void everyObjectiveTrainsOnBitSequences(final String objective) throws IOException {
        final Map<String, Object> figures = tiny("bitseq-24-4 --objective " + objective);
        assertEquals(objective, figures.get("objective"));
        assertEquals(8, number(figures, "trajectories"));
        assertTrue(Double.isFinite(number(figures, "elbo_samples")), figures.toString());
    }

    /** log Z by counting cells: R₀·64 + R₁·A² + R₂·B², with A of 8 columns in the first product, and so on. */
    @ParameterizedTest
    @CsvSource({"standard, 3.109061", "by-side, 2.939162", "sparse, 1.098612", "deceptive, 2.379606"})
    void everyGridRewardHasTheConstantsItWasPublishedWith(final String reward, final double logPartition)
            throws IOException {
        final Map<String, Object> figures = tiny("hypergrid-2-8 --reward " + reward);
        assertEquals(logPartition, number(figures, "log_z_exact"), 1e-6, figures.toString());
    }

    /** The runs differ in the option only, and equal runs give equal figures. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"hypergrid-2-8|--reward deceptive|reward|deceptive",
            "hypergrid-2-8|--r0 0.01|reward|R₀ = 0.01,", "hypergrid-2-8|--loss linex1|loss|LINEX_1",
            "hypergrid-2-8|--loss linex-half|loss|LINEX_HALF", "hypergrid-2-8|--loss cosh|loss|SHIFTED_COSH",
            "hypergrid-2-8|--backward learned|backward|LEARNED",
            "hypergrid-2-8|--backward maxent|backward|MAXIMUM_ENTROPY", "hypergrid-2-8|--lr 0.02|lr|0.02",
            "hypergrid-2-8|--lr-z 0.7|lr_z|0.7", "hypergrid-2-8|--schedule constant|schedule|CONSTANT",
            "hypergrid-2-8|--clip 0.01|clip|0.01", "hypergrid-2-8|--weight-decay 0.5|weight_decay|0.5",
            "hypergrid-2-8|--epsilon 0.9|epsilon|0.9", "hypergrid-2-8|--tempered 1|tempered|1.0",
            "hypergrid-2-8 --tempered 1|--temperature 3|temperature|3.0",
            "hypergrid-2-8|--stop-bias 3|stop_bias|3.0", "hypergrid-2-8|--noise 3|noise|3.0",
            "hypergrid-2-8 --epsilon 0.9|--fade 1|fade|1.0", "hypergrid-2-8|--novelty 0.5|novelty|0.5",
            "hypergrid-2-8 --novelty 0.5|--novelty-fade 0.1|novelty_fade|0.1",
            "hypergrid-2-8|--local-search 3|local_search|3",
            "hypergrid-2-8 --local-search 3|--steps-back 1|steps_back|1",
            "hypergrid-2-8 --local-search 3|--acceptance mh|acceptance|METROPOLIS_HASTINGS",
            "hypergrid-2-8 --local-search 3|--search-to-end|search_to_end|true",
            "hypergrid-2-8|--replay newest|replay|NEWEST", "hypergrid-2-8|--replay best|replay|BEST",
            "hypergrid-2-8 --replay best|--kept 3|kept|3", "hypergrid-2-8|--replay different|replay|BEST_AND_DIFFERENT",
            "hypergrid-2-8 --replay different|--kept-distance 20|kept_distance|20.0",
            "hypergrid-2-8 --backward learned|--backward-loss tlm|backward_loss|TRAJECTORY_LIKELIHOOD",
            "hypergrid-2-8 --backward learned|--backward-loss pessimistic|backward_loss|PESSIMISTIC",
            "hypergrid-2-8 --backward learned|--backward-loss maxent|backward_loss|MAXIMUM_ENTROPY",
            "hypergrid-2-8|--seed 7|seed|7",
            "hypergrid-2-8 --objective subtb|--lambda 0.3|lambda|0.3",
            "hypergrid-2-8 --objective subtb|--weighting equal|weighting|EQUAL",
            "hypergrid-2-8|--activation tanh|network|8 TANH", "hypergrid-2-8|--layer-norm|layer_norm|true",
            "hypergrid-2-8 --backward learned|--separate|separate|true",
            "bitseq-24-4|--construction append|construction|append",
            "bitseq-24-4|--reward hamming-doubled|reward|hamming-doubled",
            "bitseq-24-4|--reward hamming-normalised|reward|hamming-normalised"})
    void everyOptionHasAnEffectAndIsNoted(final String line, final String option, final String key, final String value)
            throws IOException {
        final Map<String, Object> without = tiny(line + " --steps 20");
        final Map<String, Object> with = tiny(line + " --steps 20 " + option);
        assertTrue(with.get(key).toString().contains(value), with.toString());
        assertNotEquals(learned(without), learned(with));
    }

    @Test
    void theSameLineGivesTheSameFigures() throws IOException {
        final String line = "hypergrid-2-8 --steps 20";
        assertEquals(learned(tiny(line)), learned(tiny(line)));
    }

    private static List<Double> learned(final Map<String, Object> figures) {
        return List.of(number(figures, "log_z"), number(figures, "elbo_samples"));
    }

    /** A word of bits is a step, and so is a letter, and a site. */
    @ParameterizedTest
    @CsvSource({"bitseq-24-4 --construction append, 6", "bitseq-24-1, 24", "tfbind8, 8",
            "ising-3, 9"})
    void theMeanLengthOfTrajectoriesIsTold(final String line, final double length) throws IOException {
        assertEquals(length, number(tiny(line), "mean_length"));
    }

    @Test
    void theCurveEndsWhereTheTrainingEnds() throws IOException {
        final Map<String, Object> figures = tiny("hypergrid-2-8 --steps 20 --curve 1e-9");
        final List<?> curve = (List<?>) figures.get("curve");
        // after each of 20 updates, and at the end
        assertEquals(21, curve.size());
        assertEquals(1, ((Map<?, ?>) curve.get(0)).get("updates"));
        final Map<?, ?> last = (Map<?, ?>) curve.get(20);
        assertEquals(20, last.get("updates"));
        assertEquals(number(figures, "tv"), (double) last.get("tv"), 1e-12);
        assertNotEquals(number(figures, "tv"), (double) ((Map<?, ?>) curve.get(0)).get("tv"), 1e-12);
    }

    @Test
    void aCurveIsRefusedWhereItCanNotBeMeasured() {
        for (final String line : List.of("bitseq-120-8 --curve 1", "hypergrid-2-8 --curve 0")) {
            final CommandLineRun run = BenchLine.run(folder, line.split(" "));
            assertTrue(run.exitCode() != 0 && run.err().contains("curve"), run.err());
        }
    }

    @Test
    void trainingEndsWithItsTime() throws IOException {
        final Map<String, Object> figures = tiny("hypergrid-2-8 --steps 2000000000 --time 0.2");
        assertTrue(number(figures, "steps") < 2e9, figures.toString());
        assertTrue(number(figures, "start_seconds") > 0, figures.toString());
    }

    @Test
    void anotherFactorIsReadFromTheFolderOfData() throws IOException {
        // words that end with T score 1, the others 1/2, so R is 10 or 10/8
        floats("other.f32", 1 << 16, 4, 0.5f, 1);
        final Map<String, Object> figures = tiny("tfbind8:other.f32 --data .");
        assertEquals(Math.log(16_384 * 10 + 49_152 * 1.25), number(figures, "log_z_exact"), 1e-9);
    }

    @Test
    void qm9IsReadFromTheFolderOfData() throws IOException {
        // words that end with the last block score 2, the greatest, the others 1, so R is 100 or 100/32
        floats("qm9str/qm9str_gap_pred.f32le", 161_051, 11, 1, 2);
        final Map<String, Object> figures = tiny("qm9str --data .");
        assertEquals(Math.log(14_641 * 100 + 146_410 * 3.125), number(figures, "log_z_exact"), 1e-9);
    }

    @Test
    void treesAreReadFromTheFolderOfData() throws IOException {
        Files.createDirectory(folder.resolve("sehstr"));
        // every sequence scores the highest prediction, so R is 10 everywhere
        Files.writeString(folder.resolve("sehstr/sehstr_gbt_model.json"), """
                {"baseline": 7, "trees": [{"feature": [-1], "left": [-1], "right": [-1], "value": [0.033253]}]}""");
        assertEquals(10, number(tiny("sehstr --data ."), "mean_reward"), 1e-9);
    }

    /** Scores of words in alphabetical order, by their last letter. */
    private void floats(final String name, final int count, final int letters, final float others, final float last)
            throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat(i % letters == letters - 1 ? last : others);
        }
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), bytes.array());
    }
}
