package org.knime.core.data.image.png;

import org.knime.core.data.DataValue;
import org.knime.core.data.ExtensibleUtilityFactory;
import org.knime.core.data.image.ImageValue;

/** A value that is a PNG image. */
public interface PNGImageValue extends ImageValue {

    UtilityFactory UTILITY = new ExtensibleUtilityFactory(PNGImageValue.class) {
        @Override
        public String getName() {
            return "Image (PNG)";
        }
    };

    @Override
    PNGImageContent getImageContent();

    static boolean equalContent(final PNGImageValue one, final PNGImageValue other) {
        return one.getImageContent().equals(other.getImageContent());
    }
}
