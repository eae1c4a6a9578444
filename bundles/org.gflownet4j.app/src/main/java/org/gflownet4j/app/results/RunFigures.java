package org.gflownet4j.app.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.gflownet4j.report.SamplesSummary;

/** The figures of a run: what its Evaluator measured, and what it cost. */
final class RunFigures {

    private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private RunFigures() {
    }

    /**
     * All figures, in the order of the metrics file.
     *
     * @param results what the nodes gave
     * @param seconds since the run began
     * @return name → value
     */
    static Map<String, Double> of(final RunResults results, final double seconds) {
        final Map<String, Double> figures = new LinkedHashMap<>();
        RunResults.first(results.metrics()).map(RunResults::figures).ifPresent(figures::putAll);
        figures.put("seconds", seconds);
        RunResults.first(results.models()).flatMap(RunResults::trainingSeconds)
                .ifPresent(value -> figures.put("training_seconds", value));
        RunResults.first(results.samples()).ifPresent(samples -> {
            figures.put("sampled", (double) new SamplesSummary(samples).drawn());
            figures.put("distinct_sampled", (double) samples.rows());
        });
        peakMemory().ifPresent(value -> figures.put("peak_memory_mib", value));
        return figures;
    }

    /** The most memory that this process has used, where the system says. */
    private static Optional<Double> peakMemory() {
        if (!Files.isReadable(PROCESS_STATUS)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(PROCESS_STATUS).stream().filter(line -> line.startsWith(PEAK))
                    .map(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024).findFirst();
        } catch (final IOException e) {
            return Optional.empty();
        }
    }
}
