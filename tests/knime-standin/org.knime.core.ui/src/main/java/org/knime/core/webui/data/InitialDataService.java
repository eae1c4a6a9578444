package org.knime.core.webui.data;

/** Gives a page the data it starts with; here a type only, since pages are complete. */
public final class InitialDataService<D> {

    private InitialDataService() {}
}
