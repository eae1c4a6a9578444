package org.gflownet4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.gflownet4j.table.Table;

/** Says in words how close a model is to its target, as exactly as the figures allow. */
public final class EvaluationSummary {

    private static final double GOOD_TV = 0.2;
    private static final double FAIR_TV = 0.5;
    /**
     * How far a perfect model's tv_samples may be above its mean, in units of 1/√n for n samples. One sample changes
     * tv_samples by at most 1/n, so by McDiarmid's inequality it is further away with a probability of at most
     * exp(−2 · 1.5²) = 1.1 %.
     */
    private static final double CHANCE = 1.5;

    private final Metrics metrics;

    /**
     * A summary.
     *
     * @param metrics the Evaluator's: {@code metric}, {@code value}
     */
    public EvaluationSummary(final Table metrics) {
        this.metrics = new Metrics(metrics);
    }

    /** Whether the distance from the target was computed over all objects. */
    boolean isExact() {
        return has("tv");
    }

    /**
     * How much model and target overlap, and how close the lower bound of log Z comes to it; what is not known is left out.
     *
     * @return sentences
     */
    public List<String> sentences() {
        final List<String> sentences = new ArrayList<>();
        metrics.value("tv").ifPresent(tv -> sentences.add("The model's distribution and the target overlap by "
                + NumberText.percent(1 - tv) + " (total variation " + NumberText.of(tv)
                + ", where 0 is perfect, computed over all " + text("objects") + " objects): " + verdict(tv)));
        if (has("elbo_gap")) {
            sentences.add("log Z (exact) minus the evidence lower bound is " + text("elbo_gap")
                    + " nats, where 0 is perfect; the model puts log Z at " + text("log_z") + ", exactly it is "
                    + text("log_z_exact") + ".");
        } else if (has("elbo_samples")) {
            sentences.add("From samples, the evidence lower bound of log Z is " + text("elbo_samples")
                    + "; the model puts log Z at " + text("log_z") + ".");
        }
        return sentences;
    }

    private static String verdict(final double totalVariation) {
        if (totalVariation <= GOOD_TV) {
            return "it draws objects nearly in proportion to their reward.";
        }
        return totalVariation <= FAIR_TV
                ? "it has learned the main preferences; more training steps make it more exact."
                : "it is not trained enough yet; use more training steps.";
    }

    /**
     * What can not be known here, and what samples alone would say: whether they tell the model from a perfect one.
     *
     * @return sentences
     */
    public List<String> limits() {
        if (metrics.isEmpty()) {
            return List.of("The table of metrics has no rows: nothing was measured.");
        }
        final List<String> sentences = new ArrayList<>();
        if (!isExact()) {
            sentences
                    .add("How far the model is from its target is not known exactly, as not all objects of this design "
                            + "space could be listed" + (has("samples") ? "; all figures come from " + text("samples")
                                    + " samples." : "."));
            scatter(sentences);
        }
        if (has("tv_samples") && has("tv_noise_floor") && has("samples")) {
            final double above = number("tv_samples") - number("tv_noise_floor");
            sentences.add("Counted from " + text("samples") + " samples, total variation is " + text("tv_samples")
                    + "; a perfect model would show " + text("tv_noise_floor")
                    + " on average, which is the noise floor of so "
                    + "many samples. " + (above <= CHANCE / Math.sqrt(number("samples"))
                            ? "Samples alone can not tell this model from a perfect one."
                            : "The model is above it by " + NumberText.about(above) + ", more than chance explains."));
        }
        return sentences;
    }

    /** For a perfect model, log R − log P is log Z for each object; its scatter shows how far from that the model is. */
    private void scatter(final List<String> sentences) {
        if (has("elbo_samples_error") && has("samples")) {
            final double deviation = number("elbo_samples_error") * Math.sqrt(number("samples"));
            sentences.add("What an object's log reward has above its log-probability scatters by "
                    + NumberText.about(deviation)
                    + " nats from object to object (standard deviation); for a perfect model "
                    + "it is the same for all.");
        }
    }

    /**
     * The figures that a reader should see first.
     *
     * @return for the page
     */
    public List<KeyFigure> keyFigures() {
        final List<KeyFigure> list = new ArrayList<>();
        metrics.value("tv").ifPresent(tv -> list.add(new KeyFigure("Match with the target", NumberText.percent(1 - tv),
                "Share of the model's draws that a perfect model would draw as well (1 − total variation); 100 % is "
                        + "perfect.")));
        if (has("elbo_gap")) {
            list.add(new KeyFigure("ELBO gap", text("elbo_gap") + " nats",
                    "log Z (exact) minus the evidence lower bound; 0 is perfect."));
        }
        return list;
    }

    /**
     * Further figures, which a page of the evaluation alone has room for.
     *
     * @return for the page
     */
    public List<KeyFigure> moreKeyFigures() {
        final List<KeyFigure> list = new ArrayList<>();
        if (has("log_z")) {
            list.add(new KeyFigure("log Z", text("log_z"), "Logarithm of the total reward, as the model estimates it; "
                    + (has("log_z_exact") ? "exactly it is " + text("log_z_exact") + "."
                            : "the exact value is not known.")));
        }
        if (!has("elbo_gap") && has("elbo_samples")) {
            list.add(new KeyFigure("Lower bound of log Z", text("elbo_samples"),
                    "Estimated from samples; a perfect model reaches log Z."));
        }
        if (has("mean_reward")) {
            final OptionalDouble perfect = metrics.perfect("mean_reward");
            list.add(new KeyFigure("Mean reward", text("mean_reward"), "Of the samples"
                    + (perfect.isPresent() ? "; a perfect model reaches " + NumberText.of(perfect.getAsDouble()) + "."
                            : ".")));
        }
        return list;
    }

    private boolean has(final String metric) {
        return metrics.value(metric).isPresent();
    }

    private double number(final String metric) {
        return metrics.value(metric).orElse(Double.NaN);
    }

    private String text(final String metric) {
        return NumberText.of(number(metric));
    }
}
