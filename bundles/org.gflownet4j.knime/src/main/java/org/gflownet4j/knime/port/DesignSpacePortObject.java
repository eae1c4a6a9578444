package org.gflownet4j.knime.port;

import java.io.IOException;

import javax.swing.JComponent;

import org.gflownet4j.env.Environment;
import org.gflownet4j.report.NumberText;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/**
 * The content of a Design Space port: how objects are built.
 *
 * @param spec says all of it
 */
public record DesignSpacePortObject(DesignSpacePortObjectSpec spec) implements PortObject {

    /** The type of the port. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(DesignSpacePortObject.class);

    /** Writes and reads it: the specification is all that there is. */
    public static final class Serializer extends PortObjectSerializer<DesignSpacePortObject> {
        @Override
        public void savePortObject(final DesignSpacePortObject object, final PortObjectZipOutputStream out,
                final ExecutionMonitor monitor) throws IOException {
            out.finish();
        }

        @Override
        public DesignSpacePortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
                final ExecutionMonitor monitor) throws IOException {
            if (spec instanceof DesignSpacePortObjectSpec own) {
                return new DesignSpacePortObject(own);
            }
            throw new IOException("This is no design space that GFlowNet4J saved.");
        }
    }

    /**
     * A port's content.
     *
     * @param space how objects are built
     */
    public DesignSpacePortObject(final Environment space) {
        this(new DesignSpacePortObjectSpec(space));
    }

    /**
     * The design space.
     *
     * @return how objects are built
     */
    public Environment space() {
        return spec.space();
    }

    @Override
    public String getSummary() {
        final double objects = space().objectCount();
        return space().title() + ": " + (Double.isInfinite(objects) ? "more than 10³⁰⁰" : NumberText.of(objects))
                + (objects == 1 ? " object" : " objects");
    }

    /** KNIME takes the class of the specification from the return type. */
    @Override
    public DesignSpacePortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public JComponent[] getViews() {
        return SummaryView.of("Design Space", getSummary());
    }
}
