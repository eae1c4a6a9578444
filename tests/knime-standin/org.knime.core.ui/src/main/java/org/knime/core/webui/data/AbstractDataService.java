package org.knime.core.webui.data;

import java.util.Optional;

/** A data service with nothing to clean up. */
public abstract class AbstractDataService implements DataService {

    AbstractDataService() {}

    @Override
    public Optional<Runnable> disposeRunnable() {
        return Optional.empty();
    }

    @Override
    public Optional<Runnable> deactivateRunnable() {
        return Optional.empty();
    }
}
