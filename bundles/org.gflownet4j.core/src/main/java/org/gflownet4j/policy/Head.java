package org.gflownet4j.policy;

/**
 * Outputs of one network that belong together.
 *
 * @param network number of the network
 * @param offset first of the outputs in a row
 * @param width number of outputs; 0 if there is no such head
 * @param stride outputs of the network per row
 */
record Head(int network, int offset, int width, int stride) {

    private static final Head NONE = new Head(0, 0, 0, 0);

    static Head of(final int network, final int offset, final int width, final int stride) {
        return width == 0 ? NONE : new Head(network, offset, width, stride);
    }

    boolean exists() {
        return width > 0;
    }

    /** Index of the head's first output in a row. */
    int at(final int row) {
        return row * stride + offset;
    }
}
