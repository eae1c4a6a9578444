package org.gflownet4j.knime.operation;

/**
 * Something to read.
 *
 * @param address where it is
 * @param title what it is
 */
public record Reference(String address, String title) {
}
