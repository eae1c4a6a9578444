package org.gflownet4j.model;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.gflownet4j.policy.Policy;
import org.gflownet4j.policy.TemperatureInput;
import org.gflownet4j.reward.Rewards;

/** Writes the format that {@link ModelFile} describes. */
final class ModelWriter {

    private ModelWriter() {
    }

    /** See {@link ModelFile#archive(GFlowNetModel, Runnable)}. */
    static Archive archive(final GFlowNetModel model, final Runnable check) throws IOException {
        return builder(model, check).build();
    }

    /** The entries of a model, for more to follow. */
    static Archive.Builder builder(final GFlowNetModel model, final Runnable check) throws IOException {
        return new Archive.Builder(ModelFile.FORMAT, ModelFile.FORMAT_VERSION, ModelFile.JSON_ENTRY, check)
                .put("designSpace", model.environment().description())
                .put("reward", model.reward().description())
                .put("network", network(model.policy()))
                .put("training", model.provenance())
                .entry(ModelFile.PARAMETERS_ENTRY, target -> VectorEntry.write(model.parameters(), target),
                        Long.MAX_VALUE)
                .entry(ModelFile.REWARD_ENTRY, Archive.csv(Rewards.data(model.reward())), ModelFile.MAX_REWARD_BYTES);
    }

    private static Map<String, Object> network(final Policy policy) {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", ModelFile.KINDS.get(policy.architecture().scoring()));
        map.put("hidden", policy.architecture().hidden());
        map.put("activation", policy.architecture().activation().name());
        map.put("layerNorm", policy.architecture().layerNorm());
        map.put("backward", policy.architecture().backward().name());
        map.put("separateTrunks", policy.architecture().separateTrunks());
        map.put("stateFlow", policy.architecture().stateFlow());
        map.put("stateValue", policy.architecture().stateValue());
        map.put("conditionWidth", policy.conditionWidth());
        policy.temperature().ifPresent(input -> map.put(ModelFile.TEMPERATURE, temperature(input)));
        map.put("parameters", policy.parameterCount());
        return map;
    }

    private static Map<String, Object> temperature(final TemperatureInput input) {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("entry", input.entry().name());
        map.put("encoding", input.encoding().name());
        map.put("lowest", input.lowest());
        map.put("highest", input.highest());
        return map;
    }
}
