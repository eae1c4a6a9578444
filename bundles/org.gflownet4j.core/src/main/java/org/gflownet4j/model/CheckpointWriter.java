package org.gflownet4j.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.gflownet4j.replay.ReplayContents;
import org.gflownet4j.train.LogRow;
import org.gflownet4j.train.TrainingState;

/** Writes the format that {@link CheckpointFile} describes. */
final class CheckpointWriter {

    static final String CHECKPOINT = "checkpoint";
    static final String LOG_ENTRY = "state/log.f64";
    /** Part of the description that is there if the run has a replay buffer. */
    static final String REPLAY = "replay";
    static final String REPLAY_STATES_ENTRY = "state/replay.i32";
    static final String REPLAY_REWARDS_ENTRY = "state/replay.f64";
    /** Bytes of a line of the training log. */
    static final int ROW_BYTES = 6 * Double.BYTES;

    private CheckpointWriter() {
    }

    /** The entry that holds a vector. */
    static String entry(final String vector) {
        return "state/" + vector + ModelFile.VECTOR_SUFFIX;
    }

    static Archive archive(final Checkpoint checkpoint, final Runnable check) throws IOException {
        final TrainingState state = checkpoint.state();
        final Archive.Builder archive = ModelWriter.builder(checkpoint.model(), check).put(CHECKPOINT,
                description(state));
        for (final Map.Entry<String, float[]> vector : state.vectors().entrySet()) {
            archive.entry(entry(vector.getKey()), out -> VectorEntry.write(vector.getValue(), out), Long.MAX_VALUE);
        }
        final ReplayContents replay = state.replay();
        if (replay.isPresent()) {
            archive.entry(REPLAY_STATES_ENTRY, out -> ReplayEntry.write(replay.states(), out), Long.MAX_VALUE);
            archive.entry(REPLAY_REWARDS_ENTRY, out -> ReplayEntry.write(replay.logRewards(), out), Long.MAX_VALUE);
        }
        return archive.entry(LOG_ENTRY, out -> out.write(log(state.log())), Long.MAX_VALUE).build();
    }

    private static Map<String, Object> description(final TrainingState state) {
        final Map<String, String> measures = new LinkedHashMap<>();
        state.measures().forEach((name, value) -> measures.put(name, Double.toHexString(value)));
        final Map<String, Object> map = new LinkedHashMap<>();
        // versions before replay still read what has none
        map.put("formatVersion", state.replay().isPresent() ? CheckpointFile.FORMAT_VERSION : 1);
        map.put("setup", state.setup());
        map.put("counters", state.counters());
        map.put("measures", measures);
        map.put("vectors", List.copyOf(state.vectors().keySet()));
        if (state.replay().isPresent()) {
            map.put(REPLAY, Map.of("objects", state.replay().size()));
        }
        return map;
    }

    private static byte[] log(final List<LogRow> rows) {
        final ByteBuffer bytes = ByteBuffer.allocate(rows.size() * ROW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (final LogRow row : rows) {
            // a double holds as many trajectories as can be drawn
            bytes.putDouble(row.update()).putDouble(row.trajectories()).putDouble(row.loss())
                    .putDouble(row.logPartition()).putDouble(row.meanReward()).putDouble(row.seconds());
        }
        return bytes.array();
    }
}
