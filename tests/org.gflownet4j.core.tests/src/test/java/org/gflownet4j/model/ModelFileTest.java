package org.gflownet4j.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.BitSequence;
import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Ising;
import org.gflownet4j.env.Library;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.Subset;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;
import org.gflownet4j.reward.BitSequenceReward;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.IsingReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.Rewards;
import org.gflownet4j.reward.SetReward;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.sample.Sampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    @TempDir
    Path folder;

    private static GFlowNetModel model(final Environment environment, final Reward reward) {
        final Policy policy = new Policy(environment,
                new Architecture(List.of(30, 20), Activation.RELU, BackwardPolicy.LEARNED, true), 0);
        final float[] parameters = new float[policy.parameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (CounterRandom.uniform(1, 1, i) - 0.5);
        }
        return new GFlowNetModel(policy, parameters, reward, Map.of("seed", 1, "settings", Map.of("updates", 5)));
    }

    private static GFlowNetModel tableModel() {
        return model(new Sequence("DNA", "ACGT", 3, 3), new TableReward(new String[]{"ACG", "TTT", "GGG"},
                new double[]{0.1, 0.2 + 0.1, 1e-7}, new long[]{1, 2, 4}, 0, 0.3, 3, 1e-3));
    }

    private static byte[] bytes(final GFlowNetModel model) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelFile.write(model, out);
        return out.toByteArray();
    }

    private static GFlowNetModel read(final byte[] bytes) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(bytes));
    }

    private static String refused(final byte[] bytes) {
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

    @Test
    void aModelReadsBackAsItWas() throws IOException {
        for (final GFlowNetModel model : List.of(tableModel(),
                model(new Hypergrid(2, 8), new HypergridReward(0.1, 0.5, 2)),
                model(new Sequence("DNA", "ACGT", 2, 5, Construction.SLOTS), new HypergridReward(0.1, 0.5, 2)),
                model(new Library(List.of(List.of("a|\"b\"", "€\\u0041"), List.of("x")), Construction.APPEND),
                        new IsingReward(-0.1)),
                model(new Subset(3, 2), new SetReward(1, -1 / 3.0, 0)), model(new Ising(3), new IsingReward(0.44)),
                model(new BitSequence(16, 4, Construction.SLOTS), new BitSequenceReward(
                        BitSequenceReward.randomModes(3, 16, 1), BitSequenceReward.Measure.HAMMING)))) {
            final Path file = folder.resolve("model.gflownet");
            ModelFile.save(model, file);
            final GFlowNetModel copy = ModelFile.load(file);
            assertArrayEquals(model.parameters(), copy.parameters());
            assertEquals(model.policy().architecture(), copy.policy().architecture());
            assertEquals(model.environment().description(), copy.environment().description());
            assertEquals(model.reward().description(), copy.reward().description());
            assertEquals(model.provenance(), copy.provenance());
            assertEquals(Rewards.data(model.reward()).rows(), Rewards.data(copy.reward()).rows());
            if (copy.reward() instanceof TableReward reward) {
                assertArrayEquals(((TableReward) model.reward()).scores(), reward.scores());
                assertArrayEquals(((TableReward) model.reward()).objects(), reward.objects());
                assertArrayEquals(((TableReward) model.reward()).rows(), reward.rows());
            }
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(List.of(file), files.toList(), "no temporary file is left");
            }
        }
    }

    @Test
    void theSameModelGivesTheSameBytes() throws IOException {
        assertArrayEquals(bytes(tableModel()), bytes(tableModel()));
    }

    @Test
    void theDescriptionComesFirst() throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes(tableModel())))) {
            assertEquals("model.json", zip.getNextEntry().getName());
        }
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws IOException {
        final byte[] bytes = bytes(tableModel());
        // the last bytes are the archive's directory, which a stream does not need
        final int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        for (int length = 0; length < end - 30; length += 37) {
            final byte[] cut = Arrays.copyOf(bytes, length);
            final String message = refused(cut);
            assertFalse(message.isBlank());
        }
    }

    @Test
    void aChangedByteInTheParametersIsRefused() throws IOException {
        final byte[] changed = rewritten(bytes(tableModel()), Map.of("parameters.f32", content -> {
            content[100] ^= 1;
            return content;
        }));
        assertTrue(refused(changed).contains("checksum"));
    }

    @Test
    void aChangedByteInTheRewardIsRefused() throws IOException {
        final byte[] changed = rewritten(bytes(tableModel()), Map.of("reward.csv", content -> new String(content,
                StandardCharsets.UTF_8).replace("0.1", "0.9").getBytes(StandardCharsets.UTF_8)));
        assertTrue(refused(changed).contains("checksum"));
    }

    @Test
    void anyChangedByteIsRefusedOrChangesNothing() throws IOException {
        final byte[] bytes = bytes(tableModel());
        final float[] expected = tableModel().parameters();
        for (int i = 0; i < bytes.length; i += 11) {
            final byte[] changed = bytes.clone();
            changed[i] ^= 0x10;
            try {
                assertArrayEquals(expected, read(changed).parameters(), "byte " + i);
            } catch (final ModelFileException e) {
                assertFalse(e.getMessage().isBlank());
            }
        }
    }

    @Test
    void aNewerVersionIsRefusedWithTheAdviceToUpdate() throws IOException {
        final byte[] newer = withJson(bytes(tableModel()),
                json -> json.replaceFirst("\"formatVersion\" : 1", "\"formatVersion\" : 2"));
        assertTrue(refused(newer).contains("newer than this version"), refused(newer));
    }

    @Test
    void aFileThatClaimsTenGigabytesIsRefusedBeforeMemoryIsTaken() throws IOException {
        final byte[] bytes = bytes(tableModel());
        assertTrue(refused(withJson(bytes, json -> json.replaceAll("\"bytes\" : \\d+", "\"bytes\" : 10000000000")))
                .contains("size does not fit"));
        final String wide = refused(withJson(bytes, json -> json.replaceAll("\"hidden\" : \\[ 30, 20 \\]",
                "\"hidden\" : [ 16384, 16384, 16384, 16384, 16384, 16384 ]")));
        assertTrue(wide.contains("more than"), wide);
        final String space = refused(withJson(bytes, json -> json.replaceAll("\"maxLength\" : 3",
                "\"maxLength\" : 2000000000")));
        assertTrue(space.contains("lengths"), space);
    }

    @Test
    void entriesThatDoNotBelongThereAreRefused() throws IOException {
        final byte[] bytes = bytes(tableModel());
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("../../evil.sh"));
            zip.write(1);
        }
        assertTrue(refused(out.toByteArray()).contains("../../evil.sh"));
        assertTrue(refused(rewritten(bytes, Map.of("parameters.f32", content -> null))).contains("parameters.f32"));
        assertTrue(refused(rewritten(bytes, Map.of("reward.csv", content -> null))).contains("reward.csv"));
    }

    @Test
    void otherFilesAreRefused() {
        assertThrows(ModelFileException.class, () -> read(new byte[0]));
        assertThrows(ModelFileException.class, () -> read("hello".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void jsonThatIsNoneOrLacksPartsIsRefused() throws IOException {
        final byte[] bytes = bytes(tableModel());
        for (final String json : List.of("", "{", "[]", "null", "{\"format\":\"other\"}",
                "{\"format\":\"gflownet4j-model\",\"formatVersion\":1}",
                "{\"format\":\"gflownet4j-model\",\"formatVersion\":\"x\"}", "[".repeat(100_000))) {
            assertFalse(refused(withJson(bytes, old -> json)).isBlank());
        }
        final Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("\"RELU\"", "\"SWISH\"");
        wrong.put("\"sequence\"", "\"torus\"");
        wrong.put("\"kind\" : \"table\"", "\"kind\" : \"oracle\"");
        wrong.put("\"objects\" : 3", "\"objects\" : 4");
        wrong.put("\"exponent\" : 3.0", "\"exponent\" : -3.0");
        wrong.put("\"hidden\"", "\"hiding\"");
        wrong.forEach((from, to) -> assertFalse(
                assertThrowsRefused(bytes, json -> json.replace(from, to)).isBlank(), from));
    }

    private static String assertThrowsRefused(final byte[] bytes, final UnaryOperator<String> change) {
        final byte[] changed;
        try {
            changed = withJson(bytes, change);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return refused(changed);
    }

    @Test
    void objectsWrittenInDigitsStayAsTheyAre() throws IOException {
        final String[] digits = {"0101", "1100", "0011"};
        final GFlowNetModel model = model(new Sequence("Bits", "01", 4, 4),
                new TableReward(digits, new double[]{1, 2, 3}, new long[]{1, 2, 3}, 1, 3, 3, 1e-3));
        assertArrayEquals(digits, ((TableReward) read(bytes(model)).reward()).objects());
        final GFlowNetModel plain = model(new Sequence("Bits", "01", 4, 4),
                new TableReward(new String[]{"1101", "1100"},
                        new double[]{1, 2}, new long[]{1, 2}, 1, 2, 3, 1e-3));
        assertArrayEquals(new String[]{"1101", "1100"}, ((TableReward) read(bytes(plain)).reward()).objects());
    }

    @Test
    void aRewardTableThatIsLongerThanItSaysIsRefusedAtTheFirstRowTooMany() throws IOException {
        final String refused = refused(rewritten(bytes(tableModel()), Map.of("reward.csv",
                content -> (new String(content, StandardCharsets.UTF_8) + "AAA,1.0,9\n".repeat(1000))
                        .getBytes(StandardCharsets.UTF_8),
                "model.json", json -> new String(json, StandardCharsets.UTF_8)
                        .replaceAll("(\"reward.csv\" : \\{\\s*\"bytes\" : )\\d+", "$1500000000")
                        .getBytes(StandardCharsets.UTF_8))));
        assertTrue(refused.contains("more than 3 rows"), refused);
        assertTrue(refused(withJson(bytes(tableModel()), json -> json.replace("\"objects\" : 3",
                "\"objects\" : 2000000000"))).contains("at most 5000000"));
    }

    @Test
    void parametersThatAreNoNumbersAndConditionsThatNobodyKnowsAreRefused() throws IOException {
        final GFlowNetModel model = tableModel();
        model.parameters()[7] = Float.NaN;
        assertTrue(refused(bytes(model)).contains("infinite or none"));
        assertTrue(refused(withJson(bytes(tableModel()), json -> json.replace("\"conditionWidth\" : 0",
                "\"conditionWidth\" : 2"))).contains("conditional"));
    }

    @Test
    void aFileThatLacksItsTableOfContentsIsRefused() throws IOException {
        final byte[] bytes = bytes(tableModel());
        final Path file = folder.resolve("cut.gflownet");
        for (int cut = 1; cut < 100; cut += 9) {
            Files.write(file, Arrays.copyOf(bytes, bytes.length - cut));
            assertThrows(ModelFileException.class, () -> ModelFile.load(file));
        }
    }

    @Test
    void aModelThatWasSavedAndReadGivesTheSameLogProbabilities() throws IOException {
        final GFlowNetModel model = tableModel();
        final GFlowNetModel copy = read(bytes(model));
        final int[] states = {3, 0, 1, 2, 3, 3, 3, 3};
        assertArrayEquals(
                new Sampler(model.policy(), model.parameters(), new JavaBackend()).logProbability(states, 2, 1, 1,
                        Progress.NONE),
                new Sampler(copy.policy(), copy.parameters(), new JavaBackend()).logProbability(states, 2, 1, 1,
                        Progress.NONE));
    }

    @Test
    void aFailedSaveLeavesTheOldFileAndNothingElse() throws IOException {
        final Path file = folder.resolve("model.gflownet");
        ModelFile.save(tableModel(), file);
        final byte[] before = Files.readAllBytes(file);
        final GFlowNetModel unwritable = new GFlowNetModel(tableModel().policy(), tableModel().parameters(),
                tableModel().reward(), Map.of("x", new Object() {
                    @Override
                    public String toString() {
                        throw new IllegalStateException("can not be written");
                    }

                    @SuppressWarnings("unused")
                    public String getValue() {
                        throw new IllegalStateException("can not be written");
                    }
                }));
        assertThrows(Exception.class, () -> ModelFile.save(unwritable, file));
        assertArrayEquals(before, Files.readAllBytes(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }
}
