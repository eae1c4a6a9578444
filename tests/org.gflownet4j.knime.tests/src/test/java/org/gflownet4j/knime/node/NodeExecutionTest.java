package org.gflownet4j.knime.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.gflownet4j.knime.port.DesignSpacePortObject;
import org.gflownet4j.knime.port.ModelPortObject;
import org.gflownet4j.knime.port.RewardPortObject;
import org.gflownet4j.operation.ExampleDataOperation;
import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.SamplerOperation;
import org.gflownet4j.operation.SettingsMap;
import org.gflownet4j.standin.NodeMessage;
import org.gflownet4j.standin.NodeRun;
import org.gflownet4j.standin.Progress;
import org.gflownet4j.standin.Tables;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;

/** Each node gives in KNIME what its operation gives in the library. */
class NodeExecutionTest {

    @Test
    void exampleDataAreTheRowsOfTheLibraryWithTheUsualRowIds() {
        try (NodeRun node = NodeRun.of(new ExampleDataNodeFactory())) {
            assertTrue(node.configure());
            assertEquals(List.of("sequence", "e_score"),
                    List.of(((DataTableSpec) node.outSpec(0)).getColumnNames()));
            assertTrue(node.execute(), () -> node.message().toString());
            final BufferedDataTable table = (BufferedDataTable) node.output(0);
            assertSame(ExampleDataOperation.read(), table);
            assertEquals("Row0", Tables.rows(table).get(0).getKey().getString());
        }
    }

