package org.gflownet4j.train;

/**
 * Watches the mean loss of windows of updates: keeps the parameters of the window in which it was lowest, and notices when
 * it no longer falls. Windows are those of the log, but never so long that nothing is noticed.
 */
final class LossWatch {

    private static final int LONGEST_WINDOW = 1000;
    /** A plateau is left when the mean loss is below this part of what it was. */
    private static final double IMPROVED = 0.99;

    private final TrainerSettings settings;
    private final int window;

    private int count;
    private double sum;

    private double lowest = Double.POSITIVE_INFINITY;
    private int lowestAt;
    /** Parameters after update {@link #lowestAt}; empty unless they are to be kept. */
    private final float[] kept;

    private double reference = Double.POSITIVE_INFINITY;
    private int improvedAt;
    private boolean plateau;

    LossWatch(final TrainerSettings settings, final int logEvery, final int parameterCount) {
        this.settings = settings;
        final int most = Math.min(logEvery, LONGEST_WINDOW);
        this.window = settings.stopAtPlateau() ? Math.min(most, settings.plateauSteps()) : most;
        this.kept = settings.keepBest() ? new float[parameterCount] : new float[0];
    }

    /** Takes note of an update that was just carried out. */
    void record(final double loss, final Updates updates) {
        sum += loss;
        count++;
        if (count < window) {
            return;
        }
        final double mean = sum / count;
        sum = 0;
        count = 0;
        if (mean < lowest) {
            lowest = mean;
            lowestAt = updates.done();
            if (settings.keepBest()) {
                updates.copyParameters(kept);
            }
        }
        if (mean < reference * IMPROVED) {
            reference = mean;
            improvedAt = updates.done();
        } else if (settings.stopAtPlateau() && updates.done() - improvedAt >= settings.plateauSteps()) {
            plateau = true;
        }
    }

    /** Whether training should end, since the loss no longer falls. */
    boolean isPlateau() {
        return plateau;
    }

    /** Whether there are parameters that were kept. */
    boolean hasKept() {
        return settings.keepBest() && lowestAt > 0;
    }

    /** The update that they are from. */
    int keptUpdate() {
        return lowestAt;
    }

    /** A copy of them. */
    float[] kept() {
        return kept.clone();
    }
}
