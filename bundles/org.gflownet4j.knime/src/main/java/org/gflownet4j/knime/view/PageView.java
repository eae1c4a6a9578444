package org.gflownet4j.knime.view;

import java.util.Optional;

import org.knime.core.node.NodeSettingsRO;
import org.knime.core.webui.data.ApplyDataService;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.page.Page;

/** A node's view: one self-contained page that is made when it is looked at. Nothing is sent to it afterwards. */
final class PageView implements NodeView {

    private final Page page;

    PageView(final Page.StringSupplier html) {
        this.page = Page.create().fromString(html).relativePath("index.html");
    }

    @Override
    public Page getPage() {
        return page;
    }

    @Override
    public <D> Optional<InitialDataService<D>> createInitialDataService() {
        return Optional.empty();
    }

    @Override
    public Optional<RpcDataService> createRpcDataService() {
        return Optional.empty();
    }

    @Override
    public <D> Optional<ApplyDataService<D>> createApplyDataService() {
        return Optional.empty();
    }

    @Override
    public void validateSettings(final NodeSettingsRO settings) {
        // a page has no settings
    }

    @Override
    public void loadValidatedSettingsFrom(final NodeSettingsRO settings) {
        // a page has no settings
    }
}
