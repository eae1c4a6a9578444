package org.knime.core.data.image.png;

import org.knime.core.data.DataCell;

/** A cell with a PNG image. */
public class PNGImageCell extends DataCell implements PNGImageValue {

    private static final long serialVersionUID = 1L;

    private final transient PNGImageContent content;

    PNGImageCell(final PNGImageContent content) {
        this.content = content;
    }

    @Override
    protected boolean equalsDataCell(final DataCell other) {
        return content.equals(((PNGImageCell) other).content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    @Override
    public String toString() {
        return content.toString();
    }
}
