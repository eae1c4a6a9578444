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

    /** Copies all that it has seen. */
    void save(final TrainingState.Builder state) {
        state.count("watch.count", count).measure("watch.sum", sum).measure("watch.lowest", lowest)
                .count("watch.lowestAt", lowestAt).measure("watch.reference", reference)
                .count("watch.improvedAt", improvedAt).count("watch.plateau", plateau ? 1 : 0)
                .vector("kept", hasKept() ? kept.clone() : new float[0]);
    }

    /** Goes on from what was saved. */
    void restore(final TrainingState state) {
        count = state.count("watch.count", window - 1);
        sum = state.measure("watch.sum");
        lowest = state.measure("watch.lowest");
        lowestAt = state.count("watch.lowestAt", state.updates());
        reference = state.measure("watch.reference");
        improvedAt = state.count("watch.improvedAt", state.updates());
        plateau = state.count("watch.plateau", 1) == 1;
        if (hasKept()) {
            System.arraycopy(state.finiteVector("kept", kept.length), 0, kept, 0, kept.length);
        }
    }
}
