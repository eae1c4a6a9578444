package org.gflownet4j.nd4j;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A native array that grows, and begins where a cache line does: vector instructions that read across two lines take half
 * as long again. One thread at a time has it.
 */
final class NativeFloats {

    private static final int LINE = 64;

    private FloatPointer memory = new FloatPointer();
    private long first;
    private int capacity;

    /** Makes room; what was there may be gone. */
    void ensure(final int size) {
        if (size > capacity) {
            memory.close();
            memory = new FloatPointer(size + (long) LINE / Float.BYTES);
            first = Math.floorMod(-memory.address(), (long) LINE) / Float.BYTES;
            capacity = size;
        }
    }

    /** A pointer to an element: always the same object, which holds until the next call. */
    FloatPointer at(final long index) {
        return memory.position(first + index);
    }

    /** Copies floats in, from the first element on, after making room. */
    void put(final float[] source, final int at, final int size) {
        ensure(size);
        at(0).put(source, at, size);
    }

    /** Copies the first floats out. */
    void get(final float[] target, final int at, final int size) {
        at(0).get(target, at, size);
    }

    /** Gives the memory back. */
    void close() {
        memory.close();
    }
}
