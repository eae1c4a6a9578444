package org.knime.core.node.message;

import org.knime.core.data.DataRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.util.CheckUtils;

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

    /** An issue of one cell. KNIME draws the rows around it, the stand-in names it; a wrong port or column fails in both. */
    record Cell(int port, int column, long row, String text) implements Issue {

        public Cell {
            CheckUtils.checkArgument(port >= 0, "Invalid port index must be >= 0: %d", port);
            CheckUtils.checkArgument(column >= 0, "Invalid column index must be >= 0: %d", column);
            CheckUtils.checkArgument(row >= 0, "Row index >=0: %d", row);
        }

        @Override
        public String text() {
            return text == null ? "" : text;
        }

        @Override
        public Issue rendered(final PortObject[] inputs) {
            final BufferedDataTable table = (BufferedDataTable) inputs[port];
            final String name = table.getSpec().getColumnSpec(column).getName();
            long index = 0;
            for (final DataRow found : table) {
                if (index++ == row) {
                    return new Text("Row \"" + found.getKey() + "\", column \"" + name + "\": " + found.getCell(column)
                            + "\n" + text());
                }
            }
            return new Text(text());
        }
    }

    /** An issue of one row, which the user reads without the row. */
    record Row(int port, long row, String text) implements Issue {

        public Row {
            CheckUtils.checkArgument(port >= 0, "Invalid port index must be >= 0: %d", port);
            CheckUtils.checkArgument(row >= 0, "Row index >=0: %d", row);
        }

        @Override
        public Issue rendered(final PortObject[] inputs) {
            return new Text(text);
        }
    }
}
