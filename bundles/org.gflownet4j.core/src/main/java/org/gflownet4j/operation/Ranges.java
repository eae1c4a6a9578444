package org.gflownet4j.operation;

/** Checks the numbers that a user chose. */
final class Ranges {

    private static final String RESOLUTION = "Choose a number in this range.";

    private Ranges() {
    }

    /**
     * Refuses a whole number out of range.
     *
     * @param what for example {@code number of objects}
     * @param value what the user chose
     * @param least smallest allowed
     * @param most largest allowed
     * @throws OperationException if it is out of range
     */
    static void check(final String what, final long value, final long least, final long most) {
        if (value < least || value > most) {
            throw new OperationException(most == Integer.MAX_VALUE
                    ? "The " + what + " must be at least " + least + ", not " + value + "."
                    : "The " + what + " must be " + least + " to " + most + ", not " + value + ".", RESOLUTION);
        }
    }

    /**
     * Refuses a number that is not above a limit.
     *
     * @param what for example {@code learning rate}
     * @param value what the user chose
     * @param above must be smaller
     * @param most largest allowed; infinity for no limit, but the value must be finite
     * @throws OperationException if it is out of range
     */
    static void checkAbove(final String what, final double value, final double above, final double most) {
        if (!(value > above) || value > most || Double.isInfinite(value)) {
            throw new OperationException("The " + what + " must be greater than " + text(above)
                    + (Double.isInfinite(most) ? "" : " and at most " + text(most)) + ", not " + text(value) + ".",
                    RESOLUTION);
        }
    }

    /**
     * Refuses a number that is negative or above a limit.
     *
     * @param what for example {@code share of random steps}
     * @param value what the user chose
     * @param most largest allowed
     * @throws OperationException if it is out of range, or no number
     */
    static void checkFrom0(final String what, final double value, final double most) {
        if (!(value >= 0 && value <= most)) {
            throw new OperationException("The " + what + " must be 0 to " + text(most) + ", not " + text(value) + ".",
                    RESOLUTION);
        }
    }

    private static String text(final double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }
}
