package org.knime.core.node.message;

import java.util.List;
import java.util.Objects;

import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;

/** What a node tells its user: a summary, perhaps an issue, and what to do about it. */
public final class Message {

    private final String summary;

    private final Issue issue;

    private final List<String> resolutions;

    Message(final String summary, final Issue issue, final List<String> resolutions) {
        this.summary = summary;
        this.issue = issue;
        this.resolutions = List.copyOf(resolutions);
    }

    public static MessageBuilder builder() {
        return new MessageBuilder();
    }

    public MessageBuilder modify() {
        final MessageBuilder builder = builder().withSummary(summary)
                .addResolutions(resolutions.toArray(String[]::new));
        return issue == null ? builder : builder.add(issue);
    }

    public static Message fromSummary(final String summary) {
        return orElseThrow(builder().withSummary(summary));
    }

    public static Message fromSummaryWithResolution(final String summary, final String... resolutions) {
        return orElseThrow(builder().withSummary(summary).addResolutions(resolutions));
    }

    private static Message orElseThrow(final MessageBuilder builder) {
        return builder.build().orElseThrow(() -> new IllegalArgumentException("argument must not be null"));
    }

    public String getSummary() {
        return summary;
    }

    public List<String> getResolutions() {
        return resolutions;
    }

    public Message renderIssueDetails(final PortObject[] inputs) {
        return issue == null ? this : new Message(summary, issue.rendered(inputs), resolutions);
    }

    public KNIMEException toKNIMEException() {
        return KNIMEException.of(this);
    }

    public KNIMEException toKNIMEException(final Throwable cause) {
        return KNIMEException.of(this, cause);
    }

    @Override
    public boolean equals(final Object object) {
        return object instanceof Message other && summary.equals(other.summary) && Objects.equals(issue, other.issue)
                && resolutions.equals(other.resolutions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(summary, issue, resolutions);
    }

    @Override
    public String toString() {
        return "Message[summary=" + summary + ", issue=" + issue + ", resolutions=" + resolutions + "]";
    }
}
