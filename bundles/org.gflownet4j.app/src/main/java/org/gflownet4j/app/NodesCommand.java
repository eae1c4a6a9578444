package org.gflownet4j.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

import org.gflownet4j.app.workflow.SettingValue;
import org.gflownet4j.operation.Operation;
import org.gflownet4j.operation.Operations;
import org.gflownet4j.operation.Port;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gflownet nodes}. */
@Command(name = "nodes", description = "Describes all nodes, or one: what they do, their inputs and outputs, and their "
        + "settings with keys and defaults.")
final class NodesCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", arity = "0..1",
            description = "A node, for example Learner or \"GFlowNet Learner\".")
    private String name;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    NodesCommand(final Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        final List<Operation<?>> chosen = Operations.all().stream().filter(operation -> name == null
                || operation.name().equalsIgnoreCase(name) || Operations.id(operation).equalsIgnoreCase(name)).toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "There is no node \"" + name + "\". Nodes are "
                    + String.join(", ", Operations.all().stream().map(Operations::id).toList()) + ".");
        }
        chosen.forEach(this::print);
        return ExitCode.OK;
    }

    private void print(final Operation<?> operation) {
        final PrintWriter out = terminal.out();
        out.println(operation.name() + " (" + Operations.id(operation) + ")");
        out.println("  " + operation.description());
        print("Input", operation.inputs());
        print("Output", operation.outputs());
        for (final SettingValue setting : SettingValue.of(operation)) {
            out.println("  " + setting.key() + " = " + (setting.defaultValue().isEmpty() ? "\"\""
                    : setting.defaultValue()) + "  (" + setting.title() + ")");
            out.println("      " + setting.description()
                    + (setting.choices().isEmpty() ? "" : " One of: " + String.join(", ", setting.choices()) + "."));
        }
        out.println();
    }

    private void print(final String kind, final List<Port> ports) {
        for (int i = 0; i < ports.size(); i++) {
            final Port port = ports.get(i);
            terminal.out()
                    .println("  " + kind + " " + (i + 1) + ": " + port.name() + ", a " + port.type().title()
                            + (port.optional() ? " (optional). " : ". ")
                            + port.description());
        }
    }
}
