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

    /** Moves some numbers between a chunk and an array. */
    @FunctionalInterface
    private interface Part {
        void move(ByteBuffer chunk, int from, int count);
    }

    static void write(final int[] values, final OutputStream out) throws IOException {
        write(out, values.length, Integer.BYTES, (chunk, from, count) -> chunk.asIntBuffer().put(values, from, count));
    }

    static void write(final double[] values, final OutputStream out) throws IOException {
        write(out, values.length, Double.BYTES,
                (chunk, from, count) -> chunk.asDoubleBuffer().put(values, from, count));
    }

    private static void write(final OutputStream out, final int numbers, final int bytes, final Part part)
            throws IOException {
        final ByteBuffer chunk = ByteBuffer.allocate(ModelFile.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < numbers; from += ModelFile.CHUNK_BYTES / bytes) {
            final int count = Math.min(ModelFile.CHUNK_BYTES / bytes, numbers - from);
            part.move(chunk, from, count);
            out.write(chunk.array(), 0, count * bytes);
        }
    }

    static int[] readInts(final InputStream in, final int claimed) throws IOException {
        final int[][] values = {new int[Math.min(claimed, FIRST)]};
        read(in, claimed, Integer.BYTES, (chunk, from, count) -> {
            if (from + count > values[0].length) {
                values[0] = Arrays.copyOf(values[0], grown(values[0].length, claimed));
            }
            chunk.asIntBuffer().get(values[0], from, count);
        });
        return values[0];
    }

    static double[] readDoubles(final InputStream in, final int claimed) throws IOException {
        final double[][] values = {new double[Math.min(claimed, FIRST)]};
        read(in, claimed, Double.BYTES, (chunk, from, count) -> {
            if (from + count > values[0].length) {
                values[0] = Arrays.copyOf(values[0], grown(values[0].length, claimed));
            }
            chunk.asDoubleBuffer().get(values[0], from, count);
        });
        return values[0];
    }

    /** Memory grows with what is really there, not with what was claimed. */
    private static void read(final InputStream in, final int claimed, final int bytes, final Part part)
            throws IOException {
        final ByteBuffer chunk = ByteBuffer.allocate(ModelFile.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < claimed; from += ModelFile.CHUNK_BYTES / bytes) {
            final int count = Math.min(ModelFile.CHUNK_BYTES / bytes, claimed - from);
            if (in.readNBytes(chunk.array(), 0, count * bytes) < count * bytes) {
                throw new EOFException("The objects kept for replay end too early.");
            }
            part.move(chunk, from, count);
        }
    }

    private static int grown(final int length, final int claimed) {
        return (int) Math.min(claimed, 2L * length);
    }
}
