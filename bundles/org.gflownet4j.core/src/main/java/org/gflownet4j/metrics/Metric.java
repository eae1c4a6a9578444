package org.gflownet4j.metrics;

/**
 * One figure of how well a sampler does, beside what a perfect one would show.
 *
 * @param name as tables and files have it, for example {@code tv}
 * @param value what was measured; NaN if it is not defined here
 * @param perfect what a sampler of exactly the target would show, on average, at the same number of samples; NaN if that
 *            is not known or no such thing
 * @param meaning one sentence
 */
public record Metric(String name, double value, double perfect, String meaning) {
}
