package org.gflownet4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.replay.ReplayContents;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.train.LogRow;
import org.gflownet4j.train.TrainingState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {

    @TempDir
    Path folder;

    private static float[] random(final int count, final int stream) {
        final float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (CounterRandom.uniform(1, stream, i) - 0.5);
        }
        return values;
    }

    private static Checkpoint checkpoint() {
        final Policy policy = new Policy(new Hypergrid(2, 8),
                new Architecture(List.of(9, 7), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);
        final int count = policy.parameterCount();
        final float[] extreme = random(count, 3);
        // numbers of the optimiser can be any float that training made
        extreme[0] = -0f;
        extreme[1] = Float.MIN_VALUE;
        extreme[2] = Float.POSITIVE_INFINITY;
        final Map<String, String> setup = new LinkedHashMap<>();
        setup.put("seed", "-7");
        setup.put("batch size", "128");
        return new Checkpoint(
                new GFlowNetModel(policy, random(count, 1), new HypergridReward(0.1, 0.5, 2), Map.of("seed", -7)),
                new TrainingState(setup, new TreeMap<>(Map.of("updates", 12L, "trajectories", 1L << 52, "odd", 3L)),
                        new TreeMap<>(Map.of("tenth", 0.1, "third", 1.0 / 3, "lowest", Double.POSITIVE_INFINITY,
                                "none", Double.NaN, "tiny", Double.MIN_VALUE)),
                        new TreeMap<>(Map.of("parameters", random(count, 2), "adam-squares", extreme, "target",
                                new float[0])),
                        List.of(new LogRow(1, 128, 1.0 / 3, 0.1, 2e300, 1e-9),
                                new LogRow(2, 1L << 52, Double.NaN, -0.0, Double.POSITIVE_INFINITY, 2))));
    }

    /** The same with a replay buffer, larger than what is read at once. */
    private static Checkpoint checkpointWithReplay() {
        final int objects = 20_000;
        final int[] states = new int[2 * objects];
        final double[] logRewards = new double[objects];
        for (int i = 0; i < objects; i++) {
            states[2 * i] = (int) CounterRandom.bits(1, 4, i);
            states[2 * i + 1] = i;
            logRewards[i] = CounterRandom.uniform(1, 5, i) - 1e-300 * i;
        }
        final TrainingState state = checkpoint().state();
        return new Checkpoint(checkpoint().model(), new TrainingState(state.setup(), state.counters(),
                state.measures(), state.vectors(), state.log(), new ReplayContents(2, states, logRewards)));
    }

    private static byte[] bytes(final Checkpoint checkpoint) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        CheckpointFile.write(checkpoint, out);
        return out.toByteArray();
    }

    private static Checkpoint read(final byte[] bytes) throws IOException {
        return CheckpointFile.read(new ByteArrayInputStream(bytes));
    }

    private static String refused(final byte[] bytes) {
        // whoever only wants the model must not be given one of a damaged file either
        assertThrows(ModelFileException.class, () -> ModelFile.read(new ByteArrayInputStream(bytes)));
        return assertThrows(ModelFileException.class, () -> read(bytes)).getMessage();
    }

    /** The same file with entries replaced; null drops one. */
    private static byte[] rewritten(final byte[] bytes, final Map<String, UnaryOperator<byte[]>> changes)
            throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                final byte[] content = changes.getOrDefault(entry.getName(), UnaryOperator.identity())
                        .apply(in.readAllBytes());
                if (content != null) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    zip.write(content);
                }
            }
        }
        return out.toByteArray();
    }

    private static byte[] withJson(final byte[] bytes, final UnaryOperator<String> change) throws IOException {
        return rewritten(bytes, Map.of("model.json", json -> change
                .apply(new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertSame(final TrainingState expected, final TrainingState actual) {
        assertEquals(expected.setup(), actual.setup());
        assertEquals(expected.counters(), actual.counters());
        // boxed doubles and those of records are compared bit by bit
        assertEquals(expected.measures(), actual.measures());
        assertEquals(expected.log(), actual.log());
        assertEquals(expected.replay().width(), actual.replay().width());
        assertArrayEquals(expected.replay().states(), actual.replay().states());
        assertArrayEquals(expected.replay().logRewards(), actual.replay().logRewards());
        assertEquals(expected.vectors().keySet(), actual.vectors().keySet());
        expected.vectors().forEach((name, vector) -> {
            final float[] read = actual.vectors().get(name);
            assertEquals(vector.length, read.length);
            for (int i = 0; i < vector.length; i++) {
                assertEquals(Float.floatToRawIntBits(vector[i]), Float.floatToRawIntBits(read[i]), name);
            }
        });
    }

    @Test
    void aCheckpointReadsBackToTheLastBit() throws IOException {
        final Checkpoint checkpoint = checkpoint();
        final Path file = folder.resolve("checkpoint.gflownet");
        CheckpointFile.save(checkpoint, file);
        final Checkpoint copy = CheckpointFile.load(file);
        assertSame(checkpoint.state(), copy.state());
        assertArrayEquals(checkpoint.model().parameters(), copy.model().parameters());
        assertEquals(-7, copy.state().seed());
        assertEquals(12, copy.state().updates());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList(), "no temporary file is left");
        }
        assertArrayEquals(bytes(checkpoint), bytes(checkpoint()), "the same checkpoint gives the same bytes");
    }

    @Test
    void itIsAModelFileForAllOthers() throws IOException {
        final Path file = folder.resolve("checkpoint.gflownet");
        CheckpointFile.save(checkpoint(), file);
        final GFlowNetModel model = ModelFile.load(file);
        assertArrayEquals(checkpoint().model().parameters(), model.parameters());
        assertEquals(checkpoint().model().reward().description(), model.reward().description());
    }

    @Test
    void aModelAloneIsRefused() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelFile.write(checkpoint().model(), out);
        assertEquals("This is a model, but no checkpoint: it holds nothing to go on with its training from. Give a "
                + "checkpoint file, which interrupted training leaves behind.",
                assertThrows(ModelFileException.class, () -> read(out.toByteArray())).getMessage());
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws IOException {
        final byte[] bytes = bytes(checkpoint());
        final int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        for (int length = 0; length < end - 30; length += 41) {
            assertFalse(refused(Arrays.copyOf(bytes, length)).isBlank());
        }
        final Path file = folder.resolve("cut.gflownet");
        for (int cut = 1; cut < bytes.length - end; cut += 29) {
            Files.write(file, Arrays.copyOf(bytes, bytes.length - cut));
            assertThrows(ModelFileException.class, () -> CheckpointFile.load(file));
        }
    }

    @Test
    void anyChangedByteIsRefusedOrChangesNothing() throws IOException {
        final byte[] bytes = bytes(checkpoint());
        int refused = 0;
        for (int i = 0; i < bytes.length; i += 7) {
            final byte[] changed = bytes.clone();
            changed[i] ^= 0x10;
            try {
                assertSame(checkpoint().state(), read(changed).state());
            } catch (final ModelFileException e) {
                assertFalse(e.getMessage().isBlank());
                refused++;
            }
        }
        assertTrue(refused > bytes.length / 10, refused + " refused");
    }

    @Test
    void changedContentIsRefusedByItsChecksum() throws IOException {
        for (final String entry : List.of("state/parameters.f32", "state/adam-squares.f32", "state/log.f64")) {
            assertTrue(refused(rewritten(bytes(checkpoint()), Map.of(entry, content -> {
                content[9] ^= 1;
                return content;
            }))).contains("checksum"), entry);
            assertTrue(refused(rewritten(bytes(checkpoint()), Map.of(entry, content -> null))).contains("expected")
                    || entry.endsWith("f64"), entry);
        }
    }

    @Test
    void whatIsClaimedIsCheckedBeforeMemoryIsTaken() throws IOException {
        final byte[] bytes = bytes(checkpoint());
        final UnaryOperator<String> hugeVector = json -> json
                .replaceFirst("(\"state/parameters.f32\" : \\{\\s*\"bytes\" : )\\d+", "$110000000000");
        assertTrue(refused(withJson(bytes, hugeVector)).contains("size of \"parameters\" does not fit"));
        final UnaryOperator<String> hugeLog = json -> json
                .replaceFirst("(\"state/log.f64\" : \\{\\s*\"bytes\" : )\\d+", "$14800000000");
        assertTrue(refused(withJson(bytes, hugeLog)).contains("4800000000 bytes"));
    }

    /** It has a length of its own, but none that no network has. */
    @Test
    void aVectorOfAnotherNetworkIsReadBackAndItsSizeIsChecked() throws IOException {
        final Checkpoint checkpoint = checkpoint();
        final TrainingState state = checkpoint.state();
        final TreeMap<String, float[]> vectors = new TreeMap<>(state.vectors());
        vectors.put("other-one", random(5, 4));
        final Checkpoint more = new Checkpoint(checkpoint.model(), new TrainingState(state.setup(), state.counters(),
                state.measures(), vectors, state.log()));
        assertSame(more.state(), read(bytes(more)).state());
        for (final String size : List.of("10000000000", "21")) {
            assertTrue(refused(withJson(bytes(more), json -> json
                    .replaceFirst("(\"state/other-one.f32\" : \\{\\s*\"bytes\" : )\\d+", "$1" + size)))
                    .contains("size of \"other-one\" does not fit"), size);
        }
    }

    @Test
    void hostileDescriptionsAreRefusedInWords() throws IOException {
        final byte[] bytes = bytes(checkpoint());
        final Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("\"vectors\" : \\[", "\"vectors\" : [ \"../../evil\", ");
        wrong.put("\"vectors\" : \\[ ", "\"vectors\" : [ \"target\", ");
        wrong.put("\"vectors\" : \\[", "\"vectors\" : [ 3, ");
        wrong.put("\"vectors\"", "\"victors\"");
        wrong.put("\"checkpoint\" : \\{", "\"checkpoint\" : 3, \"other\" : {");
        for (final Map.Entry<String, String> change : wrong.entrySet()) {
            assertFalse(refused(withJson(bytes, json -> json.replaceFirst(change.getKey(), change.getValue())))
                    .contains("null"), change.getValue());
        }
        // parts that only those read who go on with training
        final Map<String, String> state = new LinkedHashMap<>();
        state.put("\"updates\" : 12", "\"updates\" : -12");
        state.put("\"updates\" : 12", "\"updates\" : 1.5");
        state.put("\"updates\" : 12", "\"updates\" : \"many\"");
        state.put("\"tenth\" : \"[^\"]*\"", "\"tenth\" : \"ten\"");
        state.put("\"counters\"", "\"encounters\"");
        state.put("\"measures\"", "\"treasures\"");
        state.put("\"setup\"", "\"upset\"");
        for (final Map.Entry<String, String> change : state.entrySet()) {
            final byte[] changed = withJson(bytes, json -> json.replaceFirst(change.getKey(), change.getValue()));
            assertFalse(assertThrows(ModelFileException.class, () -> read(changed)).getMessage().contains("null"));
        }
    }

    @Test
    void aNewerStateIsRefusedWithTheAdviceToUpdate() throws IOException {
        final byte[] newer = withJson(bytes(checkpoint()), json -> json.replaceFirst(
                "(\"checkpoint\" : \\{\\s*\"formatVersion\" : )1", "$13"));
        assertTrue(refused(newer).contains("newer than this version"), refused(newer));
    }

    @Test
    void entriesThatDoNotBelongThereAreRefused() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes(checkpoint())));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(zip);
            }
            zip.putNextEntry(new ZipEntry("more"));
        }
        assertTrue(refused(out.toByteArray()).contains("does not belong there"));
    }

    @Test
    void aReplayBufferReadsBackToTheLastBit() throws IOException {
        final Checkpoint checkpoint = checkpointWithReplay();
        final byte[] bytes = bytes(checkpoint);
        assertSame(checkpoint.state(), read(bytes).state());
        assertArrayEquals(checkpoint.model().parameters(),
                ModelFile.read(new ByteArrayInputStream(bytes)).parameters(), "it is a model file for all others");
        final TrainingState state = checkpoint.state();
        final Checkpoint empty = new Checkpoint(checkpoint.model(), new TrainingState(state.setup(), state.counters(),
                state.measures(), state.vectors(), state.log(), new ReplayContents(2, new int[0], new double[0])));
        assertSame(empty.state(), read(bytes(empty)).state());
    }

    @Test
    void aReplayBufferThatIsDamagedOrTooLargeIsRefused() throws IOException {
        final byte[] bytes = bytes(checkpointWithReplay());
        for (final String entry : List.of("state/replay.i32", "state/replay.f64")) {
            assertTrue(refused(rewritten(bytes, Map.of(entry, content -> {
                content[4711] ^= 1;
                return content;
            }))).contains("checksum"), entry);
            assertTrue(refused(rewritten(bytes, Map.of(entry, content -> Arrays.copyOf(content, 88_888))))
                    .contains("damaged"), entry);
            assertTrue(refused(rewritten(bytes, Map.of(entry, content -> null))).contains("expected"), entry);
            final UnaryOperator<String> claim = json -> json.replaceFirst(
                    "(\"" + entry.replace(".", "\\.") + "\" : \\{\\s*\"bytes\" : )\\d+", "$18000000000");
            assertTrue(refused(withJson(bytes, claim)).contains("can not be that of 20000 objects"), entry);
        }
        for (final String objects : List.of("1000001", "9223372036854775807", "19999", "-1", "1.5", "\"many\"")) {
            final String message = refused(withJson(bytes,
                    json -> json.replaceFirst("\"objects\" : 20000", "\"objects\" : " + objects)));
            assertTrue(message.contains("replay buffer can not be") || message.contains("no whole number"), message);
        }
        assertTrue(refused(withJson(bytes, json -> json.replaceFirst("\"replay\" : \\{", "\"replay\" : 3, \"x\" : {")))
                .contains("\"replay\" is missing"));
        assertTrue(refused(withJson(bytes, json -> json.replaceFirst("\"replay\" : ", "\"relay\" : ")))
                .contains("where state/log.f64 was expected"));
    }

    @Test
    void onlyAReplayBufferNeedsTheNewerFormat() throws IOException {
        assertEquals(1, version(bytes(checkpoint())));
        assertEquals(2, version(bytes(checkpointWithReplay())));
    }

    private static int version(final byte[] bytes) throws IOException {
        final String[] json = new String[1];
        withJson(bytes, text -> json[0] = text);
        return Integer
                .parseInt(json[0].replaceFirst("(?s).*\"checkpoint\" : \\{\\s*\"formatVersion\" : (\\d+).*", "$1"));
    }
}
