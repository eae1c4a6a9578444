package org.knime.core.data;

/** A cell without a value. */
public final class MissingCell extends DataCell implements MissingValue {

    private static final long serialVersionUID = 1L;

    static final MissingCell INSTANCE = new MissingCell(null);

    /** @param error the reason, which the stand-in does not keep */
    public MissingCell(final String error) {}

    @Override
    public boolean isMissing() {
        return true;
    }

    @Override
    protected boolean equalsDataCell(final DataCell other) {
        return other instanceof MissingCell;
    }

    @Override
    public int hashCode() {
        return 42;
    }

    @Override
    public String toString() {
        return "?";
    }
}
