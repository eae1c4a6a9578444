package org.gflownet4j.app;

import org.gflownet4j.Version;
import org.gflownet4j.compute.Backends;
import org.gflownet4j.compute.ComputeBackend;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ProductVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        try (ComputeBackend backend = Backends.find(Backends.Choice.AUTO)) {
            return new String[]{"GFlowNet4J " + Version.VERSION,
                    "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), "
                            + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    backend.description()};
        }
    }
}
