package org.gflownet4j.standin.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.StringValue;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.container.DataContainerException;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.util.DuplicateKeyException;

class TableTest {

    private static final DataTableSpec SPEC = new DataTableSpec(
            new DataColumnSpecCreator("id", IntCell.TYPE).createSpec(),
            new DataColumnSpecCreator("value", DoubleCell.TYPE).createSpec(),
            new DataColumnSpecCreator("name", StringCell.TYPE).createSpec());

    private static final DefaultRow ROW = row("a", new IntCell(1), new DoubleCell(1), new StringCell("s"));

    private static DefaultRow row(final String id, final DataCell... cells) {
        return new DefaultRow(new RowKey(id), cells);
    }

    @Test
    void rowThatDoesNotFitFailsTheTableWhenItIsClosed() {
        assertThrows(DuplicateKeyException.class, () -> close(ROW, ROW));
        assertThrows(DataContainerException.class,
                () -> close(ROW, row("b", new IntCell(1), new IntCell(2), new IntCell(3))));
        assertThrows(DataContainerException.class, () -> close(ROW, row("c", new IntCell(1))));
        close(ROW, row("d", new IntCell(1), new IntCell(1), DataType.getMissingCell()));
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
        assertEquals("Number (Float)", DoubleCell.TYPE.getName());
    }

    @Test
    void columnNamesAreUnique() {
        final DataColumnSpec column = SPEC.getColumnSpec("id");
        assertThrows(IllegalArgumentException.class, () -> new DataTableSpec(column, column));
    }
}
