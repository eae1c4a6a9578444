package org.gflownet4j.app;

import java.util.Arrays;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;

import org.osgi.framework.FrameworkUtil;

import picocli.CommandLine;

/** The application {@code org.gflownet4j.app.gflownet}: for now it prints its version and its arguments. */
public final class GFlowNetApplication implements IApplication {
    /** The launcher passes the user's arguments in this property, each ended by U+001F, so that Equinox takes none. */
    private static final String ARGUMENTS = "gflownet4j.arguments";

    /** Made by Equinox. */
    public GFlowNetApplication() {
    }

    @Override
    public Object start(final IApplicationContext context) {
        final String[] arguments = arguments(context);
        System.out.println("GFlowNet4J " + FrameworkUtil.getBundle(GFlowNetApplication.class).getVersion() + " picocli " + new CommandLine(CommandLine.Model.CommandSpec.create()).getCommandName());
        System.out.println(Arrays.toString(arguments));
        return arguments.length > 1 && "exit".equals(arguments[0]) ? Integer.valueOf(arguments[1]) : EXIT_OK;
    }

    private static String[] arguments(final IApplicationContext context) {
        final String given = System.getProperty(ARGUMENTS);
        if (given == null) {
            return (String[])context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
        }
        return given.isEmpty() ? new String[0] : given.substring(0, given.length() - 1).split("\u001f", -1);
    }

    @Override
    public void stop() {
        // nothing to stop yet
    }
}
