package org.knime.core.util;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Pattern;

/** A version of three numbers and an optional qualifier. */
public final class Version implements Comparable<Version>, Serializable {

    private static final long serialVersionUID = 1L;

    public static final Version EMPTY_VERSION = new Version(0, 0, 0);

    private static final Pattern DOT = Pattern.compile("\\.");

    private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::getMajor)
            .thenComparingInt(Version::getMinor).thenComparingInt(Version::getRevision)
            .thenComparing(Version::getQualifier);

    private final int major;

    private final int minor;

    private final int revision;

    private final String qualifier;

    public Version(final int major, final int minor, final int revision) {
        this(major, minor, revision, "");
    }

    public Version(final int major, final int minor, final int revision, final String qualifier) {
        this.major = major;
        this.minor = minor;
        this.revision = revision;
        this.qualifier = qualifier == null ? "" : qualifier;
    }

    public Version(final String version) {
        final String[] parts = DOT.split(version, 4);
        try {
            this.major = Integer.parseInt(parts[0]);
            this.minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
            this.revision = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + version + "\" is not a version", e);
        }
        this.qualifier = parts.length > 3 ? parts[3] : "";
    }

    public int getMajor() {
        return major;
    }

    public int getMinor() {
        return minor;
    }

    public int getRevision() {
        return revision;
    }

    public String getQualifier() {
        return qualifier;
    }

    @Override
    public int compareTo(final Version other) {
        return ORDER.compare(this, other);
    }

    public boolean isSameOrNewer(final Version other) {
        return compareTo(other) >= 0;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(major, minor, revision, qualifier);
    }

    @Override
    public String toString() {
        final String numbers = major + "." + minor + "." + revision;
        return qualifier.isEmpty() ? numbers : numbers + "." + qualifier;
    }
}
