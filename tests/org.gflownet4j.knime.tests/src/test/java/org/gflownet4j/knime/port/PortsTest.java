package org.gflownet4j.knime.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.gflownet4j.env.BitSequence;
import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Ising;
import org.gflownet4j.env.Library;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.Subset;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.model.ModelFile;
import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.LearnerOperation;
import org.gflownet4j.operation.SettingsMap;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.IsingReward;
import org.gflownet4j.reward.RewardSummary;
import org.gflownet4j.reward.SetReward;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.standin.PortFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ports carry survives saving and loading, and hostile or foreign files are refused in words. */
class PortsTest {

    @TempDir
    Path folder;

    private static TableReward reward(final double best) {
        return new TableReward(new String[]{"AAA", "ACG"}, new double[]{0, best}, new long[]{1, 2}, 0, best, 2, 0.01);
    }

    private static GFlowNetModel model() {
        final LearnerOperation operation = new LearnerOperation();
        return operation.learn(SettingsMap.fromMap(operation.defaults(),
                Map.of("updates", 3, "batchSize", 4, "hiddenUnits", 8, "backend", "JAVA")),
                new Sequence("DNA", "ACGT", 3, 3), reward(1), Execution.QUIET).model();
    }

    @Test
    void designSpacesOfEveryKindSurviveSavingAndLoading() throws Exception {
        for (final Environment space : new Environment[]{new Sequence("Custom", "AB%<&>", 1, 9),
                new Sequence("DNA", "ACGT", 2, 4, Construction.SLOTS),
                new Sequence("DNA", "ACGT", 4, 4, Construction.PREPEND_APPEND), new Hypergrid(3, 5), library(),
                new BitSequence(8, 2, Construction.SLOTS), new Subset(9, 4), new Ising(3)}) {
            final DesignSpacePortObject object = new DesignSpacePortObject(space);
            final DesignSpacePortObjectSpec spec = PortFiles.readSpec(DesignSpacePortObjectSpec.class,
                    PortFiles.writeSpec(object.getSpec()));
            assertEquals(space.title(), spec.space().title());
            assertEquals(space.description().toString(), spec.space().description().toString());
            final DesignSpacePortObject read = PortFiles.read(DesignSpacePortObject.class, spec,
                    PortFiles.write(object));
            assertSame(spec, read.getSpec());
        }
    }

    /** More blocks than ten, so that their order is not that of their numbers as texts; names that XML must escape. */
    private static Library library() {
        return new Library(List.of(List.of("<a> & \"b\"", "1", "c|d"),
                IntStream.range(0, 25).mapToObj(i -> "block " + i).toList()), Construction.SLOTS);
    }

    @Test
    void aModelOfALibrarySaysWhatItBuilds() throws Exception {
        final ModelPortObjectSpec spec = PortFiles.readSpec(ModelPortObjectSpec.class,
                PortFiles.writeSpec(new ModelPortObjectSpec(library(), "Compounds", Optional.empty())));
        assertEquals(library().blocks(), ((Library) spec.space()).blocks());
    }

    @Test
    void rewardsAndTheirSummariesSurvive() throws Exception {
        for (final Reward reward : new Reward[]{reward(3), new HypergridReward(0.1, 0.5, 2),
                new HypergridReward(HypergridReward.Variant.SPARSE, 1e-12, 1, 0),
                new SetReward(new double[]{1, 2, 0.5}),
                new IsingReward(0.44)}) {
            final RewardPortObject object = new RewardPortObject(reward);
            final RewardPortObjectSpec spec = PortFiles.readSpec(RewardPortObjectSpec.class,
                    PortFiles.writeSpec(object.getSpec()));
            assertEquals(RewardSummary.of(reward), spec.summary());
            final RewardPortObject read = PortFiles.read(RewardPortObject.class, spec, PortFiles.write(object));
            assertEquals(reward.description(), read.reward().description());
        }
    }

    @Test
    void theModelIsOneStoredEntryThatTheCommandLineReadsAndItsDescriptionComesFirst() throws Exception {
        final GFlowNetModel model = model();
        final ModelPortObject object = new ModelPortObject(model);
        final Path zip = Files.write(folder.resolve("portobject.zip"), PortFiles.write(object));
        try (ZipFile file = new ZipFile(zip.toFile())) {
            // KNIME marks what kind of zip it is by an empty entry of its own
            assertEquals(List.of("portObject.file", "model.gflownet"),
                    file.stream().map(ZipEntry::getName).toList());
            final ZipEntry entry = file.getEntry("model.gflownet");
            assertEquals(ZipEntry.STORED, entry.getMethod());
            final byte[] bytes = file.getInputStream(entry).readAllBytes();
            try (ZipInputStream inner = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                assertEquals("model.json", inner.getNextEntry().getName());
            }
            final Path saved = Files.write(folder.resolve("model.gflownet"), bytes);
            assertArrayEquals(model.parameters(), ModelFile.load(saved).parameters());
            ModelFile.save(model, folder.resolve("same.gflownet"));
            assertArrayEquals(Files.readAllBytes(folder.resolve("same.gflownet")), bytes);
        }
        final ModelPortObjectSpec spec = PortFiles.readSpec(ModelPortObjectSpec.class,
                PortFiles.writeSpec(object.getSpec()));
        assertEquals(model.environment().title(), spec.space().title());
        assertEquals(object.getSummary(), spec.title());
    }

