package org.gflownet4j.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

import org.gflownet4j.policy.Policy;
import org.gflownet4j.reward.Rewards;

/** Writes the format that {@link ModelFile} describes. */
final class ModelWriter {

    private ModelWriter() {
    }

    /** See {@link ModelFile#archive(GFlowNetModel, Runnable)}. */
    static Archive archive(final GFlowNetModel model, final Runnable check) throws IOException {
        return new Archive.Builder(ModelFile.FORMAT, ModelFile.FORMAT_VERSION, ModelFile.JSON_ENTRY, check)
                .put("designSpace", model.environment().description())
                .put("reward", model.reward().description())
                .put("network", network(model.policy()))
                .put("training", model.provenance())
                .entry(ModelFile.PARAMETERS_ENTRY, target -> writeParameters(model.parameters(), target),
                        Long.MAX_VALUE)
                .entry(ModelFile.REWARD_ENTRY, Archive.csv(Rewards.data(model.reward())), ModelFile.MAX_REWARD_BYTES)
                .build();
    }

    private static Map<String, Object> network(final Policy policy) {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", "mlp");
        map.put("hidden", policy.architecture().hidden());
        map.put("activation", policy.architecture().activation().name());
        map.put("layerNorm", policy.architecture().layerNorm());
        map.put("backward", policy.architecture().backward().name());
        map.put("separateTrunks", policy.architecture().separateTrunks());
        map.put("stateFlow", policy.architecture().stateFlow());
        map.put("stateValue", policy.architecture().stateValue());
        map.put("conditionWidth", policy.conditionWidth());
        map.put("parameters", policy.parameterCount());
        return map;
    }

    private static void writeParameters(final float[] parameters, final OutputStream out) throws IOException {
        final ByteBuffer chunk = ByteBuffer.allocate(ModelFile.CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < parameters.length; from += ModelFile.CHUNK_BYTES / Float.BYTES) {
            final int count = Math.min(ModelFile.CHUNK_BYTES / Float.BYTES, parameters.length - from);
            chunk.asFloatBuffer().put(parameters, from, count);
            out.write(chunk.array(), 0, count * Float.BYTES);
        }
    }
}
