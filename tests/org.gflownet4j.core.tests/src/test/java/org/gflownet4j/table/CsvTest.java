package org.gflownet4j.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

class CsvTest {

    private static Table read(final String text) throws IOException {
        return Csv.read(new StringReader(text), "scores.csv");
    }

    private static String refused(final String text) {
        return assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage();
    }

    @Test
    void columnsOfNumbersAreNumbersAndAllOthersAreText() throws IOException {
        final Table table = read("name,score,mixed\nA,1.5,1\nB,,x\n\"C, \"\"D\"\"\",-2e3,\n");
        assertEquals(Table.Type.TEXT, table.columns().get(0).type());
        assertEquals(Table.Type.NUMBER, table.columns().get(1).type());
        assertEquals(Table.Type.TEXT, table.columns().get(2).type());
        assertEquals(3, table.rows());
        assertEquals("C, \"D\"", table.text(2, 0));
        assertEquals(-2000, table.number(2, 1));
        assertTrue(table.isMissing(1, 1) && table.isMissing(2, 2));
    }

    @Test
    void aTableReadsBackAsItWasWritten() throws IOException {
        final Table table = Table.builder(new Table.Column("a \"quoted\", name", Table.Type.TEXT),
                new Table.Column("x", Table.Type.NUMBER), new Table.Column("n", Table.Type.WHOLE))
                .row("line\nbreak", 0.1 + 0.2, 3).row(null, null, null).row("ü", -1e-300, 1L << 53).build();
        final StringWriter out = new StringWriter();
        Csv.write(table, out);
        final Table copy = read(out.toString());
        assertEquals(table.columns().get(0).name(), copy.columns().get(0).name());
        assertEquals("line\nbreak", copy.text(0, 0));
        assertEquals(0.1 + 0.2, copy.number(0, 1));
        assertEquals(1L << 53, (long) copy.number(2, 2));
        assertTrue(copy.isMissing(1, 0) && copy.isMissing(1, 1) && copy.isMissing(1, 2));
    }

    @Test
    void anEmptyFileIsRefused() {
        assertTrue(refused("").contains("scores.csv is empty"));
    }

    @Test
    void aRowWithTooManyCellsIsRefusedWithItsLine() {
        assertTrue(refused("a,b\n1,2\n1,2,3\n").contains("line 3"), refused("a,b\n1,2\n1,2,3\n"));
    }

    @Test
    void twoColumnsOfTheSameNameAreRefused() {
        assertTrue(refused("a,a\n1,2\n").contains("same name"));
    }

    @Test
    void sequencesOfDigitsWithZerosInFrontAreText() throws IOException {
        assertEquals("0101", read("s,y\n0101,1\n1100,2\n").text(0, 0));
        assertEquals(Table.Type.NUMBER, read("y\n0.5\n0\n-3\n").columns().get(0).type());
        assertEquals("1100", read("s\n1100\n").text(0, 0), "a whole number has no point");
    }

    @Test
    void emptyLinesCountAsMissingCellsInATableOfOneColumn() throws IOException {
        assertEquals(3, read("s\nA\n\nC\n").rows());
        assertEquals(2, read("s,y\nA,1\n\nC,2\n\n").rows());
    }

    @Test
    void aMarkAtTheBeginningOfTheFileIsNoPartOfTheFirstName() throws IOException {
        assertEquals("a", read("\uFEFFa,b\n1,2\n").columns().get(0).name());
    }
}
