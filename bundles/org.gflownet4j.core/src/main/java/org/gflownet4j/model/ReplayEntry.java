package org.gflownet4j.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Entries of little-endian ints, and of little-endian doubles. */
final class ReplayEntry {

    /** Numbers that memory is taken for before any of them is there. */
    private static final int FIRST = 1 << 16;

    private ReplayEntry() {
    }

    private static ByteBuffer chunk() {
        return ByteBuffer.allocate(ModelFile.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    static void write(final int[] values, final OutputStream out) throws IOException {
        final ByteBuffer chunk = chunk();
        for (int from = 0; from < values.length; from += ModelFile.CHUNK_BYTES / Integer.BYTES) {
            final int count = Math.min(ModelFile.CHUNK_BYTES / Integer.BYTES, values.length - from);
            chunk.asIntBuffer().put(values, from, count);
            out.write(chunk.array(), 0, count * Integer.BYTES);
        }
    }

    static void write(final double[] values, final OutputStream out) throws IOException {
        final ByteBuffer chunk = chunk();
        for (int from = 0; from < values.length; from += ModelFile.CHUNK_BYTES / Double.BYTES) {
            final int count = Math.min(ModelFile.CHUNK_BYTES / Double.BYTES, values.length - from);
            chunk.asDoubleBuffer().put(values, from, count);
            out.write(chunk.array(), 0, count * Double.BYTES);
        }
    }

    /** Memory grows with what is really there, not with what was claimed. */
    static int[] readInts(final InputStream in, final int claimed) throws IOException {
        final ByteBuffer chunk = chunk();
        int[] values = new int[Math.min(claimed, FIRST)];
        for (int from = 0; from < claimed; from += ModelFile.CHUNK_BYTES / Integer.BYTES) {
            final int count = Math.min(ModelFile.CHUNK_BYTES / Integer.BYTES, claimed - from);
            readAll(in, chunk, count * Integer.BYTES);
            if (from + count > values.length) {
                values = Arrays.copyOf(values, grown(values.length, claimed));
            }
            chunk.asIntBuffer().get(values, from, count);
        }
        return values;
    }

    /** Memory grows with what is really there, not with what was claimed. */
    static double[] readDoubles(final InputStream in, final int claimed) throws IOException {
        final ByteBuffer chunk = chunk();
        double[] values = new double[Math.min(claimed, FIRST)];
        for (int from = 0; from < claimed; from += ModelFile.CHUNK_BYTES / Double.BYTES) {
            final int count = Math.min(ModelFile.CHUNK_BYTES / Double.BYTES, claimed - from);
            readAll(in, chunk, count * Double.BYTES);
            if (from + count > values.length) {
                values = Arrays.copyOf(values, grown(values.length, claimed));
            }
            chunk.asDoubleBuffer().get(values, from, count);
        }
        return values;
    }

    private static int grown(final int length, final int claimed) {
        return (int) Math.min(claimed, 2L * length);
    }

    private static void readAll(final InputStream in, final ByteBuffer chunk, final int bytes) throws IOException {
        if (in.readNBytes(chunk.array(), 0, bytes) < bytes) {
            throw new EOFException("The objects kept for replay end too early.");
        }
    }
}
