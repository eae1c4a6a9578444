package org.knime.core.webui.data;

import java.util.Optional;

/** Has the data services of a page. */
public interface DataServiceProvider {

    <D> Optional<InitialDataService<D>> createInitialDataService();

    Optional<RpcDataService> createRpcDataService();

    <D> Optional<ApplyDataService<D>> createApplyDataService();
}
