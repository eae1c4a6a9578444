package org.gflownet4j.knime.operation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.gflownet4j.env.Environment;
import org.gflownet4j.knime.port.DesignSpacePortObject;
import org.gflownet4j.knime.port.ModelPortObject;
import org.gflownet4j.knime.port.RewardPortObject;
import org.gflownet4j.knime.table.TableReader;
import org.gflownet4j.knime.table.TableWriter;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.operation.Port;
import org.gflownet4j.picture.DrawingException;
import org.gflownet4j.picture.Picture;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.table.Table;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;

/** Operations' inputs and outputs to and from what KNIME's ports carry. */
final class PortContent {

    /** More names of columns than this nobody reads in a message. */
    private static final int MOST_NAMES = 10;

    private PortContent() {
    }

    /** KNIME's type for a port of an operation. */
    static PortType type(final Port port) {
        return switch (port.type()) {
            case TABLE -> BufferedDataTable.TYPE;
            case DESIGN_SPACE -> DesignSpacePortObject.TYPE;
            case REWARD -> RewardPortObject.TYPE;
            case MODEL -> ModelPortObject.TYPE;
            case PICTURE -> ImagePortObject.TYPE;
        };
    }

    /** Whether an object can come in at a port. */
    static boolean fits(final Port port, final PortObject object) {
        return switch (port.type()) {
            case TABLE -> object instanceof BufferedDataTable;
            case DESIGN_SPACE -> object instanceof DesignSpacePortObject;
            case REWARD -> object instanceof RewardPortObject;
            case MODEL -> object instanceof ModelPortObject;
            case PICTURE -> object instanceof ImagePortObject;
        };
    }

    /** What a port carries, in a line; of a table more than KNIME says. */
    static String summary(final PortObject object) {
        return object instanceof BufferedDataTable table ? table.size() + " rows with the columns "
                + Arrays.stream(table.getDataTableSpec().getColumnNames()).limit(MOST_NAMES)
                        .collect(Collectors.joining(", "))
                + (table.getDataTableSpec().getNumColumns() > MOST_NAMES ? ", …" : "") : object.getSummary();
    }

    /** What an operation gets; of tables the named columns only. */
    static Object read(final PortObject object, final List<String> columns, final ExecutionContext context)
            throws CanceledExecutionException {
        if (object instanceof BufferedDataTable table) {
            return TableReader.read(table, columns, context);
        }
        if (object instanceof DesignSpacePortObject space) {
            return space.space();
        }
        if (object instanceof RewardPortObject reward) {
            return reward.reward();
        }
        if (object instanceof ModelPortObject model) {
            return model.model();
        }
        throw new IllegalArgumentException("A port carries " + object.getClass().getName() + ", which is not known.");
    }

    /** What KNIME gets of an operation's output; a reward's summary also says what the operation noted of it. */
    static PortObject write(final Object content, final NodeProgress progress, final ExecutionContext context)
            throws CanceledExecutionException, IOException {
        if (content instanceof Table table) {
            return TableWriter.write(table, context);
        }
        if (content instanceof Environment space) {
            return new DesignSpacePortObject(space);
        }
        if (content instanceof Reward reward) {
            return new RewardPortObject(reward, progress.notes());
        }
        if (content instanceof GFlowNetModel model) {
            return new ModelPortObject(model);
        }
        if (content instanceof Picture picture) {
            return new ImagePortObject(new PNGImageContent(drawn(picture::png, progress)),
                    new ImagePortObjectSpec(PNGImageContent.TYPE));
        }
        throw new IllegalArgumentException("No port carries " + content.getClass().getName() + ".");
    }

    /** A machine that can not draw costs the picture, not the model that took hours to train. */
    static byte[] drawn(final Supplier<byte[]> picture, final Progress progress) throws IOException {
        try {
            return picture.get();
        } catch (final DrawingException e) {
            progress.warn(e.getMessage());
            try (InputStream in = PortContent.class.getResourceAsStream("no-picture.png")) {
                return in.readAllBytes();
            }
        }
    }
}
