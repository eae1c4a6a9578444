package org.gflownet4j.nn;

/**
 * A range of parameters that learns at a rate of its own, like log Z, or is decayed apart from the others.
 *
 * @param from first parameter
 * @param to after the last, at least {@code from}
 * @param rate learning rate at the start, at least 0
 * @param schedule of the rate over the training
 * @param weightDecay of {@link Adam#update(float[], float[], int, int, double, double)}, at least 0
 */
public record ParameterGroup(int from, int to, double rate, Schedule schedule, double weightDecay) {

    /**
     * Checks the range and the rates.
     *
     * @throws IllegalArgumentException in words for a user, if they are out of range
     */
    public ParameterGroup {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("There are no parameters from " + from + " to " + to + ".");
        }
        // written so that NaN is refused, too
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A learning rate is at least 0, not " + rate + ".");
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A weight decay is at least 0, not " + weightDecay + ".");
        }
    }

    /**
     * The learning rate at some point of the training.
     *
     * @param share of the training that is done, 0 to 1
     * @return at least 0
     */
    public double rateAt(final double share) {
        return rate * schedule.factor(share);
    }

    /**
     * Number of parameters.
     *
     * @return at least 0
     */
    public int size() {
        return to - from;
    }
}
