package org.gflownet4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.gflownet4j.table.Table;

/** Says in words what training did, from its log alone. */
public final class TrainingSummary {

    /** log Z that moves less than this at the end has settled: a tenth of a nat is a tenth of the total reward. */
    private static final double SETTLED = 0.1;

    private final Table log;
    private final Optional<Course> loss;
    private final Optional<Course> logPartition;
    private final Optional<Course> meanReward;

    /**
     * A summary.
     *
     * @param log the Learner's: {@code step}, {@code objects drawn}, {@code loss}, {@code log Z}, {@code mean reward},
     *            {@code seconds}; each may be missing
     */
    public TrainingSummary(final Table log) {
        this.log = log;
        this.loss = course("loss");
        this.logPartition = course("log Z");
        this.meanReward = course("mean reward");
    }

    /**
     * How long training was, how loss, mean reward and log Z changed, and whether more training would help.
     *
     * @return sentences
     */
    public List<String> sentences() {
        if (log.rows() == 0) {
            return List.of("The training log has no rows: nothing was trained.");
        }
        final List<String> sentences = new ArrayList<>();
        final List<String> changes = new ArrayList<>();
        loss.ifPresent(course -> changes.add("the loss " + course.inWords("rose")));
        meanReward.ifPresent(course -> changes.add("the mean reward of the draws " + course.inWords("grew")));
        if (!changes.isEmpty()) {
            sentences.add("During training" + last("step").map(step -> " (" + NumberText.of(step) + " steps"
                    + last("objects drawn").map(drawn -> " on " + NumberText.of(drawn) + " drawn objects").orElse("")
                    + last("seconds").map(seconds -> ", " + NumberText.seconds(seconds)).orElse("") + ")").orElse("")
                    + ", " + String.join(", and ", changes) + ".");
        }
        logPartition.ifPresent(course -> sentences.add(course.spread() <= SETTLED
                ? "The model's estimate of log Z settled at about "
                        + NumberText.of(round(course.end())) + "."
                : "The model's estimate of log Z still moved by "
                        + NumberText.about(course.spread()) + " in the last quarter of training and ended at about "
                        + NumberText.of(round(course.end())) + "."));
        if (loss.filter(Course::fallsAtTheEnd).isPresent()) {
            sentences.add(
                    "The loss was still falling at the end, so more training steps will make the model more exact.");
        }
        return sentences;
    }

    /**
     * The figures that a reader should see first.
     *
     * @return for the page
     */
    public List<KeyFigure> keyFigures() {
        final List<KeyFigure> list = new ArrayList<>();
        last("step").ifPresent(step -> list.add(new KeyFigure("Training steps", NumberText.of(step),
                last("objects drawn").map(drawn -> "On " + NumberText.of(drawn) + " drawn objects.").orElse(""))));
        loss.ifPresent(course -> list.add(new KeyFigure("Loss", NumberText.about(course.end()),
                "The model's error at the end; 0 is perfect, and it was " + NumberText.about(course.begin())
                        + " at first.")));
        logPartition.ifPresent(course -> list.add(new KeyFigure("log Z", NumberText.of(round(course.end())),
                "Logarithm of the total reward of all objects, as the model estimates it.")));
        meanReward.ifPresent(course -> list.add(new KeyFigure("Mean reward", NumberText.about(course.end()),
                "Of the draws at the end; it was " + NumberText.about(course.begin()) + " at first.")));
        last("seconds").ifPresent(seconds -> list.add(new KeyFigure("Training time", NumberText.seconds(seconds),
                "Without preparation and saving.")));
        return list;
    }

    private Optional<Course> course(final String column) {
        return log.numbers(column).flatMap(Course::of);
    }

    /** The last value of a column. */
    private Optional<Double> last(final String column) {
        final double[] values = log.numbers(column).orElse(new double[0]);
        for (int row = values.length - 1; row >= 0; row--) {
            if (Double.isFinite(values[row])) {
                return Optional.of(values[row]);
            }
        }
        return Optional.empty();
    }

    /** Hundredths of a nat are enough. */
    private static double round(final double logPartition) {
        return Math.rint(logPartition * 100) / 100;
    }
}
