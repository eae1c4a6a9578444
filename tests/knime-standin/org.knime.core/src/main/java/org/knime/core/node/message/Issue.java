package org.knime.core.node.message;

import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

/** One thing that went wrong, in words or at a cell of an input table. */
sealed interface Issue {

    String text();

    /** The issue with the input's content, which is gone later. */
    default Issue rendered(final PortObject[] inputs) {
        return this;
    }

    /** An issue in words. */
    record Text(String text) implements Issue {

        public Text {
            if (text == null) {
                throw new IllegalArgumentException("Argument must not be null");
            }
        }
    }

    /** An issue of one cell. KNIME draws the rows around it, the stand-in names it. */
    record Cell(int port, int column, long row, String text) implements Issue {

        @Override
        public Issue rendered(final PortObject[] inputs) {
            if (port < inputs.length && inputs[port] instanceof BufferedDataTable table) {
                long index = 0;
                for (final DataRow found : table) {
                    if (index++ == row && column < found.getNumCells()) {
                        return new Text("Row \"" + found.getKey() + "\", column \""
                                + table.getSpec().getColumnSpec(column).getName() + "\": " + found.getCell(column)
                                + "\n" + text);
                    }
                }
            }
            return new Text(text);
        }
    }

    /** An issue of one row. */
    record Row(int port, long row, String text) implements Issue {

        @Override
        public Issue rendered(final PortObject[] inputs) {
            return new Cell(port, 0, row, text).rendered(inputs);
        }
    }
}
