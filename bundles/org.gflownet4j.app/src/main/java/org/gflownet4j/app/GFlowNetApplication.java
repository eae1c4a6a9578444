package org.gflownet4j.app;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;

/** The Equinox application {@code org.gflownet4j.app.gflownet}: the command line of {@link GFlowNetCommand}. */
public final class GFlowNetApplication implements IApplication {

    /** The launcher passes the user's arguments in this property, each ended by U+001F, so that Equinox takes none. */
    private static final String ARGUMENTS = "gflownet4j.arguments";
    private static final String END_OF_ARGUMENT = "\u001f";

    /** Made by Equinox. */
    public GFlowNetApplication() {
        // nothing to prepare
    }

    @Override
    public Object start(final IApplicationContext context) {
        context.applicationRunning();
        return GFlowNetCommand.run(arguments(context));
    }

    private static String[] arguments(final IApplicationContext context) {
        final String given = System.getProperty(ARGUMENTS);
        if (given == null) {
            return (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        }
        return given.isEmpty() ? new String[0] : given.substring(0, given.length() - 1).split(END_OF_ARGUMENT, -1);
    }

    @Override
    public void stop() {
        // the process is ending, and Cancellation has noticed that itself
    }
}
