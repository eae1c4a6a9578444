package org.gflownet4j.picture;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Supplier;

import org.gflownet4j.table.Table;

/**
 * A picture of a table that an operation gave, drawn when it is asked for, so that a machine without fonts can run
 * everything else. Blue is the model, orange a perfect model, grey blind chance, as in the report.
 *
 * <pre>{@code
 * Files.write(file, Picture.trainingCurves(learnerTable).png());
 * }</pre>
 *
 * Columns are found by their names. Values that are missing or not finite are left out. A table without anything to
 * show gives a picture that says so.
 */
public final class Picture {

    private final String title;
    private final Supplier<Figure> figure;

    private Picture(final String title, final Supplier<Figure> figure) {
        this.title = title;
        this.figure = figure;
    }

    /**
     * How training went: loss on a logarithmic axis, log Z and mean reward over the training steps, one below the other.
     *
     * @param trainingLog the Learner's: {@code step}, and {@code loss}, {@code log Z}, {@code mean reward}, each of which may
     *            be missing
     * @return the picture
     */
    public static Picture trainingCurves(final Table trainingLog) {
        Objects.requireNonNull(trainingLog, "trainingLog");
        return new Picture("How training went", () -> TrainingCurves.of(trainingLog));
    }

    /**
     * How often rewards come up, beside how often they should: shares on a logarithmic axis.
     *
     * @param distribution the Evaluator's: {@code reward from}, {@code reward to}, and the shares {@code samples},
     *            {@code target} and {@code uniform}, 0 to 1; the last two may be missing
     * @return the picture
     */
    public static Picture rewardDistribution(final Table distribution) {
        Objects.requireNonNull(distribution, "distribution");
        return new Picture("Rewards of the draws", () -> RewardDistribution.compared(distribution));
    }

    /**
     * A histogram of the rewards of the draws.
     *
     * @param samples the Sampler's, with one row for each object: {@code reward}, and {@code times drawn}, which may be
     *            missing
     * @return the picture
     */
    public static Picture sampledRewards(final Table samples) {
        Objects.requireNonNull(samples, "samples");
        return new Picture("Rewards of the draws",
                () -> RewardDistribution.alone(RewardHistogram.ofDraws(samples)));
    }

    /**
     * A histogram of the rewards of the draws, already counted.
     *
     * @param histogram as {@link RewardHistogram} gives it
     * @return the picture
     */
    public static Picture histogram(final Table histogram) {
        Objects.requireNonNull(histogram, "histogram");
        return new Picture("Rewards of the draws", () -> RewardDistribution.alone(histogram));
    }

    /**
     * Histograms of the rewards of several sets of draws, one below the other on the same axis.
     *
     * @param names of the sets
     * @param histograms as {@link RewardHistogram} gives them
     * @return the picture
     */
    public static Picture histograms(final List<String> names, final List<Table> histograms) {
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(histograms, "histograms");
        return new Picture("Rewards of the draws", () -> RewardDistribution.sideBySide(names, histograms));
    }

    /**
     * Log-probability against log reward, one dot for each object.
     *
     * @param points the Evaluator's: {@code log reward}, {@code log-probability}, natural logarithms
     * @param logPartition log Z, which places the line log R − log Z on which the dots of a perfect model lie; without it
     *            there is no line
     * @return the picture
     */
    public static Picture logProbabilities(final Table points, final OptionalDouble logPartition) {
        Objects.requireNonNull(points, "points");
        Objects.requireNonNull(logPartition, "logPartition");
        return new Picture("Object by object", () -> LogProbabilities.of(points, logPartition));
    }

    /**
     * What the picture shows.
     *
     * @return a few words, which also stand in the picture
     */
    public String title() {
        return title;
    }

    /**
     * Draws the picture.
     *
     * @return a complete PNG file, 1200 by 700 pixels, which can still be read at half that size
     * @throws DrawingException if this machine can not draw; the message says what to install
     */
    public byte[] png() {
        try {
            return new Drawing(title, figure.get()).png();
        } catch (final LinkageError e) {
            // a Java runtime without java.desktop
            throw new DrawingException(e);
        }
    }
}
