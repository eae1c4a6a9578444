package org.gflownet4j.cuda;

import java.util.Arrays;

import org.gflownet4j.compute.DeviceException;

/**
 * Products on a device, one after the other, with three buffers that grow to the largest product seen. One stream of work
 * is also what cuBLAS wants for results that are the same each time.
 *
 * @param <M> a piece of the device's memory
 */
final class DeviceProducts<M> implements AutoCloseable {

    /** An operand: a matrix inside a larger array, taken column by column. */
    record Operand(float[] array, int at, int size, int columnDistance, boolean transposed) {
    }

    private final Device<M> device;
    private final Buffer a = new Buffer();
    private final Buffer b = new Buffer();
    private final Buffer c = new Buffer();
    private boolean closed;

    DeviceProducts(final Device<M> device) {
        this.device = device;
    }

    /** The device's name. */
    String deviceName() {
        return device.name();
    }

    /** {@code C = op(A)·op(B)}, or {@code C += …}; columns are {@code m} long. */
    synchronized void multiply(final int m, final int n, final int k, final Operand first, final Operand second,
            final boolean add, final float[] result, final int resultAt) {
        if (closed) {
            // the device's own handle is gone: its use would end this Java
            throw new IllegalStateException("The device is closed.");
        }
        final int size = m * n;
        if (size == 0 || k == 0) {
            if (!add) {
                Arrays.fill(result, resultAt, resultAt + size, 0f);
            }
            return;
        }
        try {
            upload(first, a);
            upload(second, b);
            c.ensure(size);
            if (add) {
                device.upload(result, resultAt, size, c.memory);
            }
            device.multiply(first.transposed, second.transposed, m, n, k, a.memory, first.columnDistance, b.memory,
                    second.columnDistance, add ? 1f : 0f, c.memory, m);
            device.download(c.memory, result, resultAt, size);
        } catch (final DeviceException e) {
            // it may be the memory that did not suffice: none is kept from others
            free();
            throw e;
        }
    }

    private void upload(final Operand operand, final Buffer buffer) {
        buffer.ensure(operand.size);
        device.upload(operand.array, operand.at, operand.size, buffer.memory);
    }

    /** Gives back all memory of the device; a second time does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            free();
            device.close();
        }
    }

    private void free() {
        a.free();
        b.free();
        c.free();
    }

    /** Memory that grows. */
    private final class Buffer {
        private M memory;
        private int size;

        void ensure(final int floats) {
            if (size < floats) {
                // first back, then anew: both at once might not fit
                free();
                memory = device.allocate(floats);
                size = floats;
            }
        }

        void free() {
            if (size > 0) {
                size = 0;
                device.free(memory);
                memory = null;
            }
        }
    }
}
