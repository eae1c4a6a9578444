package org.gflownet4j.standin;

import java.util.List;

import org.knime.core.node.message.Message;

/**
 * What the user reads at a node.
 *
 * @param level how serious it is
 * @param summary the sentence at the node
 * @param issue what went wrong in detail, or an empty string
 * @param resolutions what the user can do
 */
public record NodeMessage(Level level, String summary, String issue, List<String> resolutions) {

    /** How serious a message is. */
    public enum Level {
        WARNING, ERROR
    }

    static NodeMessage of(final Level level, final Message message) {
        return new NodeMessage(level, message.getSummary(), message.modify().getFirstIssue().orElse(""),
                message.getResolutions());
    }
}
