package org.gflownet4j.standin;

/**
 * What a running node reported.
 *
 * @param fraction how much is done, or null while nothing was said
 * @param message the text, empty while there is none
 */
public record Progress(Double fraction, String message) {}
