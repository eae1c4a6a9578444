package org.knime.core.webui.data;

import java.util.Optional;

/** Gives a page its data, or takes data from it. */
public interface DataService {

    Optional<Runnable> disposeRunnable();

    Optional<Runnable> deactivateRunnable();
}
