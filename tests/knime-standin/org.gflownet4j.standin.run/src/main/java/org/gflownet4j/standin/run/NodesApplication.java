package org.gflownet4j.standin.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;

/**
 * Tries all nodes of an installation: {@code WORKFLOW OUT} writes what each node says of itself and its default settings to OUT,
 * then runs the workflow's nodes one after the other and writes their outputs.
 */
public final class NodesApplication implements IApplication {

    @Override
    public Object start(final IApplicationContext context) throws Exception {
        final String[] arguments = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        final Path workflow = Path.of(arguments[arguments.length - 2]);
        final Path out = Files.createDirectories(Path.of(arguments[arguments.length - 1]));
        final InstalledNodes nodes = InstalledNodes.find();
        nodes.describe(out);
        try (WorkflowNodes run = new WorkflowNodes(nodes, workflow, out)) {
            run.execute();
        }
        Files.writeString(out.resolve("assertions.txt"), Map.of(true, "on", false, "off").get(assertionsAreOn()));
        return EXIT_OK;
    }

    private static boolean assertionsAreOn() {
        boolean on = false;
        assert on = true;
        return on;
    }

    @Override
    public void stop() {
        // ends by itself
    }
}
