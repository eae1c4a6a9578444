package org.knime.core.webui.data;

/** Takes what a page changed; here a type only. */
public final class ApplyDataService<D> {

    private ApplyDataService() {}
}
