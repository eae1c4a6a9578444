package org.gflownet4j.app.results;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.gflownet4j.Version;
import org.gflownet4j.app.workflow.NodeResult;
import org.gflownet4j.app.workflow.SettingValue;
import org.gflownet4j.compute.Backends;
import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.operation.LearnerOperation;
import org.gflownet4j.report.ChangedSetting;
import org.gflownet4j.report.NumberText;
import org.gflownet4j.report.Report;

/** Makes a run's page for a reader. */
public final class RunReport {

    private RunReport() {
    }

    /**
     * The page.
     *
     * @param title name of the workflow
     * @param results what the nodes gave
     * @param figures of the run
     * @param warnings that the user saw
     * @return HTML
     */
    public static String html(final String title, final RunResults results, final Map<String, Double> figures,
            final List<String> warnings) {
        final RunSummary summary = new RunSummary(results, figures);
        final Report report = new Report(title, RunResults.first(results.models()).map(GFlowNetModel::title).orElse(""))
                .summary(summary.sentences()).keyFigures(summary.keyFigures()).settings(changed(results))
                .notes(notes(results, figures, warnings));
        RunResults.first(results.samples()).ifPresent(report::samples);
        RunResults.first(results.trainingLogs()).ifPresent(report::trainingLog);
        RunResults.first(results.metrics()).ifPresent(report::metrics);
        RunResults.first(results.distributions()).ifPresent(report::distribution);
        RunResults.first(results.points()).ifPresent(report::points);
        return report.html();
    }

    private static List<ChangedSetting> changed(final RunResults results) {
        final List<ChangedSetting> changed = new ArrayList<>();
        for (final NodeResult node : results.nodes()) {
            SettingValue.of(node.step().task()).stream().filter(SettingValue::isChanged)
                    .forEach(setting -> changed.add(new ChangedSetting(node.step().node().label(), setting.title(),
                            shown(setting.value()), shown(setting.defaultValue()))));
        }
        return changed;
    }

    private static String shown(final String value) {
        return value.isEmpty() ? "(empty)" : value;
    }

    private static List<String> notes(final RunResults results, final Map<String, Double> figures,
            final List<String> warnings) {
        final List<String> notes = new ArrayList<>(warnings);
        final Set<String> devices = new LinkedHashSet<>();
        for (final NodeResult node : results.nodes()) {
            if (node.step().task().settings() instanceof LearnerOperation.Settings settings) {
                try (ComputeBackend backend = Backends.find(settings.backend())) {
                    devices.add(Backends.explanation(settings.backend(), backend));
                }
            }
        }
        notes.addAll(devices);
        results.models().stream().map(model -> model.provenance().get("seed")).filter(Objects::nonNull).distinct()
                .forEach(seed -> notes.add("Training used the random seed " + seed + "."));
        if (figures.containsKey("peak_memory_mib")) {
            notes.add("The run used at most " + NumberText.of(Math.rint(figures.get("peak_memory_mib")))
                    + " MiB of memory.");
        }
        notes.add("Made by GFlowNet4J " + Version.VERSION + " on Java " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ".");
        return notes;
    }
}
