package org.gflownet4j.knime.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.ScorerOperation;
import org.gflownet4j.standin.NodeRun;
import org.gflownet4j.standin.Tables;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;

/** The Scorer keeps the table that it is given and adds to it. */
class ScorerNodeTest {

    private static BufferedDataTable table() {
        return Tables.withRowIds(Tables.of(
                Inputs.columns("tested", BooleanCell.TYPE, "reward", LongCell.TYPE, "sequence",
                        StringCell.TYPE),
                new Object[]{true, 7L, "ACG"}, new Object[]{false, 8L, "ACGT"},
                new Object[]{null, null, "TTT"}, new Object[]{true, 1L, null}), "first", "second", "Row0", "last");
    }

    @Test
    void theColumnsAreKnownBeforeExecutionAndHaveNewNames() throws Exception {
        try (NodeRun node = NodeRun.of(new ScorerNodeFactory())) {
            assertTrue(node.configure(Inputs.model().getSpec(), table().getSpec()));
            assertArrayEquals(new String[]{"tested", "reward", "sequence", "reward (2)", "log reward",
                    "log-probability", "standard error"}, ((DataTableSpec) node.outSpec(0)).getColumnNames());
            assertEquals("sequence", node.modelSettings().getString("objectColumn"));
        }
    }

    @Test
    void rowsKeepTheirIdsAndCellsAndGetWhatTheLibraryGives() {
        final Table expected = new ScorerOperation().score(new ScorerOperation().defaults(), SmallRun.model(),
                Table.builder(new Table.Column("s", Table.Type.TEXT)).row("ACG").row("TTT").build(), Execution.QUIET);
        try (NodeRun node = NodeRun.of(new ScorerNodeFactory())) {
            assertTrue(node.execute(Inputs.model(), table()), () -> node.message().toString());
            final BufferedDataTable scored = (BufferedDataTable) node.output(0);
            assertEquals(node.outSpec(0), scored.getDataTableSpec());
            final List<DataRow> old = Tables.rows(table());
            final List<DataRow> rows = Tables.rows(scored);
            assertEquals(old.size(), rows.size());
            for (int i = 0; i < rows.size(); i++) {
                assertEquals(old.get(i).getKey(), rows.get(i).getKey());
                for (int c = 0; c < 3; c++) {
                    assertEquals(old.get(i).getCell(c), rows.get(i).getCell(c));
                }
                for (int c = 3; c < 7; c++) {
                    if (i % 2 == 1) {
                        assertTrue(rows.get(i).getCell(c).isMissing());
                    } else {
                        assertEquals(expected.number(i / 2, c - 2),
                                ((DoubleValue) rows.get(i).getCell(c)).getDoubleValue());
                    }
                }
            }
            // one has four letters, one is missing: said once
            assertEquals("2 of 4 rows could not be scored; the first that has an object is row 2: \"ACGT\" has 4 "
                    + "letters, but DNA sequences of length 3 were expected.", node.message().orElseThrow().summary());
        }
    }

    @Test
    void aTableWithoutTextIsRefusedBeforeExecution() {
        try (NodeRun node = NodeRun.of(new ScorerNodeFactory())) {
            assertFalse(node.configure(Inputs.model().getSpec(), Inputs.columns("a", DoubleCell.TYPE)));
            assertTrue(node.message().orElseThrow().summary().contains("no text column for the objects"),
                    node.message()::toString);
        }
    }

    @Test
    void itScoresWhatItHasScored() throws Exception {
        try (NodeRun first = NodeRun.of(new ScorerNodeFactory());
                NodeRun second = Inputs.node(new ScorerNodeFactory(), Map.of("seed", 7L))) {
            assertTrue(first.execute(Inputs.model(), Inputs.measured()));
            assertTrue(second.execute(Inputs.model(), first.output(0)));
            final BufferedDataTable twice = (BufferedDataTable) second.output(0);
            assertEquals(Tables.column(twice, "reward").toString(), Tables.column(twice, "reward (2)").toString());
        }
    }
}
