package org.gflownet4j.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.model.ModelFile;
import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.ScorerOperation;
import org.gflownet4j.table.Csv;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledApplicationTest {

    private static final String EXAMPLE = Gflownet.ROOT.resolve("examples/design-dna-binders").toString();

    @TempDir
    Path folder;

    private static Table table(final Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return Csv.read(reader, file.toString());
        }
    }

    @Test
    void theInstallationHoldsOurBundlesAndNothingOfKnime() throws IOException {
        try (Stream<Path> plugins = Files.list(Gflownet.INSTALLATION.resolve("plugins"))) {
            final List<String> names = plugins.map(path -> path.getFileName().toString()).toList();
            for (final String bundle : List.of("org.gflownet4j.core_", "org.gflownet4j.app_")) {
                assertTrue(names.stream().anyMatch(name -> name.startsWith(bundle)), bundle + " in " + names);
            }
            assertFalse(names.stream().anyMatch(name -> name.startsWith("org.knime")), names.toString());
            final List<String> natives = names.stream().filter(name -> name.startsWith("org.gflownet4j.nd4j."))
                    .toList();
            assertTrue(natives.size() <= 1, "the libraries of this platform and of no other: " + natives);
        }
    }

    @Test
    void theInstalledGpuBackendDoesNoHarmWhereItCanNotBeUsed() throws IOException, InterruptedException {
        // what loads at all: nothing of the GPU's unless it is asked for
        final String loaded = classesLoadedBy("AUTO");
        assertTrue(loaded.contains("org.gflownet4j.nd4j.OpenBlasBackend") || !onLinux(), loaded);
        assertFalse(loaded.contains("org.gflownet4j.cuda") || loaded.contains("org.bytedeco.cuda"), loaded);
        assertTrue(classesLoadedBy("GPU").contains("org.gflownet4j.cuda.CudaBackend") || !onLinux());
    }

    private static boolean onLinux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    private String classesLoadedBy(final String backend) throws IOException, InterruptedException {
        final Path log = folder.resolve(backend + ".log");
        final ProcessBuilder builder = Gflownet.command(folder, "run", EXAMPLE, "--output", backend, "--set",
                "4.updates=20", "--set", "4.backend=" + backend);
        builder.environment().put("GFLOWNET_JAVA_OPTS", "-Xlog:class+load:file=" + log);
        final Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        final String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        if (backend.equals("GPU") && onLinux()) {
            // on a machine with a GPU, built with -Pcuda, the GPU computes and nothing need be said
            final String report = Files.readString(folder.resolve(backend).resolve("report.html"));
            assertTrue(said.contains("The GPU was not used: ") || report.contains("Computed on the GPU"), said);
        } else {
            assertFalse(said.contains("GPU"), said);
        }
        return Files.readString(log).lines()
                .filter(line -> line.contains("org.gflownet4j") || line.contains("bytedeco"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theExampleRunsAndItsModelReadsBackWithTheSameScores() throws IOException, InterruptedException {
        final Gflownet.Outcome run = Gflownet.call(folder, "run", EXAMPLE, "--output", "result", "--set",
                "4.updates=60");
        assertEquals(0, run.exitCode(), run.err());
        final Path result = folder.resolve("result");
        for (final String file : List.of("samples.csv", "training-log.csv", "metrics.json", "report.html",
                "model.gflownet")) {
            assertTrue(Files.size(result.resolve(file)) > 0, file);
        }
        final Table samples = table(result.resolve("samples.csv"));
        final GFlowNetModel model = ModelFile.load(result.resolve("model.gflownet"));
        final Table scored = new ScorerOperation().score(new ScorerOperation().defaults(), model, samples,
                Execution.QUIET);
        // another process scores it, too; here plain Java computes, there the native backend, so float rounding differs
        final Gflownet.Outcome score = Gflownet.call(folder, "score", "result/model.gflownet", "result/samples.csv",
                "--output", "scored.csv");
        assertEquals(0, score.exitCode(), score.err());
        final Table scoredThere = table(folder.resolve("scored.csv"));
        double drawn = 0;
        for (int row = 0; row < samples.rows(); row++) {
            assertEquals(samples.number(row, 2), scored.number(row, scored.indexOf("log-probability (2)")), 1e-4);
            assertEquals(samples.number(row, 2), scoredThere.number(row, scoredThere.indexOf("log-probability (2)")),
                    1e-6);
            assertEquals(samples.number(row, 1), scoredThere.number(row, scoredThere.indexOf("reward (2)")), 1e-9);
            drawn += samples.number(row, 3);
        }
        assertEquals(2000, drawn);
        final String metrics = Files.readString(result.resolve("metrics.json"));
        for (final String key : List.of("tv", "elbo_gap", "kl", "log_z", "log_z_exact", "slope", "spearman",
                "tv_noise_floor", "seconds")) {
            assertTrue(metrics.contains("\"" + key + "\""), key);
        }
        assertTrue(metrics.contains("9.1595619"), metrics);
    }

    @Test
    void onThisPlatformTheNativeBackendLoadsInTheInstallation() throws IOException, InterruptedException {
        final Gflownet.Outcome version = Gflownet.call(folder, "--version");
        assertEquals(0, version.exitCode(), version.err());
        assertEquals("", version.err());
        if (onLinux()) {
            assertTrue(version.out().contains("OpenBLAS"), version.out());
        }
    }

    @Test
    void onAProcessorWithAvx2OpenblasTakesKernelsForIt() throws IOException, InterruptedException {
        assumeTrue(onLinux() && Files.readString(Path.of("/proc/cpuinfo")).contains(" avx2 "), "no AVX2");
        final ProcessBuilder builder = Gflownet.command(folder, "--version");
        builder.environment().put("OPENBLAS_VERBOSE", "2");
        builder.environment().remove("OPENBLAS_CORETYPE");
        final Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        final String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        // the others are for older processors, and several times slower
        assertTrue(said.matches("Core: (Haswell|Zen|Excavator|SkylakeX|Cooperlake|SapphireRapids)\\s+"), said);
    }

    @Test
    void aFileThatCanNotBeWrittenToTheEndLeavesNothingBehindAndSaysSo() throws IOException, InterruptedException {
        // what a full disk does, without one: the process may not write files larger than about 100 kB, the model is larger
        final Process process = new ProcessBuilder("sh", "-c",
                "ulimit -f 200; exec \"$0\" run \"$1\" --set 4.updates=30",
                Gflownet.ROOT.resolve("gflownet").toString(), EXAMPLE).directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        final String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, process.waitFor(), said);
        assertTrue(
                said.contains("can not be written") && said.contains("Nothing was left") && !said.contains("Exception"),
                said);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void helpAndMistakesHaveTheirExitCodes() throws IOException, InterruptedException {
        assertEquals(0, Gflownet.call(folder, "--help").exitCode());
        assertEquals(0, Gflownet.call(folder, "run", "--help").exitCode());
        assertEquals(2, Gflownet.call(folder, "fly").exitCode());
        final Gflownet.Outcome none = Gflownet.call(folder, "run", "no-such-folder");
        assertEquals(1, none.exitCode());
        assertTrue(none.err().contains("no-such-folder") && !none.err().contains("Exception"), none.err());
    }

    @Test
    void interruptedTrainingKeepsACheckpointAndSaysWhere() throws IOException, InterruptedException {
        final Process process = Gflownet.command(folder, "run", EXAMPLE, "--set", "4.updates=100000000").start();
        process.getOutputStream().close();
        final StringBuilder said = new StringBuilder();
        try (BufferedReader err = process.errorReader()) {
            // training is under way when the first step is reported
            for (int c = err.read(); c >= 0; c = err.read()) {
                said.append((char) c);
                if (c == '·' && said.indexOf("Step") >= 0) {
                    break;
                }
            }
            // what Ctrl-C does
            assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor());
            for (int c = err.read(); c >= 0; c = err.read()) {
                said.append((char) c);
            }
        }
        assertEquals(130, process.waitFor(), said.toString());
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            final List<Path> left = runs.toList();
            assertEquals(1, left.size(), left.toString());
            final Path checkpoint = left.get(0).resolve("checkpoint.gflownet");
            assertTrue(ModelFile.load(checkpoint).provenance().containsKey("updates"));
            assertTrue(said.toString().contains(left.get(0).getFileName().toString()), said.toString());
        }
    }
}
