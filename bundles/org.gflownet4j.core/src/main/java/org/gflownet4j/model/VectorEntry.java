package org.gflownet4j.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** An entry of little-endian floats. */
final class VectorEntry {

    /** After so many are really there, memory for all that was claimed is taken at once. */
    private static final int TRUSTED = 1 << 24;

    private VectorEntry() {
    }

    static void write(final float[] vector, final OutputStream out) throws IOException {
        final ByteBuffer chunk = ByteBuffer.allocate(ModelFile.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < vector.length; from += ModelFile.CHUNK_BYTES / Float.BYTES) {
            final int count = Math.min(ModelFile.CHUNK_BYTES / Float.BYTES, vector.length - from);
            chunk.asFloatBuffer().put(vector, from, count);
            out.write(chunk.array(), 0, count * Float.BYTES);
        }
    }

    /** Memory grows with what is really there, not with what was claimed. */
    static float[] read(final InputStream in, final int claimed) throws IOException {
        final ByteBuffer chunk = ByteBuffer.allocate(ModelFile.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        float[] vector = new float[Math.min(claimed, 1 << 16)];
        for (int from = 0; from < claimed; from += ModelFile.CHUNK_BYTES / Float.BYTES) {
            final int count = Math.min(ModelFile.CHUNK_BYTES / Float.BYTES, claimed - from);
            if (in.readNBytes(chunk.array(), 0, count * Float.BYTES) < count * Float.BYTES) {
                throw new EOFException("The numbers end too early.");
            }
            if (from + count > vector.length) {
                vector = Arrays.copyOf(vector,
                        vector.length >= TRUSTED ? claimed : Math.min(claimed, 2 * vector.length));
            }
            chunk.asFloatBuffer().get(vector, from, count);
        }
        return vector;
    }
}
