package org.gflownet4j.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.gflownet4j.policy.TemperatureInput;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.report.NumberText;

/** At which inverse temperature β a temperature-conditional model is used, as a user chooses. */
public enum BetaChoice {

    /** The lowest β of training: many different objects. */
    EXPLORE,
    /** Half way between the two, on a logarithmic scale. */
    BALANCED,
    /** The highest β of training: the best objects. */
    EXPLOIT,
    /** β as the user gives it. */
    OWN;

    /** More β than this would make a table that nobody reads. */
    public static final int MAX_BETAS = 100;

    private static final String RESOLUTION = "Choose Explore, Balanced or Exploit, or give numbers above 0, separated by "
            + "commas, such as 1, 2, 3.";

    /**
     * The β that a text names.
     *
     * @param text numbers, separated by commas
     * @return at least one
     * @throws OperationException if it names none, too many, or one that is no inverse temperature
     */
    public static List<Double> parse(final String text) {
        final List<Double> betas = new ArrayList<>();
        for (final String part : text.strip().split("[,;\\s]+")) {
            try {
                final double beta = Double.parseDouble(part);
                TemperatureInput.checkBeta(beta);
                betas.add(beta);
            } catch (final NumberFormatException e) {
                throw refusal(part.isEmpty() ? "No inverse temperature (β) is given."
                        : "\"" + part + "\" is no inverse temperature (β).");
            } catch (final IllegalArgumentException e) {
                throw new OperationException(e, RESOLUTION);
            }
        }
        if (betas.size() > MAX_BETAS) {
            throw refusal("There are " + betas.size() + " inverse temperatures (β), and at most " + MAX_BETAS
                    + " are taken.");
        }
        return betas;
    }

    private static OperationException refusal(final String problem) {
        return new OperationException(problem, RESOLUTION);
    }

    /**
     * Checks what was chosen against a model, as far as that can be done without it.
     *
     * @param own β as the user gives them, for {@link #OWN}
     * @param input how the model sees β; empty if it is unconditional
     * @return β to use, one after the other; empty for an unconditional model
     * @throws OperationException if the model knows no β and one is given, or what is given is none
     */
    List<Double> betas(final String own, final Optional<TemperatureInput> input) {
        if (input.isEmpty()) {
            if (this == OWN) {
                throw new OperationException(
                        "The model knows no inverse temperature (β): it was trained for the reward "
                                + "as it is.",
                        "Choose Balanced, which is of no effect here, or train a temperature-conditional "
                                + "model.");
            }
            return List.of();
        }
        return switch (this) {
            case EXPLORE -> List.of(input.get().lowest());
            case BALANCED -> List.of(Math.sqrt(input.get().lowest() * input.get().highest()));
            case EXPLOIT -> List.of(input.get().highest());
            case OWN -> parse(own);
        };
    }

    /** Warns of β that the model was not trained at. */
    static void warnOutside(final List<Double> betas, final Optional<TemperatureInput> input, final Progress progress) {
        input.ifPresent(range -> betas.stream().filter(beta -> !range.includes(beta)).findFirst()
                .ifPresent(beta -> progress.warn("The model was trained at inverse temperatures (β) from "
                        + NumberText.of(range.lowest()) + " to " + NumberText.of(range.highest()) + ", and β = "
                        + NumberText.of(beta) + " is outside: it may draw other objects than it should.")));
    }

    /** The only β of a step that takes one; empty for an unconditional model. */
    static OptionalDouble only(final List<Double> betas) {
        if (betas.size() > 1) {
            throw new OperationException("One inverse temperature (β) is needed here, not " + betas.size() + ".",
                    "Give one number, such as 1.");
        }
        return betas.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(betas.get(0));
    }
}
