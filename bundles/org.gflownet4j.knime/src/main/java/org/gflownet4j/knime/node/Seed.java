package org.gflownet4j.knime.node;

import org.gflownet4j.knime.operation.Bound;
import org.knime.node.parameters.updates.util.BooleanReference;

/** What the nodes with a random seed share. */
final class Seed {

    /** The greatest whole number that a dialog in a browser can hold exactly, 2⁵³ − 1. */
    private static final double GREATEST = 0x1p53 - 1;

    private Seed() {
    }

    /** True if the seed is fixed. */
    static final class IsStatic implements BooleanReference {
    }

    static final class Least extends Bound.AtLeast {
        Least() {
            super(-GREATEST, false);
        }
    }

    static final class Greatest extends Bound.AtMost {
        Greatest() {
            super(GREATEST, false);
        }
    }
}
