package org.gflownet4j.app.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.model.ModelFile;
import org.gflownet4j.table.Table;

/** Writes the files of a run. The second of a kind has a 2 in its name, and so on. */
public final class ResultFiles {

    /** Name of the page for a reader. */
    public static final String REPORT = "report.html";
    /** Name of the file with the figures. */
    public static final String METRICS = "metrics.json";
    /** Name of the file with the drawn objects. */
    public static final String SAMPLES = "samples.csv";
    /** Name of the file with the trained model. */
    public static final String MODEL = "model.gflownet";
    /** Name of the file with the course of training. */
    public static final String TRAINING_LOG = "training-log.csv";
    /** Name of the file with scored objects. */
    public static final String SCORED = "scored.csv";

    private ResultFiles() {
    }

    /**
     * Writes all files.
     *
     * @param results what the nodes gave
     * @param figures of the run
     * @param report the page
     * @param folder where to
     * @throws IOException if writing fails
     */
    public static void write(final RunResults results, final Map<String, Double> figures, final String report,
            final Path folder) throws IOException {
        tables(results.samples(), folder, SAMPLES);
        tables(results.scored(), folder, SCORED);
        tables(results.trainingLogs(), folder, TRAINING_LOG);
        ResultFile.write(folder.resolve(METRICS), ResultFile.json(figures));
        final List<Table> metrics = results.metrics();
        for (int i = 1; i < metrics.size(); i++) {
            ResultFile.write(folder.resolve(name(METRICS, i)), ResultFile.json(RunResults.figures(metrics.get(i))));
        }
        final List<GFlowNetModel> models = results.models();
        for (int i = 0; i < models.size(); i++) {
            ModelFile.save(models.get(i), folder.resolve(name(MODEL, i)));
        }
        ResultFile.write(folder.resolve(REPORT), writer -> writer.write(report));
    }

    private static void tables(final List<Table> tables, final Path folder, final String name) throws IOException {
        for (int i = 0; i < tables.size(); i++) {
            ResultFile.write(folder.resolve(name(name, i)), ResultFile.csv(tables.get(i)));
        }
    }

    private static String name(final String name, final int index) {
        final int dot = name.lastIndexOf('.');
        return index == 0 ? name : name.substring(0, dot) + "-" + (index + 1) + name.substring(dot);
    }
}
