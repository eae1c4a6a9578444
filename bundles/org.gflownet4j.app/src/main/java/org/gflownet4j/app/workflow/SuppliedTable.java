package org.gflownet4j.app.workflow;

import java.util.List;

import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.Port;
import org.gflownet4j.table.Table;

/** Stands for a node whose output the user gives as a table. */
final class SuppliedTable implements Operation<SuppliedTable.NoSettings> {

    /** There is nothing to choose. */
    record NoSettings() {
    }

    private final Table table;

    SuppliedTable(final Table table) {
        this.table = table;
    }

    @Override
    public String name() {
        return "Supplied Table";
    }

    @Override
    public String description() {
        return "Gives a table that the user supplied.";
    }

    @Override
    public List<Port> inputs() {
        return List.of();
    }

    @Override
    public List<Port> outputs() {
        return List.of(new Port("Table", Port.Type.TABLE, "The supplied table."));
    }

    @Override
    public NoSettings defaults() {
        return new NoSettings();
    }

    @Override
    public List<Object> run(final NoSettings settings, final List<Object> inputs, final Execution execution) {
        return List.of(table);
    }
}
