package org.gflownet4j.compute;

/**
 * A backend that computes in place of the one that was asked for, and says so.
 *
 * @param backend what computes
 * @param reason one sentence that says why the other one does not
 */
record StandIn(ComputeBackend backend, String reason) implements ComputeBackend {

    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public String description() {
        return backend.description() + " " + reason;
    }

    @Override
    public boolean standsIn() {
        return true;
    }

    @Override
    public void close() {
        backend.close();
    }

    @Override
    public void hold(final float[] weights) {
        backend.hold(weights);
    }

    @Override
    public void multiply(final int m, final int k, final int n, final float[] a, final int aAt, final float[] b,
            final int bAt, final float[] c, final int cAt, final boolean add) {
        backend.multiply(m, k, n, a, aAt, b, bAt, c, cAt, add);
    }

    @Override
    public void multiplyBack(final int m, final int k, final int n, final float[] a, final float[] b, final int bAt,
            final float[] cGradient, final float[] bGradient, final int bGradientAt, final float[] aGradient) {
        backend.multiplyBack(m, k, n, a, b, bAt, cGradient, bGradient, bGradientAt, aGradient);
    }
}
