package org.gflownet4j.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.gflownet4j.Version;
import org.gflownet4j.nn.Mlp;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.replay.Replay;
import org.gflownet4j.replay.ReplayContents;
import org.gflownet4j.train.LogRow;
import org.gflownet4j.train.TrainingState;

/** Reads the format that {@link CheckpointFile} describes, and trusts nothing of it. */
final class CheckpointReader {

    private static final int MAX_VECTORS = 32;
    private static final int MAX_ROWS = 10_000;
    private static final int MAX_REMEMBERED = 1 << 28;
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

    private final Map<String, Object> json;
    private final Map<String, Object> description;
    private final ArchiveReader archive;

    private CheckpointReader(final Map<String, Object> json, final ArchiveReader archive) throws ModelFileException {
        this.json = json;
        this.description = archive.map(json, CheckpointWriter.CHECKPOINT);
        this.archive = archive;
        if (archive.wholeNumber(description, "formatVersion") > CheckpointFile.FORMAT_VERSION) {
            throw new ModelFileException("The checkpoint was written by GFlowNet4J " + json.get("productVersion")
                    + ", which is newer than this version (" + Version.VERSION + "). Update GFlowNet4J to read it.");
        }
    }

    /** Whether a model's description says that there is a state of training, too. */
    static boolean describes(final Map<String, Object> json) {
        return json.containsKey(CheckpointWriter.CHECKPOINT);
    }

    /** Reads all of a checkpoint behind its description. */
    static Checkpoint read(final Map<String, Object> json, final ArchiveReader archive) throws IOException {
        if (!describes(json)) {
            throw new ModelFileException(
                    "This is a model, but no checkpoint: it holds nothing to go on with its training "
                            + "from. Give a checkpoint file, which interrupted training leaves behind.");
        }
        final CheckpointReader reader = new CheckpointReader(json, archive);
        final GFlowNetModel model = ModelReader.readModel(json, archive);
        return new Checkpoint(model, reader.state(model.policy()));
    }

    /** Reads the state's entries over, for those who want the model only; what they hold is checked all the same. */
    static void skip(final Map<String, Object> json, final ArchiveReader archive, final Policy policy)
            throws IOException {
        final CheckpointReader reader = new CheckpointReader(json, archive);
        for (final String name : reader.vectors()) {
            reader.length(name, policy.parameterCount());
            archive.entry(CheckpointWriter.entry(name), json, in -> {});
        }
        if (reader.hasReplay()) {
            reader.replayed(policy);
            archive.entry(CheckpointWriter.REPLAY_STATES_ENTRY, json, in -> {});
            archive.entry(CheckpointWriter.REPLAY_REWARDS_ENTRY, json, in -> {});
        }
        reader.rows();
        archive.entry(CheckpointWriter.LOG_ENTRY, json, in -> {});
    }

    private TrainingState state(final Policy policy) throws IOException {
        final SortedMap<String, float[]> vectors = new TreeMap<>();
        for (final String name : vectors()) {
            final int length = length(name, policy.parameterCount());
            archive.entry(CheckpointWriter.entry(name), json, in -> vectors.put(name, VectorEntry.read(in, length)));
        }
        final ReplayContents replay = hasReplay() ? replay(policy) : ReplayContents.NONE;
        final int rows = rows();
        final List<LogRow> log = new ArrayList<>();
        archive.entry(CheckpointWriter.LOG_ENTRY, json, in -> readLog(in, rows, log));
        return new TrainingState(setup(), counters(), measures(), vectors, log, replay);
    }

    private boolean hasReplay() {
        return description.containsKey(CheckpointWriter.REPLAY);
    }

    private ReplayContents replay(final Policy policy) throws IOException {
        final int objects = replayed(policy);
        final int width = policy.environment().stateLength();
        final int[][] states = new int[1][];
        archive.entry(CheckpointWriter.REPLAY_STATES_ENTRY, json,
                in -> states[0] = ReplayEntry.readInts(in, objects * width));
        final double[][] logRewards = new double[1][];
        archive.entry(CheckpointWriter.REPLAY_REWARDS_ENTRY, json,
                in -> logRewards[0] = ReplayEntry.readDoubles(in, objects));
        return new ReplayContents(width, states[0], logRewards[0]);
    }

