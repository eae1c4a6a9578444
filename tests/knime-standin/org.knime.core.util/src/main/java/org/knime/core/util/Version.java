package org.knime.core.util;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;

/** A version of three numbers and an optional qualifier. */
public final class Version implements Comparable<Version>, Serializable {

    private static final long serialVersionUID = 1L;

    public static final Version EMPTY_VERSION = new Version(0, 0, 0);

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
