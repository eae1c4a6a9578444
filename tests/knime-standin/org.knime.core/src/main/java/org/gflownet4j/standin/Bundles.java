package org.gflownet4j.standin;

import org.eclipse.core.runtime.Platform;
import org.osgi.framework.Bundle;

/** Loads classes of other bundles. Apart, so that a class path without OSGi does not need it. */
final class Bundles {

    private Bundles() {}

    static Class<?> load(final String bundleName, final String className) throws ClassNotFoundException {
        final Bundle bundle = Platform.getBundle(bundleName);
        if (bundle == null) {
            throw new ClassNotFoundException("There is no bundle " + bundleName);
        }
        return bundle.loadClass(className);
    }
}
