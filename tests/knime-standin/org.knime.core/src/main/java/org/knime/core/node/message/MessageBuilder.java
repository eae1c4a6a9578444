package org.knime.core.node.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.knime.core.node.NodeLogger;
import org.knime.core.node.util.CheckUtils;

/** Collects what a message says; of several issues it keeps the first. */
public final class MessageBuilder {

    private final List<String> resolutions = new ArrayList<>();

    private String summary;

    private Issue issue;

    private long issues;

    MessageBuilder() {}

    public MessageBuilder withSummary(final String newSummary) {
        summary = newSummary;
        return this;
    }

    public Optional<String> getSummary() {
        return Optional.ofNullable(summary);
    }

    public MessageBuilder addTextIssue(final String description) {
        return add(new Issue.Text(description));
    }

    public MessageBuilder addRowIssue(final int portIndex, final int columnIndex, final long rowIndex,
            final String description) {
        return add(new Issue.Cell(portIndex, columnIndex, rowIndex, description));
    }

    public MessageBuilder addRowIssue(final int portIndex, final long rowIndex, final String description) {
        return add(new Issue.Row(portIndex, rowIndex, description));
    }

    MessageBuilder add(final Issue added) {
        if (issue == null) {
            issue = added;
        }
        issues++;
        return this;
    }

    public MessageBuilder addResolutions(final String... added) {
        CheckUtils.checkArgumentNotNull(added);
        CheckUtils.checkArgument(!Arrays.asList(added).contains(null), "Argument must not contain null elements");
        resolutions.addAll(List.of(added));
        return this;
    }

    public Optional<String> getFirstIssue() {
        return Optional.ofNullable(issue).map(Issue::text);
    }

    public long getIssueCount() {
        return issues;
    }

    public Optional<Message> build() {
        if (summary == null && issues > 0) {
            NodeLogger.getLogger(MessageBuilder.class).coding("A message with issues but without a summary");
        }
        return getSummary().map(text -> new Message(text, issue, resolutions));
    }
}
