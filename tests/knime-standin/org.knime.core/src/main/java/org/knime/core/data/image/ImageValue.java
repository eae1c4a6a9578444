package org.knime.core.data.image;

import org.knime.core.data.DataValue;
import org.knime.core.data.ExtensibleUtilityFactory;

/** A value that is an image. */
public interface ImageValue extends DataValue {

    UtilityFactory UTILITY = new ImageValueUtilityFactory();

    /** Name of these values. */
    class ImageValueUtilityFactory extends ExtensibleUtilityFactory {

        ImageValueUtilityFactory() {
            super(ImageValue.class);
        }

        @Override
        public String getName() {
            return "Generic Image";
        }
    }
}
