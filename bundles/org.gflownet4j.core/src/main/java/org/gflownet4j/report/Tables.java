package org.gflownet4j.report;

import org.gflownet4j.table.Table;

/** Looks columns up by what they hold. */
final class Tables {

    private Tables() {
    }

    /** Index of the first text column, −1 if there is none. */
    static int firstText(final Table table) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).type() == Table.Type.TEXT) {
                return i;
            }
        }
        return -1;
    }
}
