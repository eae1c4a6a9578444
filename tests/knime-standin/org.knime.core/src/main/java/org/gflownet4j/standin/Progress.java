package org.gflownet4j.standin;

/**
 * What a running node reported.
 *
 * @param fraction how much is done, or null while nothing was said
 * @param message the text, that of a step behind that of the whole
 */
public record Progress(Double fraction, String message) {}