    /** Number of objects in the replay buffer; sizes are checked. */
    private int replayed(final Policy policy) throws ModelFileException {
        final long objects = archive.wholeNumber(archive.map(description, CheckpointWriter.REPLAY), "objects");
        final long ints = objects * policy.environment().stateLength();
        if (objects > Replay.MAX_CAPACITY || ints > Integer.MAX_VALUE - 8
                || archive.bytes(CheckpointWriter.REPLAY_STATES_ENTRY, json) != ints * Integer.BYTES
                || archive.bytes(CheckpointWriter.REPLAY_REWARDS_ENTRY, json) != objects * Double.BYTES) {
            throw new ModelFileException(
                    "The checkpoint file is damaged: the size of its replay buffer can not be that of "
                            + objects + " objects.");
        }
        return (int) objects;
    }

    private List<String> vectors() throws ModelFileException {
        if (!(description.get("vectors") instanceof List<?> names) || names.size() > MAX_VECTORS
                || !names.stream().allMatch(name -> name instanceof String text && NAME.matcher(text).matches())
                || names.stream().distinct().count() < names.size()) {
            throw new ModelFileException("The checkpoint file's list of vectors is damaged.");
        }
        return names.stream().map(String.class::cast).toList();
    }

    /**
     * A vector has a number for each parameter, or none at all; one of another network at most as many as any network,
     * and remembered trajectories what they take.
     */
    private int length(final String vector, final int parameters) throws ModelFileException {
        final long bytes = archive.bytes(CheckpointWriter.entry(vector), json);
        final int most = vector.equals(TrainingState.MEMORY) ? MAX_REMEMBERED : Mlp.MAX_PARAMETERS;
        final boolean fits = vector.startsWith(TrainingState.OTHER_NETWORK) || vector.equals(TrainingState.MEMORY)
                ? bytes % Float.BYTES == 0 && bytes / Float.BYTES <= most
                : bytes == 0 || bytes == (long) parameters * Float.BYTES;
        if (!fits) {
            throw new ModelFileException("The checkpoint file is damaged: the size of \"" + vector
                    + "\" does not fit its network.");
        }
        return (int) (bytes / Float.BYTES);
    }

    private int rows() throws ModelFileException {
        final long bytes = archive.bytes(CheckpointWriter.LOG_ENTRY, json);
        if (bytes % CheckpointWriter.ROW_BYTES != 0 || bytes / CheckpointWriter.ROW_BYTES > MAX_ROWS) {
            throw new ModelFileException("The checkpoint file is damaged: its training log can not have " + bytes
                    + " bytes.");
        }
        return (int) (bytes / CheckpointWriter.ROW_BYTES);
    }

    private static void readLog(final InputStream in, final int rows, final List<LogRow> log) throws IOException {
        final byte[] bytes = in.readNBytes(rows * CheckpointWriter.ROW_BYTES);
        if (bytes.length < rows * CheckpointWriter.ROW_BYTES) {
            throw new EOFException("The training log ends too early.");
        }
        final ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows; row++) {
            log.add(new LogRow((int) values.getDouble(), (long) values.getDouble(), values.getDouble(),
                    values.getDouble(), values.getDouble(), values.getDouble()));
        }
    }

    private Map<String, String> setup() throws ModelFileException {
        final Map<String, String> setup = new LinkedHashMap<>();
        for (final Map.Entry<String, Object> entry : archive.map(description, "setup").entrySet()) {
            setup.put(entry.getKey(), String.valueOf(entry.getValue()));
        }
        return setup;
    }

    private SortedMap<String, Long> counters() throws ModelFileException {
        final SortedMap<String, Long> counters = new TreeMap<>();
        final Map<String, Object> read = archive.map(description, "counters");
        for (final String name : read.keySet()) {
            counters.put(name, archive.wholeNumber(read, name));
        }
        return counters;
    }

    private SortedMap<String, Double> measures() throws ModelFileException {
        final SortedMap<String, Double> measures = new TreeMap<>();
        for (final Map.Entry<String, Object> entry : archive.map(description, "measures").entrySet()) {
            try {
                measures.put(entry.getKey(), Double.valueOf(String.valueOf(entry.getValue())));
            } catch (final NumberFormatException e) {
                throw new ModelFileException("The checkpoint file's description is damaged: \"" + entry.getKey()
                        + "\" is no number.", e);
            }
        }
        return measures;
    }
}
