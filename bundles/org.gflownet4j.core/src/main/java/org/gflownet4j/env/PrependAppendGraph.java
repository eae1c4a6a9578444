package org.gflownet4j.env;

import java.util.Arrays;

/**
 * Rows of letters that grow at both ends. With K letters, forward action a &lt; K appends letter a, action K + a prepends it.
 * Backward action 0 takes the last letter off, 1 the first.
 *
 * <p>No child is reached by two actions: from the empty row only appending is legal, and from a row that is one letter
 * repeated, prepending that letter is not. These are the only double ones, since s·a = b·s only for s = a…a and a = b.
 * For the same reason a row that is one letter repeated loses its last letter only.
 */
final class PrependAppendGraph extends GrowingGraph {

    private static final int LAST = 0;
    private static final int FIRST = 1;

    private final int letters;
    private final double[] logFactorial;

    PrependAppendGraph(final int[] choices, final int shortest) {
        super(choices, shortest);
        this.letters = choices[0];
        this.logFactorial = logFactorials(places);
    }

    @Override
    int forwardActions() {
        return 2 * letters + (lengthVaries() ? 1 : 0);
    }

    @Override
    int stopAction() {
        return lengthVaries() ? 2 * letters : Environment.NO_STOP;
    }

    @Override
    int backwardActions() {
        return 2;
    }

    /** Whether the row is one letter repeated, or empty. */
    private static boolean isUniform(final int[] states, final int at) {
        final int length = states[at];
        for (int i = 2; i <= length; i++) {
            if (states[at + i] != states[at + 1]) {
                return false;
            }
        }
        return true;
    }

    @Override
    void forwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        final int length = states[at];
        Arrays.fill(legal, from, from + letters, length < places);
        Arrays.fill(legal, from + letters, from + 2 * letters, length > 0 && length < places);
        if (length > 0 && isUniform(states, at)) {
            legal[from + letters + states[at + 1]] = false;
        }
        if (lengthVaries()) {
            legal[from + 2 * letters] = length >= shortest && length < places;
        }
    }

    @Override
    void backwardMask(final int[] states, final int at, final boolean[] legal, final int from) {
        legal[from + LAST] = states[at] > 0;
        legal[from + FIRST] = !isUniform(states, at);
    }

    @Override
    int parentCount(final int[] states, final int at) {
        if (states[at] == 0) {
            return 0;
        }
        return isUniform(states, at) ? 1 : 2;
    }

    @Override
    void step(final int[] states, final int at, final int action) {
        final int length = ++states[at];
        if (action < letters) {
            states[at + length] = action;
        } else {
            System.arraycopy(states, at + 1, states, at + 2, length - 1);
            states[at + 1] = action - letters;
        }
    }

    @Override
    void stepBack(final int[] states, final int at, final int backwardAction) {
        final int length = states[at]--;
        if (backwardAction == FIRST) {
            System.arraycopy(states, at + 2, states, at + 1, length - 1);
        }
        states[at + length] = 0;
    }

    @Override
    int backwardActionOf(final int[] states, final int at, final int action) {
        return action < letters ? LAST : FIRST;
    }

    @Override
    int forwardActionOf(final int[] states, final int at, final int backwardAction) {
        return backwardAction == LAST ? states[at + states[at]] : letters + states[at + 1];
    }

    /**
     * Paths, walked backwards, take letters off both ends until what is left is uniform, and from there on they are one.
     * With the runs of equal letters from o to e (e not included) in n letters, they first meet a uniform rest of a run
     * <ul>
     * <li>by a letter off the left end, if o &gt; 0: {@code Σ_{j=o+1…e} C(o−1+n−j, o−1) = C(n−1, o) − C(n−1−(e−o), o)}
     * <li>by one off the right end, if e &lt; n: likewise {@code C(n−1, n−e) − C(n−1−(e−o), n−e)}.
     * </ul>
     * The number of paths is the sum over all runs of both.
     */
    @Override
    double logPathCount(final int[] states, final int at) {
        if (isUniform(states, at)) {
            return 0;
        }
        final int length = states[at];
        double log = Double.NEGATIVE_INFINITY;
        for (int from = 0, to; from < length; from = to) {
            to = from + 1;
            while (to < length && states[at + 1 + to] == states[at + 1 + from]) {
                to++;
            }
            log = logSum(log, logMeetings(length, to - from, from));
            log = logSum(log, logMeetings(length, to - from, length - to));
        }
        return log;
    }

    /** {@code log(C(n−1, k) − C(n−1−run, k))}; −∞ for k = 0. */
    private double logMeetings(final int n, final int run, final int k) {
        if (k == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        final double all = logBinomial(n - 1, k);
        final int fewer = n - 1 - run;
        return fewer < k ? all : all + Math.log(-Math.expm1(logBinomial(fewer, k) - all));
    }

    private double logBinomial(final int n, final int k) {
        return logFactorial[n] - logFactorial[k] - logFactorial[n - k];
    }

    private static double logSum(final double a, final double b) {
        final double greater = Math.max(a, b);
        return greater == Double.NEGATIVE_INFINITY ? greater : greater + Math.log1p(Math.exp(Math.min(a, b) - greater));
    }
}
