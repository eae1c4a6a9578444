package org.gflownet4j.operation;

import org.gflownet4j.env.Environment;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.picture.Picture;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.table.Table;

/**
 * An input or output of an operation.
 *
 * @param name as a user reads it
 * @param type what passes through
 * @param description one sentence
 * @param optional whether the operation also works without it; only inputs are, and they come after the required ones
 */
public record Port(String name, Type type, String description, boolean optional) {

    /** What passes through a port. */
    public enum Type {
        /** A table of rows and columns. */
        TABLE("Table", Table.class),
        /** How objects are built. */
        DESIGN_SPACE("Design Space", Environment.class),
        /** How good objects are. */
        REWARD("Reward", Reward.class),
        /** A trained GFlowNet. */
        MODEL("GFlowNet Model", GFlowNetModel.class),
        /** A picture, drawn when it is asked for. */
        PICTURE("Picture", Picture.class);

        private final String title;
        private final Class<?> content;

        Type(final String title, final Class<?> content) {
            this.title = title;
            this.content = content;
        }

        /**
         * The name of the type as a user reads it.
         *
         * @return for example {@code Design Space}
         */
        public String title() {
            return title;
        }

        /**
         * The class of what passes through.
         *
         * @return a class of this library
         */
        public Class<?> content() {
            return content;
        }
    }

    /**
     * A required port.
     *
     * @param name as a user reads it
     * @param type what passes through
     * @param description one sentence
     */
    public Port(final String name, final Type type, final String description) {
        this(name, type, description, false);
    }
}