    private static void assertSame(final Table expected, final BufferedDataTable actual) {
        final List<DataRow> rows = Tables.rows(actual);
        assertEquals(expected.rows(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            for (int c = 0; c < expected.columns().size(); c++) {
                final DataCell cell = rows.get(i).getCell(c);
                if (expected.isMissing(i, c)) {
                    assertTrue(cell.isMissing());
                } else if (expected.columns().get(c).type() == Table.Type.TEXT) {
                    assertEquals(expected.text(i, c), ((StringValue) cell).getStringValue());
                } else {
                    assertEquals(expected.number(i, c), ((DoubleValue) cell).getDoubleValue());
                }
            }
        }
    }

    @Test
    void theSequenceSpaceIsKnownBeforeExecution() throws Exception {
        try (NodeRun node = Inputs.node(new SequenceSpaceNodeFactory(), Map.of("minLength", 3, "maxLength", 3))) {
            assertTrue(node.execute());
            final DesignSpacePortObject space = assertInstanceOf(DesignSpacePortObject.class, node.output(0));
            assertEquals(SmallRun.SPACE.description(), space.space().description());
            assertEquals("DNA sequences of length 3: 64 objects", space.getSummary());
        }
    }

    @Test
    void aFreshTableRewardChoosesTheColumnsThatFitAndSaysWhatHappensToOtherObjects() {
        try (NodeRun node = NodeRun.of(new TableRewardNodeFactory())) {
            assertTrue(node.execute(Inputs.measured()));
            final RewardPortObject reward = assertInstanceOf(RewardPortObject.class, node.output(0));
            assertArrayEquals(new String[]{"AAA", "ACG", "TTT", "GGG"}, objects(reward));
            assertTrue(reward.getSummary().contains("0.001"), reward.getSummary());
            assertEquals("ACGT", reward.getSpec().summary().letters());
            // 4 of 64, estimated from the letters and lengths in the table
            final NodeMessage message = node.message().orElseThrow();
            assertEquals(NodeMessage.Level.WARNING, message.level());
            assertTrue(message.summary().contains("surrogate") && message.summary().contains("64"),
                    message.summary());
        }
    }

    private static String[] objects(final RewardPortObject reward) {
        return ((org.gflownet4j.reward.TableReward) reward.reward()).objects();
    }

    @Test
    void theOptionalDesignSpaceTellsWhichShareIsMeasured() {
        try (NodeRun node = NodeRun.of(new TableRewardNodeFactory()).withPort("Design space")) {
            assertTrue(node.execute(Inputs.measured(), Inputs.space()));
            final String message = node.message().orElseThrow().summary();
            assertTrue(message.contains("6.25") && message.contains("of the 64 objects of the design space"), message);
            // and so does the port, whether the share is small or not
            final String summary = ((RewardPortObject) node.output(0)).getSummary();
            assertTrue(summary.endsWith("of the 64 objects of the design space."), summary);
        }
    }

    @Test
    void theLearnerGivesModelLogAndCurvesAndItsProgressIsInWordsAtMostTwiceASecond() throws Exception {
        try (NodeRun node = Inputs.learner(300)) {
            final long begin = System.nanoTime();
            assertTrue(node.execute(Inputs.space(), Inputs.reward()), () -> node.message().toString());
            final double seconds = (System.nanoTime() - begin) * 1e-9;
            final ModelPortObject model = assertInstanceOf(ModelPortObject.class, node.output(0));
            assertEquals("DNA sequences of length 3. " + Inputs.reward().getSummary(), model.getSummary());
            assertEquals(200, ((BufferedDataTable) node.output(1)).size(), 100);
            assertPicture(node.output(2));
            final List<Progress> told = node.progress().stream()
                    .filter(progress -> progress.message() != null && progress.message().startsWith("Step ")).toList();
            assertFalse(told.isEmpty());
            assertTrue(told.get(0).message().contains("loss") && told.get(0).message().contains("left"),
                    told.get(0).message());
            assertTrue(told.size() <= 2 * seconds + 2, () -> told.size() + " in " + seconds + " s");
        }
    }

    @Test
    void theLearnerLearnsFromKnownObjectsAndCountsThoseThatItCanNotUse() throws Exception {
        final Map<String, Object> settings = Map.of("updates", 30, "batchSize", 8, "hiddenUnits", 16, "backend",
                "JAVA");
        try (NodeRun with = Inputs.with(NodeRun.of(new LearnerNodeFactory()).withPort("Known objects"), settings);
                NodeRun without = Inputs.node(new LearnerNodeFactory(), settings)) {
            assertTrue(with.execute(Inputs.space(), Inputs.reward(), Inputs.objects("TTT", "TTTT", "GGG")),
                    () -> with.message().toString());
            assertTrue(with.message().orElseThrow().summary().startsWith("1 of 3 known objects were skipped: 1 outside "
                    + "the design space. "), with.message().toString());
            assertTrue(without.execute(Inputs.space(), Inputs.reward()));
            assertFalse(Arrays.equals(parameters(with), parameters(without)));
        }
    }

    private static float[] parameters(final NodeRun node) {
        return ((ModelPortObject) node.output(0)).model().parameters();
    }

    private static void assertPicture(final PortObject output) throws Exception {
        final ImagePortObject picture = assertInstanceOf(ImagePortObject.class, output);
        assertEquals(PNGImageContent.TYPE, picture.getSpec().getDataType());
        final byte[] png = ((PNGImageContent) content(picture)).getByteArray();
        assertTrue(ImageIO.read(new ByteArrayInputStream(png)).getWidth() >= 600);
    }

    private static Object content(final ImagePortObject picture) throws ReflectiveOperationException {
        final var field = ImagePortObject.class.getDeclaredField(
                Arrays.stream(ImagePortObject.class.getDeclaredFields())
                        .filter(f -> org.knime.core.data.image.ImageContent.class.isAssignableFrom(f.getType()))
                        .findFirst().orElseThrow().getName());
        field.setAccessible(true);
        return field.get(picture);
    }

    @Test
    void theSamplerDrawsWhatTheLibraryDrawsWithTheSameSeed() throws Exception {
        final SamplerOperation operation = new SamplerOperation();
        final Table expected = operation.sample(SettingsMap.fromMap(operation.defaults(), Map.of("seed", 7, "count",
                100)), SmallRun.model(), Execution.QUIET);
        try (NodeRun node = Inputs.node(new SamplerNodeFactory(), Map.of("seed", 7L, "count", 100))) {
            assertTrue(node.execute(Inputs.model()));
            assertSame(expected, (BufferedDataTable) node.output(0));
            assertPicture(node.output(1));
        }
    }

    @Test
    void executeResetExecuteGivesTheSameTableWithTheSameSeedAndAnotherWithoutOne() throws Exception {
        for (final boolean fixed : new boolean[]{true, false}) {
            try (NodeRun node = Inputs.node(new SamplerNodeFactory(), Map.of("useStaticSeed", fixed, "count", 200))) {
                node.execute(Inputs.model());
                final List<DataRow> first = Tables.rows((BufferedDataTable) node.output(0));
                node.reset();
                assertNull(node.output(0));
                node.execute(Inputs.model());
                final List<DataRow> second = Tables.rows((BufferedDataTable) node.output(0));
                if (fixed) {
                    assertEquals(text(first), text(second));
                } else {
                    assertNotEquals(text(first), text(second));
                }
            }
        }
    }

    private static List<String> text(final List<DataRow> rows) {
        return rows.stream().map(row -> IntStream.range(0, row.getNumCells()).mapToObj(i -> row.getCell(i).toString())
                .toList().toString()).toList();
    }

    @Test
    void knownObjectsAreLeftOutAndTheExhaustedSpaceIsSaid() throws Exception {
        try (NodeRun node = Inputs.with(NodeRun.of(new SamplerNodeFactory()).withPort("Known objects"),
                Map.of("unique", true, "count", 1000))) {
            assertTrue(node.execute(Inputs.model(), Inputs.objects("AAA", "TTT", "no sequence")));
            final List<DataRow> rows = Tables.rows((BufferedDataTable) node.output(0));
            // 64 sequences of three letters, two of them known
            assertTrue(rows.size() <= 62, () -> rows.size() + " rows");
            assertTrue(rows.stream().noneMatch(row -> List.of("AAA", "TTT").contains(row.getCell(0).toString())));
            final String message = node.message().orElseThrow().summary();
            assertTrue(message.contains("of 1") && message.contains("different objects were found"), message);
        }
    }

    @Test
    void theDiverseSetKeepsItsDistance() throws Exception {
        try (NodeRun node = Inputs.node(new SamplerNodeFactory(),
                Map.of("selectDiverse", true, "diverseCount", 10, "minDistance", 3.0))) {
            assertTrue(node.execute(Inputs.model()));
            final List<String> objects = Tables.column((BufferedDataTable) node.output(0), "sequence").stream()
                    .map(DataCell::toString).toList();
            assertFalse(objects.isEmpty());
            // all three letters differ between any two of them, and so at most four fit
            assertTrue(objects.size() <= 4, objects::toString);
            for (int place = 0; place < 3; place++) {
                final int at = place;
                assertEquals(objects.size(), objects.stream().map(object -> object.charAt(at)).distinct().count(),
                        objects::toString);
            }
        }
    }

    @Test
    void theEvaluatorGivesFiguresTablesAndPlots() throws Exception {
        try (NodeRun node = Inputs.with(NodeRun.of(new EvaluatorNodeFactory()).withPort("Test objects"),
                Map.of("samples", 500))) {
            assertTrue(node.execute(Inputs.model(), Inputs.reward(), Inputs.measured()),
                    () -> node.message().toString());
            final List<String> metrics = Tables.column((BufferedDataTable) node.output(0), "metric").stream()
                    .map(DataCell::toString).toList();
            assertTrue(metrics.containsAll(List.of("tv", "elbo_gap", "log_z_exact", "test_objects", "test_spearman")),
                    metrics::toString);
            assertEquals(40, ((BufferedDataTable) node.output(1)).size());
            assertPicture(node.output(3));
            assertPicture(node.output(4));
        }
    }
}
