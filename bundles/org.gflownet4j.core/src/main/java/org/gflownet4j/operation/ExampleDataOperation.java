package org.gflownet4j.operation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import org.gflownet4j.progress.Progress;
import org.gflownet4j.table.Csv;
import org.gflownet4j.table.Table;

/** <em>GFlowNet Example Data</em>: real, complete data that come with the product. */
public final class ExampleDataOperation implements Operation<ExampleDataOperation.Settings> {

    /** The data sets. */
    public enum DataSet {
        /**
         * TF-Bind-8: binding of the human transcription factor SIX6 to all 65 536 DNA 8-mers, as E-scores from a
         * protein-binding microarray (Barrera et al., Science 351:1450, 2016). Both strands have the same score.
         */
        TF_BIND_8_SIX6
    }

    /**
     * Settings.
     *
     * @param dataSet which data
     */
    public record Settings(
            @Setting(title = "Data set",
                    description = "TF-Bind-8 (SIX6): how strongly the human transcription factor SIX6 "
                            + "binds each of the 65 536 DNA sequences of length 8, measured on a microarray.") DataSet dataSet) {
    }

    /** The columns of the data. */
    public static final List<Table.Column> COLUMNS = List.of(new Table.Column("sequence", Table.Type.TEXT),
            new Table.Column("e_score", Table.Type.NUMBER));

    private static final String TF_BIND_8 = "tf-bind-8-six6.csv.gz";
    private static final String COMPLEMENT_FROM = "ACGT";
    private static final String COMPLEMENT_TO = "TGCA";

    @Override
    public String name() {
        return "GFlowNet Example Data";
    }

    @Override
    public String description() {
        return "Gives a complete, measured data set to try GFlowNets on.";
    }

    @Override
    public List<Port> inputs() {
        return List.of();
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("Measured data", Port.Type.TABLE, "One row per object with its measured score."));
    }

    @Override
    public Settings defaults() {
        return new Settings(DataSet.TF_BIND_8_SIX6);
    }

    @Override
    public List<Object> run(final Settings settings, final List<Object> inputs, final Execution execution) {
        return List.of(read(execution.progress()));
    }

    /**
     * TF-Bind-8 for SIX6.
     *
     * @return columns {@code sequence} and {@code e_score}, 65 536 rows in alphabetical order
     */
    public static Table read() {
        return read(Progress.NONE);
    }

    private static Table read(final Progress progress) {
        final Table pairs;
        try (InputStream in = ExampleDataOperation.class.getResourceAsStream(TF_BIND_8);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            pairs = Csv.read(reader, "The example data");
        } catch (final IOException e) {
            throw new UncheckedIOException("The example data are missing from this installation.", e);
        }
        final Map<String, Double> scores = new TreeMap<>();
        for (int row = 0; row < pairs.rows(); row++) {
            if (row % 1024 == 0) {
                progress.checkCancelled();
            }
            scores.put(pairs.text(row, 0), pairs.number(row, 1));
            scores.put(reverseComplement(pairs.text(row, 0)), pairs.number(row, 1));
        }
        final Table.Builder table = Table.builder(COLUMNS);
        scores.forEach(table::row);
        return table.build();
    }

    private static String reverseComplement(final String strand) {
        final StringBuilder other = new StringBuilder(strand.length());
        for (int i = strand.length() - 1; i >= 0; i--) {
            other.append(COMPLEMENT_TO.charAt(COMPLEMENT_FROM.indexOf(strand.charAt(i))));
        }
        return other.toString();
    }
}
