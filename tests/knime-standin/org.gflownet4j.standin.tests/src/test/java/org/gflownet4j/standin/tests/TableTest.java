package org.gflownet4j.standin.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.gflownet4j.standin.Tables;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.container.DataContainerException;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.NodeSettings;
import org.knime.core.util.DuplicateKeyException;

class TableTest {

    private static final DataTableSpec SPEC = new DataTableSpec("default", new String[]{"id", "value", "name"},
            new DataType[]{IntCell.TYPE, DoubleCell.TYPE, StringCell.TYPE});

    private static final DefaultRow ROW = new DefaultRow("a", new IntCell(1), new DoubleCell(1), new StringCell("s"));

    /** The table of the workflow that the fixture comes from. */
    @Test
    void specWithDomainsIsWrittenAsKnimeWritesIt() throws Exception {
        final DataTableSpec spec = Tables.of(SPEC, IntStream.range(0, 6)
                .mapToObj(i -> new Object[]{i, i / 2.0, "n" + i}).toArray(Object[][]::new)).getSpec();
        final NodeSettings settings = new NodeSettings("spec.xml");
        spec.save(settings);
        assertEquals(SettingsXmlTest.resource("table-spec.xml"), SettingsXmlTest.xml(settings));
        assertEquals(spec, DataTableSpec.load(settings));
    }

    @Test
    void domainLeavesOutMissingValuesAndNotANumber() {
        final DataTableSpec spec = Tables.of(SPEC, new Object[]{null, Double.NaN, null}, new Object[]{3, 2.0, "a"},
                new Object[]{1, null, "a"}).getSpec();
        assertEquals(new IntCell(1), spec.getColumnSpec("id").getDomain().getLowerBound());
        assertEquals(new DoubleCell(2), spec.getColumnSpec("value").getDomain().getUpperBound());
        assertEquals(1, spec.getColumnSpec("name").getDomain().getValues().size());
    }

    @Test
    void domainListsAtMostSixtyValues() {
        assertEquals(60, names(60).getValues().size());
        assertNull(names(61).getValues());
        assertFalse(names(61).hasBounds());
    }

    private static DataColumnDomain names(final int count) {
        return Tables
                .of(new DataTableSpec(new DataColumnSpecCreator("n", StringCell.TYPE).createSpec()), IntStream
                        .range(0, count).mapToObj(i -> new Object[]{"n" + i}).toArray(Object[][]::new))
                .getSpec().getColumnSpec(0).getDomain();
    }

    @Test
    void rowThatDoesNotFitFailsTheTableWhenItIsClosed() {
        assertThrows(DuplicateKeyException.class, () -> close(ROW, ROW));
        assertThrows(DataContainerException.class, () -> close(ROW, new DefaultRow("b", 1, 2, 3)));
        assertThrows(DataContainerException.class, () -> close(ROW, new DefaultRow("c", 1)));
        close(ROW, new DefaultRow("d", new IntCell(1), new IntCell(1), DataType.getMissingCell()));
    }

    private static void close(final DefaultRow... rows) {
        final DataContainer container = new DataContainer(SPEC);
        Arrays.stream(rows).forEach(container::addRowToTable);
        container.close();
        assertEquals(rows.length, container.size());
    }

    @Test
    void closedTableTakesNoMoreRows() {
        final DataContainer container = new DataContainer(SPEC);
        assertThrows(IllegalStateException.class, container::getTable);
        container.close();
        assertThrows(IllegalStateException.class, () -> container.addRowToTable(ROW));
    }

    @Test
    void columnOfNumbersTakesWholeNumbers() {
        assertTrue(DoubleCell.TYPE.isASuperTypeOf(IntCell.TYPE));
        assertTrue(LongCell.TYPE.isASuperTypeOf(IntCell.TYPE));
        assertFalse(IntCell.TYPE.isASuperTypeOf(LongCell.TYPE));
        assertTrue(IntCell.TYPE.isCompatible(DoubleValue.class));
        assertFalse(LongCell.TYPE.isCompatible(IntValue.class));
        assertFalse(DoubleCell.TYPE.isCompatible(StringValue.class));
        assertTrue(StringCell.TYPE.isASuperTypeOf(DataType.getMissingCell().getType()));
        assertEquals(DoubleCell.TYPE, DataType.getCommonSuperType(IntCell.TYPE, DoubleCell.TYPE));
        assertEquals("Number (Float)", DoubleCell.TYPE.getName());
    }

    @Test
    void columnNamesAreUnique() {
        assertEquals("id (#1)", DataTableSpec.getUniqueColumnName(SPEC, "id"));
        assertThrows(IllegalArgumentException.class, () -> new DataTableSpec(SPEC, SPEC));
    }
}