    @Test
    void aModelThatIsInMemoryIsNotHeldTwiceWhenKnimeCopiesIt() throws Exception {
        final ModelPortObject object = new ModelPortObject(model());
        final ModelPortObject copy = PortFiles.copy(object);
        assertNotSame(object, copy);
        assertSame(object.model(), copy.model());
        assertSame(object.model(), PortFiles.copy(copy).model());
        final RewardPortObject reward = new RewardPortObject(reward(5));
        assertSame(reward.reward(), PortFiles.copy(reward).reward());
        // another one of the same shape is another one
        assertNotSame(reward.reward(), PortFiles.copy(new RewardPortObject(reward(6))).reward());
    }

    @Test
    void aModelIsNotKeptAliveByHavingBeenSaved() throws Exception {
        final byte[] zip;
        final WeakReference<GFlowNetModel> model;
        {
            final ModelPortObject object = new ModelPortObject(model());
            zip = PortFiles.write(object);
            model = new WeakReference<>(object.model());
        }
        for (int i = 0; i < 50 && model.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertEquals(null, model.get());
        // and is read from its file when it is needed again
        assertTrue(PortFiles.read(ModelPortObject.class, null, zip).getSummary().startsWith("DNA"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.bin", "meta.xml", "../../model.gflownet"})
    void aPortObjectOfAnotherExtensionIsRefusedInWords(final String entry) {
        final byte[] foreign = port("portObject.file", entry, "<config/>".getBytes(StandardCharsets.UTF_8));
        for (final Class<?> type : new Class<?>[]{ModelPortObject.class, RewardPortObject.class}) {
            final IOException refused = assertThrows(IOException.class, () -> read(type, foreign));
            assertTrue(refused.getMessage().contains("that GFlowNet4J saved") && refused.getMessage().contains(entry),
                    refused.getMessage());
        }
    }

    private static Object read(final Class<?> type, final byte[] zip) throws Exception {
        return type == ModelPortObject.class ? PortFiles.read(ModelPortObject.class, null, zip)
                : PortFiles.read(RewardPortObject.class, null, zip);
    }

    @Test
    void aModelOfANewerFileFormatIsRefusedWithTheVersionThatWroteIt() throws Exception {
        final byte[] json = """
                {"format": "gflownet4j-model", "formatVersion": 99, "productVersion": "9.1.0"}
                """.getBytes(StandardCharsets.UTF_8);
        final IOException refused = assertThrows(IOException.class,
                () -> read(ModelPortObject.class, port("portObject.file", "model.gflownet", zip("model.json", json))));
        assertTrue(refused.getMessage().contains("9.1.0") && refused.getMessage().contains("newer"),
                refused.getMessage());
    }

    @Test
    void aSpecificationOfANewerVersionIsRefusedWithTheVersionThatWroteIt() {
        // as Description writes it, one version on
        final String xml = """
                <?xml version="1.0" encoding="UTF-8"?>
                <config xmlns="http://www.knime.org/2008/09/XMLConfig" key="model.xml">
                    <entry key="class_name" type="xstring" value="org.gflownet4j.knime.port.DesignSpacePortObjectSpec"/>
                    <config key="model">
                        <entry key="formatVersion" type="xint" value="2"/>
                        <entry key="productVersion" type="xstring" value="9.1.0"/>
                    </config>
                </config>
                """;
        final IOException refused = assertThrows(IOException.class,
                () -> PortFiles.readSpec(DesignSpacePortObjectSpec.class,
                        port("portSpec.file", "content.xml", xml.getBytes(StandardCharsets.UTF_8))));
        assertTrue(refused.getMessage().contains("9.1.0") && refused.getMessage().contains("newer"),
                refused.getMessage());
    }

    @Test
    void anOlderFileOfThisVersionIsRead() throws Exception {
        // the model file of the first version, which had no archive of its own, is what is written still
        final Path file = folder.resolve("old.gflownet");
        ModelFile.save(model(), file);
        final byte[] saved = port("portObject.file", "model.gflownet", Files.readAllBytes(file));
        assertFalse(((ModelPortObject) read(ModelPortObject.class, saved)).getSummary().isEmpty());
    }

    private static byte[] zip(final String entry, final byte[] content) {
        return zip(Map.of(entry, content));
    }

    /** A zip that begins with KNIME's mark. */
    private static byte[] port(final String mark, final String entry, final byte[] content) {
        final Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(mark, new byte[0]);
        entries.put(entry, content);
        return zip(entries);
    }

    private static byte[] zip(final Map<String, byte[]> entries) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (final Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
