package org.knime.core.webui.data;

/** Answers a page's calls; here a type only. */
public final class RpcDataService {

    private RpcDataService() {}
}
