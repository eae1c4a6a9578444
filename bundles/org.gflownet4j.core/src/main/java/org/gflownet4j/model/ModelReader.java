package org.gflownet4j.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Environments;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.policy.Savings;
import org.gflownet4j.policy.Scoring;
import org.gflownet4j.policy.TemperatureInput;

/** Reads the format that {@link ModelFile} describes, and trusts nothing of it. */
final class ModelReader {

    private ModelReader() {
    }

    /** See {@link ModelFile#read(InputStream, Function)}. */
    static GFlowNetModel read(final InputStream in, final Function<String, Optional<GFlowNetModel>> known)
            throws IOException {
        return ArchiveReader.read("model", ModelFile.FORMAT, ModelFile.FORMAT_VERSION, ModelFile.JSON_ENTRY, in, known,
                ModelReader::read);
    }

    private static GFlowNetModel read(final Map<String, Object> json, final ArchiveReader archive)
            throws IOException {
        final GFlowNetModel model = readModel(json, archive);
        if (CheckpointReader.describes(json)) {
            CheckpointReader.skip(json, archive, model.policy());
        }
        return model;
    }

    /** Reads the model's entries, the first ones of the archive. */
    static GFlowNetModel readModel(final Map<String, Object> json, final ArchiveReader archive) throws IOException {
        final Environment environment = Environments.fromDescription(archive.map(json, "designSpace"));
        final Map<String, Object> network = archive.map(json, "network");
        final Optional<TemperatureInput> temperature = temperature(network, archive);
        if (archive.wholeNumber(network, "conditionWidth") != (temperature.isPresent() ? 1 : 0)) {
            throw new ModelFileException(
                    "The model is conditional in a way that this version of GFlowNet4J does not know.");
        }
        final Policy policy = new Policy(environment, architecture(network), temperature, Savings.ALL);
        if (archive.bytes(ModelFile.PARAMETERS_ENTRY, json) != (long) policy.parameterCount() * Float.BYTES) {
            throw new ModelFileException("The model file is damaged: its size does not fit its network.");
        }
        final float[][] parameters = new float[1][];
        archive.entry(ModelFile.PARAMETERS_ENTRY, json,
                stream -> parameters[0] = readParameters(stream, policy.parameterCount()));
        return new GFlowNetModel(policy, parameters[0], archive.reward(json), archive.map(json, "training"));
    }

    private static Optional<TemperatureInput> temperature(final Map<String, Object> network,
            final ArchiveReader archive) throws ModelFileException {
        if (!network.containsKey(ModelFile.TEMPERATURE)) {
            return Optional.empty();
        }
        final Map<String, Object> input = archive.map(network, ModelFile.TEMPERATURE);
        if (!(input.get("lowest") instanceof Number lowest) || !(input.get("highest") instanceof Number highest)) {
            throw new ModelFileException("The model file is damaged: its range of inverse temperatures is missing.");
        }
        return Optional.of(new TemperatureInput(
                TemperatureInput.Entry.valueOf(String.valueOf(input.get("entry"))),
                TemperatureInput.Encoding.valueOf(String.valueOf(input.get("encoding"))), lowest.doubleValue(),
                highest.doubleValue()));
    }

    private static Architecture architecture(final Map<String, Object> network) throws ModelFileException {
        final Optional<Scoring> scoring = ModelFile.KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().equals(network.get("kind"))).map(Map.Entry::getKey).findFirst();
        if (scoring.isEmpty() || !(network.get("hidden") instanceof List<?> hidden)
                || !hidden.stream().allMatch(Integer.class::isInstance)) {
            throw new ModelFileException("The model's network is of a kind that this version does not know.");
        }
        return new Architecture(hidden.stream().map(Integer.class::cast).toList(),
                Activation.valueOf(String.valueOf(network.get("activation"))),
                // keys that files of the first versions lack mean false
                Boolean.TRUE.equals(network.get("layerNorm")),
                BackwardPolicy.valueOf(String.valueOf(network.get("backward"))),
                Boolean.TRUE.equals(network.get("separateTrunks")), Boolean.TRUE.equals(network.get("stateFlow")),
                Boolean.TRUE.equals(network.get("stateValue")), scoring.get());
    }

    private static float[] readParameters(final InputStream in, final int count) throws IOException {
        final float[] parameters = VectorEntry.read(in, count);
        for (final float parameter : parameters) {
            if (!Float.isFinite(parameter)) {
                throw new ModelFileException(
                        "The model can not be used: its network holds a number that is infinite or none.");
            }
        }
        return parameters;
    }
}
