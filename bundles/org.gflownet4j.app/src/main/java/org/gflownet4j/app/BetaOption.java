package org.gflownet4j.app;

import java.util.List;
import java.util.Locale;

import picocli.CommandLine.Option;

/** The inverse temperature that a temperature-conditional model is used at. */
final class BetaOption {

    private static final List<String> PRESETS = List.of("explore", "balanced", "exploit");

    @Option(names = "--beta", paramLabel = "B", description = "For a temperature-conditional model: objects are drawn "
            + "in proportion to the reward to the power of B, a number above 0, or explore, balanced (default) or exploit. "
            + "sample takes several, separated by commas.")
    private String beta;

    /** Adds what was given to the settings of an operation that knows it. */
    <S extends Record> Overrides<S> addTo(final Overrides<S> settings) {
        if (beta == null) {
            return settings;
        }
        return PRESETS.contains(beta) ? settings.with("betaChoice", beta.toUpperCase(Locale.ROOT))
                : settings.with("betaChoice", "OWN").with("betas", beta);
    }
}
